"""What a board shows, whatever the format: its figures, its lists, and the same figures of another day beside them."""

from dataclasses import dataclass
from typing import Any

from kurultay.kit.dates import PartialDate
from kurultay.record.commitments.models.ahead import Change, Lists, Slip, lists
from kurultay.record.commitments.models.boards import Board, Branch, Look, Scope, board, branches
from kurultay.record.commitments.models.lines import Line
from kurultay.record.commitments.models.standing import STATUSES


@dataclass(frozen=True)
class Compared:
    """One status on two days."""

    status: str
    then: int
    now: int

    @property
    def difference(self) -> int:
        """How many more there are now."""
        return self.now - self.then


@dataclass(frozen=True)
class Shown:
    """One board, whole: pages, data and spreadsheets are written from this and read nothing themselves but names."""

    board: Board
    then: Board | None
    lists: Lists
    branches: list[Branch]

    @property
    def coming(self) -> list[Line]:
        """What is due next."""
        return self.lists.coming

    @property
    def late(self) -> list[Line]:
        """What is certainly overdue."""
        return self.lists.late

    @property
    def slips(self) -> list[Slip]:
        """The last moves of due dates."""
        return self.lists.slips

    @property
    def changes(self) -> list[Change]:
        """How many went from which status to which."""
        return self.lists.changes

    @property
    def changed(self) -> list[Line]:
        """The first of what stands otherwise."""
        return self.lists.changed

    @property
    def compared(self) -> list[Compared]:
        """Each status that somebody has on one of the two days."""
        if self.then is None:
            return []
        before, after = self.then.statuses, self.board.statuses
        return [Compared(s, before.get(s, 0), after.get(s, 0)) for s in STATUSES if s in before or s in after]

    @property
    def rows(self) -> list[Any]:
        """The commitments and steps named, for their evidence."""
        lines = [*self.coming, *self.late, *self.changed]
        told = [fate.shows for fate in self.lists.each if fate.shows is not None]
        lines += [fate.line for fate in self.lists.each]
        return [*(line.thing for line in lines), *(slip.step for slip in self.slips), *told]


def shown(scope: Scope, on: PartialDate, then: PartialDate | None) -> Shown:
    """A board as of a day, beside another day where one is asked for, in the sight of the reader in force."""
    look = Look(scope)
    figures = board(scope, on, look)
    before = board(scope, then, look, counts=True) if then is not None else None
    tree = branches(look, on) if "area" in scope.tallies else []
    return Shown(figures, before, lists(look, figures, before), tree)
