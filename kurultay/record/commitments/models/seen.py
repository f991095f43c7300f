"""What one reader sees of the counters and of the commitments of a scope, each asked once for a page."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import DateField, F, Q, Sum, Value

from kurultay.kit.dates import FIRST, LAST, PartialDate
from kurultay.kit.dates.partial import day_after
from kurultay.kit.reading import current, reading_as, system
from kurultay.kit.reading.readers import scope as reading_scope
from kurultay.record.parties.models import Party

from .commitments import Commitment
from .reckoned import MONTHLY, TALLIED, Beyond, Reckoning, Stretch, Tally
from .scopes import Scope
from .shapes import FOR_SHAPE, Cell, Shape, seen_shape

# What counters are summed by, and what stands in a line where they are not.
APART: dict[str, Any] = {"scope": 0, "other": 0, "made": 0, "answered": False}
Wanted = Mapping[str, Collection[str]]  # by kind of counter: the names of APART, and "at", that its lines tell


class Part(NamedTuple):
    """What counts alike: since the year `at` (its first day) as many more commitments, and moves of due dates."""

    kind: str
    at: date
    scope: int
    other: int
    made: int
    answered: bool
    status: str
    overdue: str
    number: int
    moves: int


@dataclass(frozen=True)
class Sight:
    """What a reader sees of commitments that have narrower rows: which sets of audiences none, all or some of.

    A set that is not listed is one of whose audiences they belong to none.
    """

    everything: bool
    nothing: bool
    whole: tuple[int, ...] = ()
    some: tuple[int, ...] = ()

    @classmethod
    def of_reader(cls) -> "Sight":
        """Of the reader in force; the public sees nothing that is narrower. At most one statement."""
        held = reading_scope().audiences()
        if held is None or not current().seats:
            return cls(held is None, held is not None)
        with reading_as(system("boards")):
            sets = [(pk, _numbers(text)) for pk, text in Beyond.objects.order_by("pk").values_list("pk", "audiences")]
        met = [(pk, numbers <= held) for pk, numbers in sets if not numbers.isdisjoint(held)]
        return cls(False, False, tuple(pk for pk, all_ in met if all_), tuple(pk for pk, all_ in met if not all_))

    def condition(self) -> Q:
        """Rows of Stretch and Tally that hold for this reader; those of commitments of which they see some do not."""
        if self.everything or self.nothing:
            return Q(view__in=("all", "full" if self.everything else "bare"))
        bare = Q(view="bare") & ~Q(beyond__in=(*self.whole, *self.some))
        return Q(view="all") | bare | Q(view="full", beyond__in=self.whole)

    def view(self, beyond: int) -> str:
        """Which view of a commitment with such narrower rows holds for this reader; "" where they see some of them."""
        if not beyond or self.everything or self.nothing:
            return "full" if beyond and self.everything else "bare" if beyond else "all"
        return "" if beyond in self.some else "full" if beyond in self.whole else "bare"

    def partly(self, commitments: Any) -> Any:
        """Those of the commitments of whose narrower rows the reader sees some: to be reckoned now."""
        if not self.some:
            return Commitment.objects.none()
        with reading_as(system("boards")):
            mixed = Reckoning.objects.filter(beyond__in=self.some)
        return commitments.filter(pk__in=mixed.values("commitment")).prefetch_related(*FOR_SHAPE)

    def on(self, day: date) -> Any:
        """How each commitment stands on a day, as far as that is reckoned for this reader."""
        return Stretch.objects.filter(self.condition(), since__lte=day, until__gt=day)


@lru_cache(maxsize=1 << 16)
def _numbers(text: str) -> frozenset[int]:
    return Beyond(audiences=text).numbers


class Look:
    """A scope as the reader in force sees it. What several parts of a page need is asked for once and kept."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.sight = Sight.of_reader()
        self._met: dict[int, Party | None] = {}

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of its commitments, for scopes that hold few."""
        return list(self.scope.commitments().values_list("pk", flat=True))

    @cached_property
    def partly(self) -> list[Commitment]:
        """Its commitments of whose narrower rows the reader sees some."""
        return list(self.sight.partly(self.scope.commitments()))

    def parties(self, numbers: Collection[int]) -> dict[int, Party]:
        """Parties by their numbers, with their names; those above the reader's clearance have none. Two statements."""
        if missing := [number for number in numbers if number not in self._met]:
            self._met |= dict.fromkeys(missing)
            rows = Party.everything.filter(pk__in=missing).prefetch_related("names")
            self._met |= {row.pk: row for row in rows}
        return {number: party for number in numbers if (party := self._met[number]) is not None}

    def lines(self, wanted: Wanted, on: PartialDate) -> list[Part]:
        """What counts up to the end of `on`, of these kinds of counters. One statement."""
        if self.scope.tallies[0] in TALLIED:
            return [*self._sums(wanted, on), *(_part(cell, wanted, on) for cell in self._mixed(wanted, on))]
        return [_part(cell, wanted, on) for cell in (*self._shown(wanted, on), *self._mixed(wanted, on))]

    def _sums(self, wanted: Wanted, on: PartialDate) -> Iterator[Part]:
        year = date(on.latest.year, 1, 1)
        of = "other__in" if self.scope.kind == "party" else "scope__in"
        held = Tally.objects.filter(self.sight.condition())
        if self.scope.kind != "record":
            held = held.filter(**{of: self.scope.numbers})
        parts = []
        for kind, by in wanted.items():
            for span, first, end, sign in _spans(kind in MONTHLY, on.latest):
                at = F("day") if "at" in by and span == "y" else Value(year, DateField())
                rows = held.filter(kind=kind, span=span, day__gte=first, day__lt=end)
                parts.append(_summed(rows.annotate(at=at), by, sign))
        for row in parts[0].union(*parts[1:], all=True) if parts else ():
            yield Part(*row)

    def _mixed(self, wanted: Wanted, on: PartialDate) -> Iterator[tuple[Cell, int, int]]:
        for thing in self.partly:
            for cell in seen_shape(thing).cells("all", tuple(wanted), on.latest):
                if self.scope.has(cell[0]):
                    yield cell

    def _shown(self, wanted: Wanted, on: PartialDate) -> Iterator[tuple[Cell, int, int]]:
        """The counters of each commitment of a scope that holds few."""
        numbers = self.numbers  # as the reader sees them
        with reading_as(system("boards")):
            held = Reckoning.objects.filter(commitment__in=numbers)
            rows = list(held.values_list("commitment_id", "beyond", "shape"))
        for number, beyond, text in rows:
            if view := self.sight.view(beyond):
                yield from Shape.read(number, text, view).cells(view, tuple(wanted), on.latest)


