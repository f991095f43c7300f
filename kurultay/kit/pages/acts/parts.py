"""Things that have pages, the rows that are parts of them, and how an address names either without a number."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.http import Http404
from django.utils.crypto import salted_hmac

from kurultay.kit.pages.shown import find
from kurultay.kit.rows import Record
from kurultay.kit.sources.models import Citation

THINGS: dict[type[Record], str] = {}  # table -> the beginning of the addresses of its things; filled by the urls.py

NEW: dict[str, tuple[str, str]] = {}  # address of a list -> the verb that enters something new, and its address


def handle(row: Any) -> str:
    """What an address calls a row that has no page: its table, and a word that does not tell how many there are."""
    word = salted_hmac("kurultay.parts", f"{row.type_name()}:{row.pk}", algorithm="sha256").hexdigest()[:12]
    return f"{row._meta.model_name}-{word}"


def part_tables(model: Any) -> Iterator[tuple[Any, str]]:
    """The tables whose rows are parts of things of this table, with the key that points at it; parts of parts too."""
    for tie in model._meta.related_objects:
        table: Any = tie.related_model
        bound = getattr(table, "bound_by", ())
        if bound and bound[0] == tie.field.name and table not in THINGS:
            yield table, tie.field.name
            yield from (
                (deeper, f"{key}__{tie.field.name}") for deeper, key in part_tables(table) if table is not model
            )


def parts(thing: Any) -> Iterator[Any]:
    """Every row that is a part of a thing, withdrawn or not, in sight; a statement for each table."""
    for table, key in part_tables(type(thing)):
        yield from table.everything.filter(**{key: thing}).order_by("pk")


def citations(rows: list[Any]) -> list[Citation]:
    """What sources state of these rows, in sight; a statement for each table."""
    by_type: dict[str, list[int]] = {}
    for row in rows:
        by_type.setdefault(row.type_name(), []).append(row.pk)
    found: list[Citation] = []
    for kind, ids in by_type.items():
        found += (
            Citation.objects.filter(subject_type=kind, subject_id__in=ids).prefetch_related("source").order_by("pk")
        )
    return found


def named(thing: Any, word: str) -> Any:
    """The row of a thing that an address names; the thing itself where it names none; 404, hidden or absent."""
    if not word:
        return thing
    table = word.partition("-")[0]
    rows = citations([thing, *parts(thing)]) if table == "citation" else parts(thing)
    for row in rows:
        if row._meta.model_name == table and handle(row) == word:
            return row
    raise Http404


def whole(row: Any) -> Any:
    """The thing with a page that a row is, or is a part of; None where there is none in sight."""
    if isinstance(row, Citation):
        row = apps.get_model(row.subject_type).everything.filter(pk=row.subject_id).first()
    while row is not None and not row.veiled and type(row) not in THINGS:
        row = getattr(row, row.bound_by[0]) if row.bound_by else None
    return row if row is not None and not row.veiled else None


def address(row: Any, verb: str) -> str:
    """Where a verb is asked for of this row, `/meetings/ots-chs-5/entry/correct?of=session-2f6c`; "" for nowhere."""
    thing = whole(row)
    if thing is None:
        return ""
    app, _dot, word = verb.partition(".")
    entry = "entry/" if app == "kit" else ""
    of = "" if thing is row or (type(thing) is type(row) and thing.pk == row.pk) else f"?of={handle(row)}"
    return f"/{THINGS[type(thing)]}/{thing.key}/{entry}{word.replace('_', '-')}{of}"


def thing_at(model: type[Record], key: str) -> Any:
    """The thing of a table with this key, in sight; 404, hidden or absent."""
    return find(model, key)
