"""A board: how the commitments of a scope stand as of a day, counted in the sight of whoever reads."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, F, Q, Sum, Value

from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import current, reading_as, system
from kurultay.kit.reading.readers import scope as reading_scope
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area, Party

from .commitments import OWING, Commitment, CommitmentParty
from .reckoned import MONTHLY, TALLIED, Beyond, Reckoning, Tally
from .shapes import FOR_SHAPE, Cell, Shape, seen_shape
from .standing import STATUSES

KINDS = {
    "organisation": ("of",), "body": ("of", "body"), "party": ("owed",), "meeting": ("meeting",),
    "document": ("document",), "area": ("area",), "strategy": ("area",),
}  # fmt: skip
DONE = ("met", "met-otherwise")
RUNNING = ("planned", "open", "in-progress", "undetermined")
FEW = 2000  # commitments of a scope that are named to the database one by one


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
        if self.kind == "body":
            held = Meeting.objects.filter(body__in=self.numbers)
            return Commitment.objects.filter(Q(meeting__in=held.values("pk")) | Q(of__in=self.numbers))
        return Commitment.objects.filter(**{f"{self.tallies[0]}__in": self.numbers})

    def has(self, cell: Cell, kinds: tuple[str, ...]) -> bool:
        """Whether a counter of one of these kinds is one of its own."""
        number = cell.other if self.kind == "party" else cell.scope
        return cell.kind in kinds and number in self.numbers


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


class Part(NamedTuple):
    """What counts alike: since the year `at` (its first day) as many more commitments, and moves of due dates."""

    at: date
    scope: int
    other: int
    status: str
    overdue: str
    made: int
    answered: bool
    number: int
    moves: int


@dataclass(frozen=True)
class Age:
    """Commitments of one year that still run, and how many of them are overdue."""

    year: int  # 0: no day is known
    running: int
    overdue: int


@dataclass(frozen=True)
class Answer:
    """What a party owes: how much, of how much it reported or showed anything, what is done and what is late."""

    party: Party
    owed: int
    answered: int
    done: int
    overdue: int

    @property
    def rate(self) -> int:
        """Of a hundred commitments it answered for so many, rounded down, so that 100 is all."""
        return self.answered * 100 // self.owed if self.owed else 0


@dataclass(frozen=True)
class Board:
    """The figures of a scope as of the end of a day, month or year.

    `statuses` holds no noughts; what was not yet made then is not counted. `years` are the counts at the ends of the
    years before, the last one the day itself.
    """

    scope: Scope
    on: PartialDate
    statuses: dict[str, int]
    overdue: int
    maybe_overdue: int
    moves: int
    years: list[tuple[date, dict[str, int]]]
    ages: list[Age]
    answers: list[Answer] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many commitments there are."""
        return sum(self.statuses.values())

    @property
    def running(self) -> int:
        """How many of them have not certainly ended."""
        return sum(self.statuses.get(status, 0) for status in RUNNING)

    @property
    def done(self) -> int:
        """How many were met, as promised or otherwise; what is planned is never among them."""
        return sum(self.statuses.get(status, 0) for status in DONE)


def board(scope: Scope, on: PartialDate) -> Board:
    """The board of a scope as of a day, in the sight of the reader in force. At most eight statements.

    Pages, spreadsheets and the API show these figures and no others.
    """
    seen = Sight.of_reader()
    if scope.tallies[0] in TALLIED:
        lines = list(seen.lines(scope, scope.tallies, on))
        owed = lines if scope.kind == "party" else []
        owed = list(seen.lines(scope, ("owed",), on, whole=True)) if scope.kind == "organisation" else owed
    else:
        cells = [cell for cell in seen.shown(scope) if cell[0].day <= on.latest]
        lines = [_part(cell, on) for cell in cells if cell[0].kind in scope.tallies]
        owed = [_part(cell, on) for cell in cells if cell[0].kind == "owed"]
    statuses = count(lines)
    late = Counter[str]()
    for line in lines:
        late[line.overdue] += line.number
    return Board(
        scope, on, statuses, late["yes"], late["not determinable"], sum(line.moves for line in lines),
        _years(lines, on), [] if "area" in scope.tallies else _ages(lines), _answers(owed),
    )  # fmt: skip


