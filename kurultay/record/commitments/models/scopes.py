"""Whose commitments a board counts: an organisation's, a body's, a party's, a meeting's, a document's, an area's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area

from .commitments import OWING, Commitment, CommitmentParty
from .shapes import Cell

KINDS = {
    "organisation": ("of",), "body": ("of", "body"), "party": ("owed",), "meeting": ("meeting",),
    "document": ("document",), "area": ("area",), "strategy": ("area",), "record": ("of",),
}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """Whose commitments are counted: a kind of KINDS, the row it is about, and the numbers under which it is kept."""

    kind: str
    thing: Any
    numbers: tuple[int, ...]

    @property
    def tallies(self) -> tuple[str, ...]:
        """The kinds of its counters."""
        return KINDS[self.kind]

    def commitments(self) -> Any:
        """Its commitments in the reader's sight."""
        if self.kind == "party":
            ties = CommitmentParty.objects.filter(party=self.thing, capacity__in=OWING)
            return Commitment.objects.filter(pk__in=ties.values("commitment"))
        if self.kind == "record":
            return Commitment.objects.filter(of__isnull=False)
        if self.kind == "body":
            held = Meeting.objects.filter(body__in=self.numbers)
            return Commitment.objects.filter(Q(meeting__in=held.values("pk")) | Q(of__in=self.numbers))
        return Commitment.objects.filter(**{f"{self.tallies[0]}__in": self.numbers})

    def has(self, cell: Cell) -> bool:
        """Whether a counter of one of its kinds is its own, not one of another area or party of the same commitment."""
        if self.kind in ("record", "meeting", "document"):
            return True
        return (cell.other if self.kind == "party" else cell.scope) in self.numbers


def scope_of(kind: str, thing: Any) -> Scope:
    """The scope of a board about a row; that of an area has its parts in it, that of a strategy all its areas."""
    if kind == "strategy":
        return Scope(kind, thing, tuple(Area.objects.filter(catalogue=thing).values_list("pk", flat=True)))
    if kind == "area":
        pairs = list(Area.objects.filter(catalogue=thing.catalogue_id).values_list("pk", "parent"))
        return Scope(kind, thing, tuple(sorted(under(thing.pk, pairs))))
    return Scope(kind, thing, (thing.pk,))


def under(number: int, pairs: Iterable[tuple[int, int | None]]) -> set[int]:
    """The number of an area with those of its parts and of theirs; `pairs` are (area, the area it is part of)."""
    found, waiting, parts = set[int](), [number], list(pairs)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [part for part, parent in parts if parent == here]
    return found
