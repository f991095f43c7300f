"""What a board lists: what is due next, what is late, how due dates moved, what differs between two days."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from kurultay.kit.dates import PartialDate

from .boards import RUNNING, Board
from .commitments import CLOSING, PROGRESS, Commitment, Step
from .lines import Line, lines_of
from .seen import Look
from .standing import NOT_YET, Due, standing, when_done

MOST = 10  # lines of a list
WHOLE = 30  # commitments of a scope that are told one by one
FEW = 2000  # commitments of a scope that are sorted as a whole
_ORIGIN = ("document__names", "meeting__names", "steps__document__names", "steps__instead__names")
LATE, MAYBE, AHEAD = "yes", "not determinable", "no"


@dataclass(frozen=True)
class Lists:
    """What a board lists; each of its commitments is read once, whatever lists it stands in."""

    coming: list[Line]
    late: list[Line]
    slips: list["Slip"]
    changes: list["Change"]
    changed: list[Line]
    each: list["Fate"]  # every commitment, of a scope that holds few


def lists(look: Look, board: Board, then: Board | None) -> Lists:
    """What is due next after the day of a board, what is late, the last moves, and what stood otherwise `then`.

    What the board counts none of is not asked for.
    """
    on = board.on
    few = max(board.total, then.total if then is not None else 0) <= FEW
    coming = _first(look, on, (AHEAD, MAYBE), few) if board.running else []
    late = _first(look, on, (LATE,), few) if board.overdue else []
    moves = _moves(look, on, few) if board.moves else []
    changes, changed = _changes(look, then.on, on) if then is not None and few else ([], [])
    each = look.numbers if 0 < board.total <= WHOLE else []
    things = _read(look, {*coming, *late, *changed, *each, *(number for _step, number in moves)})
    prefetch_related_objects([things[n] for n in each if n in things], *_ORIGIN)
    lines = {line.thing.pk: line for line in lines_of(things.values(), on)}

    def found(numbers: list[int]) -> list[Line]:
        return [lines[number] for number in numbers if number in lines]

    slips = [_slip(step, things[number]) for step, number in moves if number in things]
    fates = [fate for line in found(each) if (fate := _fate(line, on, then)) is not None]
    fates.sort(key=lambda fate: (fate.line.thing.made_on_earliest, fate.line.thing.pk))
    return Lists(found(coming), found(late), slips, changes, found(changed), fates)


def _first(look: Look, on: PartialDate, late: tuple[str, ...], few: bool) -> list[int]:
    """Numbers of the first commitments in the order of their due days: of those certainly late, or of those ahead.

    Of a scope that holds few all are sorted. For one that holds many, the due days of the whole record are gone
    through until enough of them belong to it.
    """
    day = on.latest
    rows = look.sight.on(day)
    if late != (LATE,):
        rows = rows.filter(status__in=RUNNING, due_latest__gte=day)
    names = ("due_latest", "commitment_id")
    if few:
        asked = [rows.filter(overdue__in=late, commitment__in=look.scope.commitments().values("pk"))]
    else:
        own = look.scope.commitments().filter(pk=OuterRef("commitment_id"))
        asked = [rows.filter(Exists(own), overdue=one) for one in late]
    found = {pair for some in asked for pair in some.order_by("due_latest", "commitment").values_list(*names)[:MOST]}
    for thing in look.partly:
        stands = standing(thing, thing.steps.all(), on)
        due = stands.due[0].day if len(stands.due) == 1 else None
        ahead = due is not None and due.latest >= day and stands.status in RUNNING
        if str(stands.overdue) in late and (late == (LATE,) or ahead):
            found.add((due.latest if due is not None else date.max, thing.pk))
    return [number for _day, number in sorted((day or date.max, number) for day, number in found)[:MOST]]


def _moves(look: Look, on: PartialDate, few: bool) -> list[tuple[int, int]]:
    """Numbers of the last moves of due dates that certainly happened by a day, the newest first, and of what moved."""
    rows = Step.objects.filter(kind="moved", on_latest__lte=on.latest).order_by("-on_latest", "-id")
    own = look.scope.commitments()
    among = Q(commitment__in=own.values("pk")) if few else Q(Exists(own.filter(pk=OuterRef("commitment_id"))))
    rows = rows.filter(among)
    return list(rows.values_list("pk", "commitment_id")[:MOST])


def _read(look: Look, numbers: set[int]) -> dict[int, Commitment]:
    """The commitments with all that a line or a move shows of them; parties and their names are read once."""
    if not numbers:
        return {}
    paths = ("names", "due_at__names", "steps__meeting__names", "parties")
    things = list(Commitment.objects.filter(pk__in=numbers).prefetch_related(*paths))
    steps = [step for thing in things for step in thing.steps.all()]
    _meet(look, [(row, "party") for thing in things for row in thing.parties.all()])
    _meet(look, [(step, "by_party") for step in steps])
    prefetch_related_objects([step for step in steps if step.kind == "moved" and not step.by_party_id], "last_act")
    return {thing.pk: thing for thing in things}


def _meet(look: Look, ties: list[tuple[Any, str]]) -> None:
    """Put the parties that rows point at by these keys in their place; one that is not in sight is veiled there."""
    told = [(row, name, number) for row, name in ties if (number := getattr(row, f"{name}_id")) is not None]
    found = look.parties({number for _row, _name, number in told})
    for row, name, number in told:
        row._state.fields_cache[name] = found.get(number)


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


def _slip(number: int, thing: Commitment) -> Slip:
    moves = sorted((step for step in thing.steps.all() if step.kind == "moved"), key=when_done)
    dues = [Due(thing.due_on, thing.due_at), *(Due(step.due_on, step.meeting) for step in moves)]
    place = next(place for place, step in enumerate(moves) if step.pk == number)
    return Slip(moves[place], thing, dues[place], dues[place + 1])


@dataclass(frozen=True)
class Fate:
    """What became of one commitment by a day: how it stands, how it stood then, and the step that shows it."""

    line: Line
    then: str  # "" where no other day is asked about
    shows: Step | None


def _fate(line: Line, on: PartialDate, then: Board | None) -> Fate | None:
    """None for one not yet made. What shows it is its end, else the last step by which work goes on."""
    if line.standing.status == NOT_YET:
        return None
    steps = list(line.thing.steps.all())
    sure = sorted((step for step in steps if step.on_latest <= on.latest), key=when_done)
    ends = [step for step in sure if step.kind in CLOSING]
    telling = ends or [step for step in sure if step.kind in PROGRESS]
    shows = telling[-1] if telling else None
    return Fate(line, standing(line.thing, steps, then.on).status if then is not None else "", shows)


@dataclass(frozen=True)
class Change:
    """So many commitments stood in one way then and stand in another now."""

    then: str
    now: str
    number: int


def _changes(look: Look, then: PartialDate, now: PartialDate) -> tuple[list[Change], list[int]]:
    """What stands otherwise now than it did then, by the two statuses, and the numbers of the first of these."""
    before, after = _statuses(look, then), _statuses(look, now)
    pairs = {number: (before.get(number, NOT_YET), after.get(number, NOT_YET)) for number in look.numbers}
    moved = [number for number, pair in pairs.items() if pair[0] != pair[1]]
    counted = Counter(pairs[number] for number in moved)
    told = [Change(*pair, n) for pair, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
    return told, sorted(moved, reverse=True)[:MOST]


def _statuses(look: Look, on: PartialDate) -> dict[int, str]:
    rows = look.sight.on(on.latest).filter(commitment__in=look.numbers).values_list("commitment_id", "status")
    return dict(rows) | {thing.pk: standing(thing, thing.steps.all(), on).status for thing in look.partly}
