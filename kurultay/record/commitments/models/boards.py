"""A board: how the commitments of a scope stand as of a day, counted in the sight of whoever reads."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kurultay.kit.dates import PartialDate
from kurultay.record.parties.models import Area, Party

from .scopes import Scope, scope_of, under
from .seen import Look, Part, by_scope
from .standing import STATUSES

__all__ = [
    "DONE",
    "RUNNING",
    "Age",
    "Answer",
    "Board",
    "Branch",
    "Look",
    "Scope",
    "board",
    "branches",
    "count",
    "each",
    "scope_of",
]
DONE = ("met", "met-otherwise")
RUNNING = ("planned", "open", "in-progress", "undetermined")


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


def board(scope: Scope, on: PartialDate, look: Look | None = None, counts: bool = False) -> Board:
    """The board of a scope as of a day, in the sight of the reader in force. At most seven statements.

    Pages, spreadsheets and the API show these figures and no others. Who asks for more of the scope than its figures
    brings the `look` at it. `counts` alone are had for less: no years, no ages, no answers of parties.
    """
    look = look or Look(scope)
    by = () if counts else ("at",) if "area" in scope.tallies else ("at", "made")
    wanted: dict[str, tuple[str, ...]] = dict.fromkeys(scope.tallies, by)
    if not counts and scope.kind in ("organisation", "party", "meeting", "document"):
        wanted["owed"] = (*wanted.get("owed", ()), "other", "answered")
    parts = look.lines(wanted, on)
    lines = [part for part in parts if part.kind in scope.tallies]
    late = Counter[str]()
    for line in lines:
        late[line.overdue] += line.number
    return Board(
        scope, on, count(lines), late["yes"], late["not determinable"], sum(line.moves for line in lines),
        [] if counts else _years(lines, on), [] if counts or "area" in scope.tallies else _ages(lines),
        [] if counts else _answers(look, [part for part in parts if part.kind == "owed"]),
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


def branches(look: Look, on: PartialDate) -> list[Branch]:
    """The areas of a strategy as a tree; each counts its own commitments and those of its parts. Three statements."""
    parts = by_scope(look.lines({"area": ("scope",)}, on))
    rows = Area.objects.filter(pk__in=look.scope.numbers).order_by("position", "number", "pk")
    areas = list(rows.prefetch_related("names"))
    pairs = [(area.pk, area.parent_id) for area in areas]
    known, found = {area.pk for area in areas}, list[Branch]()
    waiting = [(area, 0) for area in reversed(areas) if area.parent_id not in known]
    while waiting:
        area, depth = waiting.pop()
        mine = [part for number in under(area.pk, pairs) for part in parts.get(number, ())]
        found.append(Branch(area, depth, count(mine), _late(mine)))
        waiting += [(part, depth + 1) for part in reversed(areas) if part.parent_id == area.pk]
    return found


def each(things: Iterable[Any], kind: str, on: PartialDate) -> list[Branch]:
    """Each of these things of one kind, counted by itself; those of which nothing is counted are left out."""
    rows = list(things)
    if not rows:
        return []
    scope = Scope(kind, None, tuple(row.pk for row in rows))
    mine = by_scope(Look(scope).lines(dict.fromkeys(scope.tallies, ("scope",)), on))
    found = [Branch(row, 0, count(mine.get(row.pk, ())), _late(mine.get(row.pk, ()))) for row in rows]
    return [branch for branch in found if branch.total]


def _late(parts: Iterable[Part]) -> int:
    return sum(part.number for part in parts if part.overdue == "yes")


def count(lines: Iterable[Part]) -> dict[str, int]:
    """How many stand how, in the order of STATUSES, without noughts."""
    found = Counter[str]()
    for line in lines:
        found[line.status] += line.number
    return {status: found[status] for status in STATUSES if found[status]}


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


def _answers(look: Look, lines: Iterable[Part]) -> list[Answer]:
    """By party, in the order of their names; parties above the reader's clearance have no line. Two statements."""
    figures: dict[int, Counter[str]] = {}
    for line in lines:
        mine = figures.setdefault(line.other, Counter())
        mine["owed"] += line.number
        mine["answered"] += line.number if line.answered else 0
        mine["done"] += line.number if line.status in DONE else 0
        mine["overdue"] += line.number if line.overdue == "yes" else 0
    owing = {number: mine for number, mine in figures.items() if mine["owed"]}
    rows = sorted(look.parties(owing).values(), key=lambda row: (row.sort_key, row.pk))
    return [Answer(row, *(owing[row.pk][n] for n in ("owed", "answered", "done", "overdue"))) for row in rows]