def _spans(monthly: bool, last: date) -> Iterator[tuple[str, date, date, int]]:
    """The counters that add up to the end of a day: length, first day, the day after the last one, and the sign.

    Late in a year the whole year is taken and the rest of it given back, and so late in a month: fewer counters.
    """
    year, month = date(last.year, 1, 1), last.replace(day=1)
    tomorrow = day_after(last)
    late_year, late_month = last.month > 6 and last.year < LAST.year, last.day > 15 and last.year < LAST.year
    next_year = date(last.year + 1, 1, 1) if late_year else LAST
    next_month = (month + timedelta(days=32)).replace(day=1) if late_month else LAST
    yield "y", FIRST, next_year if late_year else year, 1
    if not monthly:
        yield ("d", tomorrow, next_year, -1) if late_year else ("d", year, tomorrow, 1)
        return
    whole = next_month if late_month else month
    yield ("m", whole, next_year, -1) if late_year else ("m", year, whole, 1)
    yield ("d", tomorrow, next_month, -1) if late_month else ("d", month, tomorrow, 1)


def _summed(rows: Any, by: Collection[str], sign: int) -> Any:
    """The sums, apart by these names alone; where one of the others stands, its nought of APART does."""
    without = {f"no_{name}": Value(nought) for name, nought in APART.items() if name not in by}
    names = [name if name in by else f"no_{name}" for name in APART]
    return (
        rows.annotate(**without).values_list("kind", "at", *names, "status", "overdue")
        .annotate(n=Sum("number") * sign, m=Sum("moves") * sign)
    )  # fmt: skip


def _part(cell: tuple[Cell, int, int], wanted: Wanted, on: PartialDate) -> Part:
    key, number, moves = cell
    at = date(min(key.day.year, on.latest.year), 1, 1)
    apart: tuple[Any, ...] = tuple(
        getattr(key, name) if name in wanted[key.kind] else nought for name, nought in APART.items()
    )
    return Part._make((key.kind, at, *apart, key.status, key.overdue, number, moves))


def by_scope(parts: list[Part]) -> dict[int, list[Part]]:
    """The lines by the number of the party or area that they are about."""
    found = defaultdict[int, list[Part]](list)
    for part in parts:
        found[part.scope].append(part)
    return found
