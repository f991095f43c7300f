"""Boards for programs, each at the address of its kind: the figures of the pages and no others, as plain values."""

from functools import partial
from typing import Any

import msgspec

from kurultay.kit.dates import PartialDate
from kurultay.kit.lists import Board as Offered
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area, Catalogue, Party

from ..models.ahead import Fate
from ..models.boards import Board, Branch, each
from ..models.lines import Line
from ..models.scopes import scope_of
from ..models.shown import Shown, shown
from ..models.standing import due_words

MODELS: dict[str, Any] = {
    "organisation": Party, "body": Party, "party": Party, "meeting": Meeting, "document": Document, "area": Area,
    "strategy": Catalogue,
}  # fmt: skip
ABOUT = {
    "organisation": "How the commitments of an organisation stand, as of a day and beside another.",
    "body": "How the commitments of a body and of its meetings stand, as of a day and beside another.",
    "party": "How the commitments that a party owes stand, as of a day and beside another.",
    "meeting": "How the commitments made at a meeting stand, as of a day and beside another.",
    "document": "How the commitments made in a document stand, as of a day and beside another.",
    "area": "How the commitments of an area and of its parts stand, as of a day and beside another.",
    "strategy": "The scoreboard of a strategy: its areas as a tree, as of a day and beside another.",
}


class BoardYear(msgspec.Struct):
    """How many commitments stood how at the end of a year, or on the day of the board."""

    on: str
    statuses: dict[str, int]


class BoardAge(msgspec.Struct):
    """Commitments that were made in a year (null: not known), still run, and are overdue."""

    year: int | None
    running: int
    overdue: int


class BoardAnswer(msgspec.Struct):
    """What a party owes, how much of it it answered for (in full numbers and of a hundred), what is done and late."""

    party: str
    owed: int
    answered: int
    percent: int
    done: int
    overdue: int


class BoardLine(msgspec.Struct):
    """A commitment by key: its status, whether it is overdue, its due dates (EDTF, or a meeting), how often moved."""

    commitment: str
    status: str
    overdue: str
    due: list[str]
    moved: int


class BoardShows(msgspec.Struct):
    """The step that shows what became of a commitment."""

    kind: str
    on: str
    text: str


class BoardFate(BoardLine):
    """What became of one commitment: how it stood on the day compared with, how it stands, and which step shows it."""

    then: str | None
    shows: BoardShows | None


class BoardSlip(msgspec.Struct):
    """A move of a due date: of which commitment, when, from and to what, by how many days, why and by whom."""

    commitment: str
    on: str
    before: str = msgspec.field(name="from")
    after: str = msgspec.field(name="to")
    days: int | None
    why: str
    by: str | None


class BoardBranch(msgspec.Struct):
    """An organisation, or an area at its depth in the tree of a strategy, with all that stands under it."""

    key: str
    depth: int
    total: int
    done: int
    running: int
    overdue: int
    statuses: dict[str, int]


class BoardChange(msgspec.Struct):
    """How many commitments had one status on the day compared with and have another now."""

    then: str
    now: str
    number: int


class BoardCounts(msgspec.Struct):
    """Counts as of a day, those by status without noughts."""

    on: str
    total: int
    running: int
    done: int
    overdue: int
    possibly_overdue: int
    moves: int
    statuses: dict[str, int]


class BoardOf(BoardCounts, omit_defaults=True, kw_only=True):
    """A board: its counts, by year, by the year made and by party; what became of each where there are few; what
    falls due next, is late, was moved; with `then` the counts of that day.
    """

    kind: str
    key: str
    years: list[BoardYear]
    running_by_year_made: list[BoardAge]
    answers: list[BoardAnswer]
    each: list[BoardFate]
    coming: list[BoardLine]
    late: list[BoardLine]
    slips: list[BoardSlip]
    areas: list[BoardBranch] | msgspec.UnsetType = msgspec.UNSET
    then: BoardCounts | msgspec.UnsetType = msgspec.UNSET
    changes: list[BoardChange] | msgspec.UnsetType = msgspec.UNSET


class Boards(msgspec.Struct):
    """The organisations of which commitments are counted as of a day."""

    on: str
    organisations: list[BoardBranch]


def _counts(board: Board) -> dict[str, Any]:
    return {
        "on": board.on.edtf, "total": board.total, "running": board.running, "done": board.done,
        "overdue": board.overdue, "possibly_overdue": board.maybe_overdue, "moves": board.moves,
        "statuses": board.statuses,
    }  # fmt: skip


def _line(line: Line) -> BoardLine:
    stands = line.standing
    due = [due_words(due) for due in stands.due]
    return BoardLine(line.thing.key, stands.status, str(stands.overdue), due, stands.moved)


def _fate(fate: Fate) -> BoardFate:
    line, step = _line(fate.line), fate.shows
    shows = BoardShows(step.kind, step.on, step.text) if step is not None else None
    return BoardFate(line.commitment, line.status, line.overdue, line.due, line.moved, fate.then or None, shows)


def _branch(row: Branch) -> BoardBranch:
    return BoardBranch(row.thing.key, row.depth, row.total, row.done, row.running, row.overdue, row.statuses)


def as_data(shown: Shown) -> BoardOf:
    """The board as plain values."""
    scope, then = shown.board.scope, shown.then
    slips = [
        BoardSlip(
            s.thing.key, s.step.on, due_words(s.before), due_words(s.after), s.days, s.step.text,
            s.step.by_party.key if s.step.by_party and not s.step.by_party.veiled else None,
        )
        for s in shown.slips
    ]  # fmt: skip
    board = shown.board
    found = BoardOf(
        kind=scope.kind,
        key=scope.thing.key,
        **_counts(board),
        years=[BoardYear(end.isoformat(), statuses) for end, statuses in board.years],
        running_by_year_made=[BoardAge(age.year or None, age.running, age.overdue) for age in board.ages],
        answers=[BoardAnswer(a.party.key, a.owed, a.answered, a.rate, a.done, a.overdue) for a in board.answers],
        each=[_fate(fate) for fate in shown.lists.each],
        coming=[_line(line) for line in shown.coming],
        late=[_line(line) for line in shown.late],
        slips=slips,
    )
    if "area" in scope.tallies:
        found.areas = [_branch(row) for row in shown.branches]
    if then is not None:
        found.then = BoardCounts(**_counts(then))
        found.changes = [BoardChange(change.then, change.now, change.number) for change in shown.changes]
    return found


def organisations(on: PartialDate) -> list[Branch]:
    """Every organisation of which anything is counted as of a day, in the order of their names."""
    parties = Party.objects.filter(kind="organisation").order_by("sort_key", "id").prefetch_related("names")
    return each(parties, "organisation", on)


def all_as_data(on: PartialDate) -> Boards:
    """Every organisation of which anything is counted, as plain values."""
    return Boards(on.edtf, [_branch(row) for row in organisations(on)])


def _read(kind: str, key: str, on: PartialDate, then: PartialDate | None) -> BoardOf | None:
    """The board of the row with this key; None where the reader sees none."""
    thing = MODELS[kind].everything.filter(key=key).first()
    return None if thing is None else as_data(shown(scope_of(kind, thing), on, then))


BOARDS = {
    "boards": Offered("How the commitments of every organisation stand as of a day.", Boards, all_as_data, keyed=False),
    **{f"boards/{kind}": Offered(about, BoardOf, partial(_read, kind)) for kind, about in ABOUT.items()},
}
