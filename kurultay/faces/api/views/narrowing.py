"""The rows a question means: in sight, narrowed by its filters, with what holds for certain."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from kurultay.kit.acting.stamps import unsealed
from kurultay.kit.dates import FIRST, LAST
from kurultay.kit.sources.models import Citation

from .asking import Asked
from .asof import between, holding
from .shelves import Shelf


def rows_of(asked: Asked) -> Any:
    """The rows of a list, unsorted; withdrawn ones only to whoever asks what was modified."""
    shelf = asked.shelf
    rows = shelf.model.objects.all() if asked.modified_since is None else shelf.model.everything.all()
    if shelf.listed.also is not None:
        rows = shelf.listed.also(rows)
    for name, value in asked.filters.items():
        own = shelf.listed.asking.get(name)
        rows = rows.filter(own.where(value, asked.day) if own else _is(rows, shelf.filters[name], value))
    if asked.of is not None:
        rows = rows.filter(**_about(*asked.of))
    if asked.modified_since is not None:
        rows = rows.filter(_modified(shelf, asked.modified_since))
    _sure, may = asked_of_time(replace(asked, on=None) if asked.holds else asked)
    return rows.filter(may) if may is not None else rows


def asked_of_time(asked: Asked) -> tuple[Q | None, Q | None]:
    """What `on`, `since` and `until` ask: certain, and possible; None where they ask nothing of the rows."""
    pairs = []
    if asked.on is not None and asked.shelf.listed.dated is not None:
        pairs.append(holding(asked.shelf.listed.dated, asked.on))
    if asked.shelf.listed.span is not None and (asked.since or asked.until):
        first = asked.since.earliest if asked.since else FIRST
        pairs.append(between(asked.shelf.listed.span, first, asked.until.earliest if asked.until else LAST))
    if not pairs:
        return None, None
    sure, may = Q(), Q()
    for one, other in pairs:
        sure, may = sure & one, may & other
    return sure, may


def said(condition: Q) -> Case:
    """A condition as a value of each row."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _is(rows: Any, path: str, value: Any) -> Q:
    """The condition of one filter; over rows that point here the question is asked of these."""
    field = rows.model._meta.get_field(path.partition("__")[0])
    if not field.auto_created or field.concrete:
        return rows.asking(path, value)  # type: ignore[no-any-return]
    pointing = field.related_model.objects.all()
    found = pointing.filter(pointing.asking(path.partition("__")[2], value))
    return Q(pk__in=found.values(field.field.name))


def _about(shelf: Shelf, key: str) -> dict[str, Any]:
    """Rows about the row with this key; about none where it is hidden or absent."""
    return {"subject_type": shelf.kind, "subject_id": number_of(shelf, key) or 0}


def by_key(shelf: Shelf, key: str) -> Q | None:
    """The condition that a row has this key; None where no row can have it."""
    if shelf.keyed:
        return Q(key=key)
    number = unsealed(shelf.kind, key)
    return None if number is None else Q(pk=number)


def number_of(shelf: Shelf, key: str) -> int | None:
    """The number of the row with this key in the reader's sight."""
    condition = by_key(shelf, key)
    if condition is None:
        return None
    found: int | None = shelf.model.everything.filter(condition).values_list("pk", flat=True).first()
    return found


def _modified(shelf: Shelf, instant: datetime) -> Q:
    """Rows that an act wrote then or later, or whose parts or citations it did."""
    found = Q(last_act__at__gte=instant)
    for part in shelf.listed.parts.values():
        rows: Any = part.model.everything  # type: ignore[attr-defined]
        found |= Q(Exists(rows.filter(**{part.of: OuterRef("pk")}, last_act__at__gte=instant)))
    cited = Citation.everything.filter(subject_type=shelf.kind, subject_id=OuterRef("pk"), last_act__at__gte=instant)
    return found | Q(Exists(cited))