@dataclass(frozen=True)
class Branch:
    """One area of a strategy, or one organisation, with all that stands under it, counted."""

    thing: Any
    depth: int
    statuses: dict[str, int]
    overdue: int

    @property
    def total(self) -> int:
        """How many commitments there are."""
        return sum(self.statuses.values())

    @property
    def done(self) -> int:
        """How many were met, as promised or otherwise."""
        return sum(self.statuses.get(status, 0) for status in DONE)

    @property
    def running(self) -> int:
        """How many have not certainly ended."""
        return sum(self.statuses.get(status, 0) for status in RUNNING)


def branches(scope: Scope, on: PartialDate) -> list[Branch]:
    """The areas of a strategy as a tree; each counts its own commitments and those of its parts. Four statements."""
    parts = list(Sight.of_reader().lines(scope, ("area",), on))
    areas = list(
        Area.objects.filter(pk__in=scope.numbers).order_by("position", "number", "pk").prefetch_related("names")
    )
    pairs = [(area.pk, area.parent_id) for area in areas]
    known, found = {area.pk for area in areas}, list[Branch]()
    waiting = [(area, 0) for area in reversed(areas) if area.parent_id not in known]
    while waiting:
        area, depth = waiting.pop()
        below = under(area.pk, pairs)
        mine = [part for part in parts if part.scope in below]
        found.append(Branch(area, depth, count(mine), _late(mine)))
        waiting += [(part, depth + 1) for part in reversed(areas) if part.parent_id == area.pk]
    return found


def each(things: Iterable[Any], kind: str, on: PartialDate) -> list[Branch]:
    """Each of these things of one kind, counted by itself; those of which nothing is counted are left out."""
    rows = list(things)
    scope = Scope(kind, None, tuple(row.pk for row in rows))
    parts = list(Sight.of_reader().lines(scope, scope.tallies, on))
    mine = {row.pk: [part for part in parts if part.scope == row.pk] for row in rows}
    found = [Branch(row, 0, count(mine[row.pk]), _late(mine[row.pk])) for row in rows]
    return [branch for branch in found if branch.total]


def _late(parts: Iterable[Part]) -> int:
    return sum(part.number for part in parts if part.overdue == "yes")


def count(lines: Iterable[Part]) -> dict[str, int]:
    """How many stand how, in the order of STATUSES, without noughts."""
    found = Counter[str]()
    for line in lines:
        found[line.status] += line.number
    return {status: found[status] for status in STATUSES if found[status]}


@dataclass(frozen=True)
class Sight:
    """What a reader sees of commitments that have narrower rows: which sets of audiences none, all or some of."""

    everything: bool
    nothing: bool
    none: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()
    some: tuple[int, ...] = ()

    @classmethod
    def of_reader(cls) -> "Sight":
        """Of the reader in force; the public sees nothing that is narrower. At most one statement."""
        held = reading_scope().audiences()
        if held is None or not current().seats:
            return cls(held is None, held is not None)
        with reading_as(system("boards")):
            sets = [(row.pk, row.numbers) for row in Beyond.objects.order_by("pk")]
        return cls(
            False, False,
            tuple(pk for pk, numbers in sets if not numbers & held),
            tuple(pk for pk, numbers in sets if numbers <= held),
            tuple(pk for pk, numbers in sets if numbers & held and not numbers <= held),
        )  # fmt: skip

    def condition(self) -> Q:
        """Rows of Stretch and Tally that hold for this reader; those of commitments of which they see some do not."""
        if self.everything or self.nothing:
            return Q(view__in=("all", "full" if self.everything else "bare"))
        return Q(view="all") | Q(view="bare", beyond__in=self.none) | Q(view="full", beyond__in=self.whole)

    def partly(self, commitments: Any) -> Any:
        """Those of the commitments of whose narrower rows the reader sees some: to be reckoned now."""
        if not self.some:
            return Commitment.objects.none()
        with reading_as(system("boards")):
            mixed = Reckoning.objects.filter(beyond__in=self.some)
        return commitments.filter(pk__in=mixed.values("commitment"))

    def lines(self, scope: Scope, kinds: tuple[str, ...], on: PartialDate, whole: bool = False) -> Iterator[Part]:
        """Sums of counters up to the end of `on`: of whole years, of months of its year, of days of its month.

        `whole` sums leave out which year it was and which year a commitment was made in: a hundredth of the lines.
        """
        last = on.latest
        year, month = date(last.year, 1, 1), last.replace(day=1)
        held = Tally.objects.filter(
            self.condition(), **{"other__in" if scope.kind == "party" else "scope__in": scope.numbers}
        )
        parts = []
        for kind in kinds:
            first, mine, at = (month if kind in MONTHLY else year), held.filter(kind=kind), Value(year, DateField())
            parts += [
                mine.filter(span="y", day__lt=year).annotate(at=at if whole else F("day")),
                mine.filter(span="m", day__gte=year, day__lt=first).annotate(at=at),
                mine.filter(span="d", day__gte=first, day__lte=last).annotate(at=at),
            ]
        names = ("at", "scope", "other", "status", "overdue", "made", "answered")
        if whole:
            parts = [part.annotate(no_year=Value(0)) for part in parts]
            names = (*names[:5], "no_year", "answered")
        sums = [part.values_list(*names).annotate(n=Sum("number"), m=Sum("moves")) for part in parts]
        for row in sums[0].union(*sums[1:], all=True):
            yield Part(*row)
        for thing in self.partly(scope.commitments()).prefetch_related(*FOR_SHAPE):
            for cell in seen_shape(thing).cells("all"):
                if scope.has(cell[0], kinds) and cell[0].day <= last:
                    yield _part(cell, on)

    def shown(self, scope: Scope) -> Iterator[tuple[Cell, int, int]]:
        """The counters of each commitment of a scope that holds few."""
        numbers = list(scope.commitments().values_list("pk", flat=True))
        sets = {0: "all", **dict.fromkeys(self.none, "bare"), **dict.fromkeys(self.whole, "full")}
        with reading_as(system("boards")):
            rows = Reckoning.objects.filter(commitment__in=numbers).values_list("commitment_id", "beyond", "shape")
            held = list(rows)
        for number, beyond, text in held:
            view = sets.get(beyond, "full" if self.everything else "bare" if self.nothing else "")
            if view:
                yield from Shape.read(number, text).cells(view)
        for thing in self.partly(scope.commitments()).prefetch_related(*FOR_SHAPE):
            yield from seen_shape(thing).cells("all")


