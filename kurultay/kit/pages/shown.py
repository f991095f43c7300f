"""Finding the thing a page is about, and the two pages every thing has: its sources and its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _

from kurultay.kit.dates import OPEN, PartialDate, PartialDateField
from kurultay.kit.dates.words import spell
from kurultay.kit.rows import Record
from kurultay.kit.sources.evidence import Evidence, Evidences, evidence_for
from kurultay.kit.sources.values import text_of


def find(model: Any, key: str, *prefetch: Any) -> Any:
    """The row with this key in the reader's sight, withdrawn or not; 404, the same whether it is hidden or absent."""
    row = model.everything.filter(key=key).prefetch_related(*prefetch).first()
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True)
class Line:
    """One value of a row with its evidence, for the page of sources."""

    label: str
    anchor: str
    held: str
    evidence: Evidence
    dated: bool = False
    target: Any = None  # the row that a key points at, shown by its name


def lines(rows: Iterable[tuple[str, Record]], evidences: Evidences | None = None) -> list[Line]:
    """What is cited of each row: `rows` are (words for the row, row); one line per cited field."""
    rows = list(rows)
    known = evidences or evidence_for([row for _words, row in rows])
    found = []
    for place, (words, row) in enumerate(rows):
        for name, evidence in sorted(known.fields(row).items()):
            label = (
                f"{words}, {field_words(row, name)}" if name and words else field_words(row, name) if name else words
            )
            found.append(_line(row, name, label, name if not place else f"{name}-{row.pk}", evidence))
    return found


def _line(row: Record, name: str, label: str, anchor: str, evidence: Evidence) -> Line:
    if not name:
        return Line(label, anchor or "all", str(row), evidence)
    value = getattr(row, name)
    target = value if isinstance(value, Record) and hasattr(value, "names") else None
    dated = isinstance(row._meta.get_field(name), PartialDateField)
    held = date_words(text_of(row, name)) if dated else text_of(row, name)
    return Line(label, anchor, held, evidence, dated, target)


def date_words(text: str) -> str:
    """A date as a citation writes it, in words; "still running" for an open end."""
    if text == OPEN:
        return _("still running")
    return spell(PartialDate.parse(text), "en") if text else _("not known")


def field_words(row: models.Model, name: str) -> str:
    """A field's name for people."""
    return {
        "since": _("since"),
        "until": _("until"),
        "of": _("in"),
        "at": _("at"),
        "for_party": _("for"),
        "terms": _("number of terms"),
        "term": _("which term"),
        "within": _("term within"),
        "kind": _("kind"),
        "parent": _("part of"),
    }.get(name) or str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
