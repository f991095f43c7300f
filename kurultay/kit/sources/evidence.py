"""Reading the evidence: for the rows of a page, which sources state each value and which contradict it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as fresh
from typing import Any

from django.db import models
from django.db.models import Q

from kurultay.kit.dates import PartialDate, partial
from kurultay.kit.rows import Record

from .models import DERIVED, INFERRED, STATED, Citation
from .values import agrees, target_of, text_of

CONTRADICTED, UNSOURCED = "contradicted", "unsourced"


@dataclass
class Evidence:
    """What the sources say of one value."""

    field: str
    supporting: list[Citation] = fresh(default_factory=list)
    contradicting: list[Citation] = fresh(default_factory=list)
    earlier: list[Citation] = fresh(default_factory=list)  # true when it was said, as "planned" before "held"

    @property
    def all(self) -> list[Citation]:
        """Every citation; the deciding one first, then those that agree, the claims beside, and what was before."""
        return sorted(self.supporting, key=lambda c: not c.decides) + self.contradicting + self.earlier

    def settle_earlier(self, order: tuple[str, ...], held: str) -> None:
        """Set apart claims of a value that comes before the one held, made no later than a source states the latter.

        When a claim was made is its own `as_of`, else its source's; one of no known day stays a contradiction.
        """
        since = [day.latest for c in self.supporting if (day := _said_on(c)) is not None]
        if not since or held not in order:
            return
        for claim in list(self.contradicting):
            day = _said_on(claim)
            before = claim.value in order and order.index(claim.value) < order.index(held)
            if before and day is not None and day.earliest <= max(since):
                self.contradicting.remove(claim)
                self.earlier.append(claim)

    @property
    def state(self) -> str:
        """stated, derived, inferred, contradicted or unsourced."""
        if self.contradicting:
            return CONTRADICTED
        if not self.supporting:
            return UNSOURCED
        bases = {c.basis for c in self.supporting}
        return STATED if STATED in bases else INFERRED if INFERRED in bases else DERIVED

    @property
    def best(self) -> Citation | None:
        """The citation a mark names: the deciding one, else the first that agrees, stated before derived."""
        order = {STATED: 0, DERIVED: 1, INFERRED: 2}
        ranked = sorted(self.supporting, key=lambda c: (not c.decides, order[c.basis], c.pk))
        return ranked[0] if ranked else None

    @property
    def claims(self) -> int:
        """How many different values the sources state."""
        return len({c.value for c in self.supporting[:1] + self.contradicting})


def _said_on(citation: Citation) -> PartialDate | None:
    return partial(citation, "as_of") or (None if citation.source.veiled else partial(citation.source, "as_of"))


class Evidences:
    """The evidence of many rows, read with two statements, and two per table that cited keys point at.

    With `only` a field named, what is said of the others is not read.
    """

    def __init__(self, rows: Iterable[Record | None], only: str = "") -> None:
        self._only = {"field": only} if only else {}
        self._rows = {(r.type_name(), r.pk): r for r in rows if r is not None and not r.veiled}
        self._by_row: dict[tuple[str, int], dict[str, Evidence]] = {}
        self._seen: dict[type[Record], set[str]] = {}
        self._load()

    def _load(self) -> None:
        ids: dict[str, set[int]] = defaultdict(set)
        for kind, pk in self._rows:
            ids[kind].add(pk)
        if not ids:
            return
        wanted = Q()
        for kind, pks in ids.items():
            wanted |= Q(subject_type=kind, subject_id__in=pks)
        cited: dict[tuple[str, int], list[Citation]] = defaultdict(list)
        for citation in Citation.objects.filter(wanted, **self._only).order_by("id").prefetch_related("source"):
            cited[citation.subject_type, citation.subject_id].append(citation)
        self._meet_targets(cited)
        self._seen = self._keys_in_sight(cited)
        for at, citations in cited.items():
            fields: dict[str, Evidence] = {}
            for citation in citations:
                self._sort_in(self._rows[at], citation, fields)
            for name, order in self._rows[at].develops.items():
                if name in fields:
                    fields[name].settle_earlier(order, text_of(self._rows[at], name))
            self._by_row[at] = fields

    def _meet_targets(self, cited: dict[tuple[str, int], list[Citation]]) -> None:
        """Fetch the rows that cited keys point at, a table at a time, so that claims can be compared."""
        missing: dict[tuple[type[Record], str], list[Record]] = defaultdict(list)
        for at, citations in cited.items():
            row = self._rows[at]
            for name in {c.field for c in citations if c.field}:
                if target_of(row, name) and name not in row._state.fields_cache:
                    missing[type(row), name].append(row)
        for (_table, name), rows in missing.items():
            models.prefetch_related_objects(rows, name)

    def _keys_in_sight(self, cited: dict[tuple[str, int], list[Citation]]) -> dict[type[Record], set[str]]:
        """Which of the keys that citations name the reader may see, a table at a time."""
        asked: dict[type[Record], set[str]] = defaultdict(set)
        for at, citations in cited.items():
            for citation in citations:
                if citation.value and (model := target_of(self._rows[at], citation.field)):
                    asked[model].add(citation.value)
        found = {model: model.everything.filter(key__in=keys) for model, keys in asked.items()}
        return {model: set(rows.values_list("key", flat=True)) for model, rows in found.items()}

    def _sort_in(self, row: Record, citation: Citation, fields: dict[str, Evidence]) -> None:
        if citation.source.veiled:
            return
        name = citation.field
        model = target_of(row, name)
        if model and citation.value and citation.value not in self._seen[model]:
            return  # the citation would name a row above the reader's clearance
        held = fields.setdefault(name, Evidence(name))
        supports = not name or agrees(row, name, citation.value)
        (held.supporting if supports else held.contradicting).append(citation)

    def of(self, row: Record, name: str) -> Evidence:
        """The evidence of one value; a citation of the whole row speaks for a field that has none of its own."""
        fields = self._by_row.get((row.type_name(), row.pk), {})
        return fields.get(name) or fields.get("") or Evidence(name)

    def of_row(self, row: Record) -> Evidence:
        """The evidence of all values of a row together: what a mark beside a name or a whole line stands for."""
        merged = Evidence("")
        for evidence in self._by_row.get((row.type_name(), row.pk), {}).values():
            merged.supporting += evidence.supporting
            merged.contradicting += evidence.contradicting
            merged.earlier += evidence.earlier
        return merged

    def fields(self, row: Record) -> dict[str, Evidence]:
        """The evidence of one row by field."""
        return dict(self._by_row.get((row.type_name(), row.pk), {}))

    def contradictions(self) -> Iterator[tuple[Record, Evidence]]:
        """The values that some source contradicts, in the order of the rows given."""
        for at, row in self._rows.items():
            for evidence in self._by_row.get(at, {}).values():
                if evidence.contradicting:
                    yield row, evidence


def evidence_for(*groups: Iterable[Any] | Any) -> Evidences:
    """Evidence for rows and lists of rows; None is passed over."""
    rows: list[Any] = []
    for group in groups:
        rows += [group] if group is None or isinstance(group, Record) else list(group)
    return Evidences(rows)