def _part(cell: tuple[Cell, int, int], on: PartialDate) -> Part:
    key, number, moves = cell
    at = date(min(key.day.year, on.latest.year), 1, 1)
    return Part(at, key.scope, key.other, key.status, key.overdue, key.made, key.answered, number, moves)


def _years(lines: Iterable[Part], on: PartialDate) -> list[tuple[date, dict[str, int]]]:
    """The counts at the end of each year since the first commitment, and on the day itself."""
    grown: dict[int, Counter[str]] = {}
    for line in lines:
        grown.setdefault(line.at.year, Counter())[line.status] += line.number
    held, found = Counter[str](), list[tuple[date, dict[str, int]]]()
    for year in sorted({*grown, on.latest.year}):
        held.update(grown.get(year, {}))
        end = min(date(year, 12, 31), on.latest)
        found.append((end, {status: held[status] for status in STATUSES if held[status]}))
    return [(end, statuses) for end, statuses in _every_year(found) if statuses]


def _every_year(found: list[tuple[date, dict[str, int]]]) -> Iterator[tuple[date, dict[str, int]]]:
    """The years between too, in which nothing changed; what was always so begins with the first year that has a day."""
    for place, (end, statuses) in enumerate(found):
        yield end, statuses
        following = found[place + 1][0].year if place + 1 < len(found) else end.year
        if end.year > 1:
            yield from ((date(year, 12, 31), statuses) for year in range(end.year + 1, following))


def _ages(lines: Iterable[Part]) -> list[Age]:
    running, late = Counter[int](), Counter[int]()
    for line in lines:
        if line.status in RUNNING:
            running[line.made] += line.number
            late[line.made] += line.number if line.overdue == "yes" else 0
    return [Age(year, running[year], late[year]) for year in sorted(running) if running[year]]


def _answers(lines: Iterable[Part]) -> list[Answer]:
    """By party, in the order of their names; parties above the reader's clearance have no line. Two statements."""
    figures: dict[int, Counter[str]] = {}
    for line in lines:
        mine = figures.setdefault(line.other, Counter())
        mine["owed"] += line.number
        mine["answered"] += line.number if line.answered else 0
        mine["done"] += line.number if line.status in DONE else 0
        mine["overdue"] += line.number if line.overdue == "yes" else 0
    owing = {number: mine for number, mine in figures.items() if mine["owed"]}
    if not owing:
        return []
    rows = Party.everything.filter(pk__in=owing).order_by("sort_key", "pk").prefetch_related("names")
    return [Answer(row, *(owing[row.pk][n] for n in ("owed", "answered", "done", "overdue"))) for row in rows]
