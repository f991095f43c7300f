"""Entry into force computed from a rule held as data: so many binding instruments, then so many days.

Source of the rule: the final clauses of multilateral treaties ("on the thirtieth day after the deposit of the
fourteenth instrument"). Of each party its first binding action counts, and none of a party that withdrew before entry.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kurultay.kit.dates import FIRST, LAST, Certainty, PartialDate
from kurultay.kit.dates.period import question_bounds

BINDING = (
    "notification",
    "ratification",
    "acceptance",
    "approval",
    "accession",
)  # what counts towards entry into force
WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Deed:
    """What one party did: its key or whatever tells parties apart, the kind of action, the day as far as known."""

    party: Hashable
    kind: str
    on: PartialDate | None = None
    row: Any = field(default=None, compare=False)  # the row it stands for, passed through

    @property
    def earliest(self) -> date:
        """The first day on which it may have happened."""
        return self.on.earliest if self.on else FIRST

    @property
    def latest(self) -> date:
        """The last day on which it may have happened."""
        return self.on.latest if self.on else LAST


@dataclass(frozen=True)
class Counted:
    """The binding action of one party that counts, in the order of counting."""

    number: int  # from 1; 0 for one that was surely withdrawn before entry and does not count
    deed: Deed
    withdrew: Certainty  # whether the party withdrew before entry


@dataclass(frozen=True)
class Entry:
    """When an instrument enters into force by its rule, and how that was reckoned."""

    after: int  # so many instruments
    days: int  # and so many days
    counted: tuple[Counted, ...]
    day: PartialDate | None  # None: fewer instruments than it takes are known, or nothing bounds the day
    nth: Deed | None  # the instrument that completes the number; None while it may be one or another

    @property
    def known(self) -> int:
        """How many instruments count by what is known."""
        return sum(c.withdrew is not Certainty.YES for c in self.counted)

    @property
    def complete(self) -> bool:
        """Whether as many instruments are known as it takes."""
        return self.known >= self.after

    def holds(self, on: date | PartialDate) -> Certainty:
        """Whether it is in force on that day (of a month or year: on some day of it), by what is known.

        Where fewer instruments are known than it takes, the others may be deposited and not recorded.
        """
        return holds_from(self.day, on)

    def agrees(self, stated: PartialDate | None) -> bool:
        """Whether a stated day and the computed one can be the same day; True where one of them is missing."""
        if stated is None or self.day is None:
            return True
        return stated.earliest <= self.day.latest and self.day.earliest <= stated.latest


def holds_from(day: PartialDate | None, on: date | PartialDate) -> Certainty:
    """Whether what begins on `day` and goes on has begun; an unknown day is not determinable."""
    _first, last = question_bounds(on)
    if day is not None and day.latest <= last and day.latest != LAST:
        return Certainty.YES
    return Certainty.POSSIBLE if day is None or day.earliest <= last else Certainty.NO


@dataclass
class _Party:
    """The bounds of one party's first binding action and first withdrawal."""

    deed: Deed
    bound: tuple[date, date]
    left: tuple[date, date] = (LAST, LAST)


def entry_into_force(after: int, days: int, deeds: Iterable[Deed]) -> Entry:
    """The day an instrument enters into force, with the working; `after` is at least 1, `days` at least 0.

    The day is exact where the dates are; else it is bounded by the earliest and the latest day that any dates within
    the bounds of the actions give. A party counts from its first binding action until it withdraws.
    """
    parties = _parties(deeds)
    first = _complete(after, days, [(p.bound[0], p.left[1]) for p in parties])
    last = _complete(after, days, [(p.bound[1], p.left[0]) for p in parties])
    day = None if first == LAST or (first == FIRST and last == LAST) else PartialDate.between(first, last)
    counted = _counted(parties, first, last)
    return Entry(after, days, counted, day, _nth(after, parties, counted))


def _parties(deeds: Iterable[Deed]) -> list[_Party]:
    """Each party with a binding action, in the order in which these actions surely or probably came."""
    binding: dict[Hashable, list[Deed]] = {}
    leaving: dict[Hashable, list[Deed]] = {}
    for deed in deeds:
        if deed.kind in BINDING:
            binding.setdefault(deed.party, []).append(deed)
        elif deed.kind == WITHDRAWAL:
            leaving.setdefault(deed.party, []).append(deed)
    found = []
    for party, own in binding.items():
        named = min(own, key=lambda d: (d.latest, d.earliest))
        left = leaving.get(party, [])
        found.append(
            _Party(
                named,
                (min(d.earliest for d in own), min(d.latest for d in own)),
                (min(d.earliest for d in left), min(d.latest for d in left)) if left else (LAST, LAST),
            )
        )
    return sorted(found, key=lambda p: (p.bound[1], p.bound[0]))


def _later(day: date, days: int) -> date:
    """So many days later; FIRST and LAST stand for "no bound" and stay."""
    if day in (FIRST, LAST) or (LAST - day).days <= days:
        return LAST if day != FIRST else FIRST
    return day + timedelta(days=days)


def _complete(after: int, days: int, spans: list[tuple[date, date]]) -> date:
    """The first day on which so many parties have been bound for `days` and have not left; LAST where there is none."""
    starts = [_later(bound, days) for bound, _left in spans]
    for day in sorted(set(starts)):
        if sum(start <= day <= left for start, (_bound, left) in zip(starts, spans, strict=True)) >= after:
            return day
    return LAST


def _nth(after: int, parties: list[_Party], counted: tuple[Counted, ...]) -> Deed | None:
    """The instrument that surely completes the number; None where it may be one or another, or is not known."""
    if any(c.withdrew is Certainty.POSSIBLE for c in counted):
        return None
    valid = [p for p, c in zip(parties, counted, strict=True) if c.number]
    if len(valid) < after:
        return None
    found = valid[after - 1]
    before = all(p.bound[1] <= found.bound[0] for p in valid[: after - 1])
    behind = all(p.bound[0] >= found.bound[1] for p in valid[after:])
    return found.deed if before and behind else None


def _counted(parties: list[_Party], first: date, last: date) -> tuple[Counted, ...]:
    """The parties' instruments numbered as they count; what surely was withdrawn before entry has no number."""
    found, number = [], 0
    for party in parties:
        surely, maybe = party.left[1] < first, party.left[0] < last
        withdrew = Certainty.YES if surely else Certainty.POSSIBLE if maybe else Certainty.NO
        number += not surely
        found.append(Counted(0 if surely else number, party.deed, withdrew))
    return tuple(found)
