"""What a board lists: what is due next, what is late, how due dates moved, what differs between two days."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from kurultay.kit.dates import PartialDate

from .boards import FEW, RUNNING, Scope, Sight
from .commitments import Commitment, Step
from .lines import FOR_LINES, FOR_STANDING, Line, lines_of
from .reckoned import Stretch
from .standing import NOT_YET, Due, standing, when_done

MOST = 10  # lines of a list
CHUNK = 100


def coming(scope: Scope, on: PartialDate, total: int) -> list[Line]:
    """The commitments of a scope that are due next after a day, those that may be late by then among them."""
    day = on.latest
    found: list[int] = []
    for late in ("no", "not determinable"):
        rows = _standing_on(day).filter(overdue=late, status__in=RUNNING, due_latest__gte=day)
        found += _first(scope, rows, total)
    lines = [*_lines(found, on), *_mixed(scope, on)]
    return _in_order(
        line for line in lines if line.standing.status in RUNNING and (due := _due(line)) is not None and due[1] >= day
    )


def late(scope: Scope, on: PartialDate, total: int) -> list[Line]:
    """The commitments of a scope that are certainly overdue on a day, those due longest ago first."""
    rows = _standing_on(on.latest).filter(overdue="yes")
    lines = [*_lines(_first(scope, rows, total), on), *_mixed(scope, on)]
    return _in_order(line for line in lines if line.standing.overdue == "yes")


def _standing_on(day: date) -> Any:
    return Stretch.objects.filter(Sight.of_reader().condition(), since__lte=day, until__gt=day)


def _first(scope: Scope, rows: Any, total: int) -> list[int]:
    """Numbers of the first commitments of the scope in the order of their due days.

    A scope that holds few is named to the database one by one. In one that holds many, the due days of all are gone
    through until enough of them belong to it.
    """
    ordered = rows.order_by("due_latest", "commitment").values_list("commitment_id", flat=True)
    if total <= FEW:
        return list(ordered.filter(commitment__in=list(scope.commitments().values_list("pk", flat=True)))[:MOST])
    return list(islice(_among(scope, ordered), MOST))


def _among(scope: Scope, ordered: Any) -> Iterator[int]:
    every = ordered.iterator(chunk_size=CHUNK)
    while chunk := list(islice(every, CHUNK)):
        mine = set(scope.commitments().filter(pk__in=chunk).values_list("pk", flat=True))
        yield from (number for number in chunk if number in mine)


def _lines(numbers: list[int], on: PartialDate) -> list[Line]:
    return lines_of(Commitment.objects.filter(pk__in=numbers).prefetch_related(*FOR_LINES), on) if numbers else []


def _mixed(scope: Scope, on: PartialDate) -> list[Line]:
    return lines_of(Sight.of_reader().partly(scope.commitments()).prefetch_related(*FOR_LINES), on)


def _due(line: Line) -> tuple[date, date] | None:
    due = line.standing.due[0].day if len(line.standing.due) == 1 else None
    return (due.earliest, due.latest) if due else None


def _in_order(lines: Iterator[Line]) -> list[Line]:
    unique = {line.thing.pk: line for line in lines}.values()
    return sorted(unique, key=lambda line: ((_due(line) or (date.max,) * 2)[1], line.thing.pk))[:MOST]


@dataclass(frozen=True)
class Slip:
    """A due date that moved: of what, when, from and to which day, by how many days, by whom and why."""

    step: Step
    thing: Commitment
    before: Due
    after: Due

    @property
    def days(self) -> int | None:
        """By how many days it moved, backwards below nought; None where one of the days is not known to the day."""
        one, other = self.before.day, self.after.day
        if one is None or other is None or one.precision != "day" or other.precision != "day":
            return None
        return (other.earliest - one.earliest).days


def slips(scope: Scope, on: PartialDate, total: int) -> list[Slip]:
    """The last moves of due dates that certainly happened by a day, the newest first."""
    moves = Step.objects.filter(kind="moved", on_latest__lte=on.latest).order_by("-on_latest", "-id")
    if total <= FEW:
        numbers = list(scope.commitments().values_list("pk", flat=True))
        found = list(moves.filter(commitment__in=numbers).values_list("pk", "commitment_id")[:MOST])
    else:
        every, mine = moves.values_list("pk", "commitment_id").iterator(chunk_size=CHUNK), list[tuple[int, int]]()
        while len(mine) < MOST and (chunk := list(islice(every, CHUNK))):
            here = set(scope.commitments().filter(pk__in={c for _s, c in chunk}).values_list("pk", flat=True))
            mine += [pair for pair in chunk if pair[1] in here]
        found = mine[:MOST]
    return _slips(found)


def _slips(found: list[tuple[int, int]]) -> list[Slip]:
    rows = Commitment.objects.filter(pk__in={number for _step, number in found})
    paths = ("names", "due_at__names", "steps__by_party__names", "steps__meeting__names", "steps__last_act")
    things = {thing.pk: thing for thing in rows.prefetch_related(*paths)} if found else {}
    told = []
    for number, of in found:
        thing = things[of]
        moves = sorted((s for s in thing.steps.all() if s.kind == "moved"), key=when_done)
        dues = [Due(thing.due_on, thing.due_at), *(Due(step.due_on, step.meeting) for step in moves)]
        place = next(place for place, step in enumerate(moves) if step.pk == number)
        told.append(Slip(moves[place], thing, dues[place], dues[place + 1]))
    return told


@dataclass(frozen=True)
class Change:
    """So many commitments stood in one way then and stand in another now."""

    then: str
    now: str
    number: int


def changes(scope: Scope, then: PartialDate, now: PartialDate, total: int) -> tuple[list[Change], list[Line]]:
    """What stands otherwise now than it did then, by the two statuses, and the first lines; for scopes of few alone."""
    if total > FEW:
        return [], []
    numbers = list(scope.commitments().values_list("pk", flat=True))
    before, after = _statuses(scope, numbers, then), _statuses(scope, numbers, now)
    pairs = {number: (before.get(number, NOT_YET), after.get(number, NOT_YET)) for number in numbers}
    moved = [number for number in numbers if pairs[number][0] != pairs[number][1]]
    counted = Counter(pairs[number] for number in moved)
    lines = _lines(sorted(moved, reverse=True)[:MOST], now)
    return [Change(*pair, n) for pair, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))], lines


def _statuses(scope: Scope, numbers: list[int], on: PartialDate) -> dict[int, str]:
    rows = _standing_on(on.latest).filter(commitment__in=numbers).values_list("commitment_id", "status")
    mixed = Sight.of_reader().partly(scope.commitments()).prefetch_related(*FOR_STANDING)
    return dict(rows) | {thing.pk: standing(thing, thing.steps.all(), on).status for thing in mixed}
