"""What a board shows, whatever the format: its figures, its lists, and the same figures of another day beside them."""

from dataclasses import dataclass, field
from typing import Any

from kurultay.kit.dates import PartialDate
from kurultay.record.commitments.models.ahead import Change, Slip, changes, coming, late, slips
from kurultay.record.commitments.models.boards import Board, Branch, Scope, board, branches
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
    coming: list[Line]
    late: list[Line]
    slips: list[Slip]
    changes: list[Change] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)

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
        return [*(line.thing for line in lines), *(slip.step for slip in self.slips)]


def shown(scope: Scope, on: PartialDate, then: PartialDate | None) -> Shown:
    """A board as of a day, beside another day where one is asked for, in the sight of the reader in force."""
    figures = board(scope, on)
    before = board(scope, then) if then is not None else None
    differing = changes(scope, then, on, figures.total) if then is not None else ([], [])
    return Shown(
        figures, before, coming(scope, on, figures.total), late(scope, on, figures.total),
        slips(scope, on, figures.total), *differing, branches(scope, on) if "area" in scope.tallies else [],
    )  # fmt: skip
