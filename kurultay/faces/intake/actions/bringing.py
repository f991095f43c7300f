"""A foreign table is brought in by a mapping: so many lines are one act, and what is dirty is told line by line."""

import hashlib
import re
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from itertools import islice, takewhile
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import act
from kurultay.kit.acting.models import Act
from kurultay.kit.acting.writing import in_force
from kurultay.kit.reading import Reader, reading_as

from .cells import Cells, CodeBook, Line, header_of, lines_of
from .loading import NothingNew
from .mapping import Part, TableMapping, columns_of
from .memory import Memory
from .problems import NotImported, Problem, nearest
from .report import Report
from .sourcing import source_of
from .tabledesk import Seen, TableDesk, Tally

AN_ACT = 100_000  # lines that are one act, unless the call says otherwise


@dataclass
class Table:
    """A table that is brought in: its mapping, its file, the lines of the act at hand, what lines before have said."""

    mapping: TableMapping
    part: Part
    path: Path
    cells: Cells
    tally: Tally
    lines: list[Line] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)

    @property
    def keeper(self) -> str:
        """Key of the organisation that keeps the rows."""
        return self.mapping.document.keeper

    def desk(self, by: Reader) -> TableDesk:
        """A desk for lines of this table, inside an act; raises NotImported where the mapping's source is wrong."""
        memory = Memory(by)
        source = source_of(self.mapping.document, memory)
        if source is None:
            raise NotImported(memory.problems)
        return TableDesk(self.mapping, self.cells, str(self.path), source, memory, self.tally, self.seen)


@act(label="brought in a table", says=gettext_lazy("%(who)s brought in a table with %(thing)s."))
def bring_in(table: Table, *, by: Reader, reason: str = "") -> Tally:
    """Enter the lines at hand of a table, each citing the source of the mapping for the rows it makes.

    What is wrong with a line is told in `table.tally`, and the other lines are entered. Raises NotImported where the
    mapping is wrong, and NothingNew where the record holds everything.
    """
    table.desk(by).enter_lines(table.lines)
    opened = in_force()
    if opened is not None and opened.count == 0:
        raise NothingNew(Report(str(table.mapping.document.source.get("key", "")), table.keeper))
    return table.tally


@dataclass(frozen=True)
class Call:
    """One call of the import with a mapping: how many lines are one act, whether to go on after lines done before."""

    mapping: TableMapping
    path: Path
    folder: Path  # where the mapping stands; its lists are named from there
    lines_an_act: int = AN_ACT
    resume: bool = False
    dry_run: bool = False
    said: Callable[[str], None] = print  # hears of each act

    def run(self, by: Reader) -> list[Tally]:
        """Bring in the lists of the mapping and then its table; says what came of each.

        Raises NotImported where a table cannot be read, lacks a column, or the mapping is wrong. Each act is a
        transaction of its own, so that what is done stays done; with `dry_run` nothing stays.
        """
        parts = [(self.folder / part.file, part) for part in self.mapping.lists] + [(self.path, self.mapping.main)]
        self._readable(parts)
        codes = CodeBook()
        tables = [Table(self.mapping, part, file, Cells(part, codes), Tally()) for file, part in parts]
        with reading_as(by), transaction.atomic() if self.dry_run else nullcontext():
            for table in tables:
                self._bring_in(table, by)
            if self.dry_run:
                transaction.set_rollback(True)
        return [table.tally for table in tables]

    def _bring_in(self, table: Table, by: Reader) -> None:
        mark = mark_of(table.path)
        lines = iter(lines_of(table.path, table.part))
        if self.resume and (done := _done(mark)):
            self.said(f"{table.path}: going on after line {done}.")
            before = list(takewhile(lambda line: line.number <= done, lines_of(table.path, table.part)))
            table.desk(by).remember(before)
            lines = islice(lines, len(before), None)
        while batch := list(islice(lines, self.lines_an_act)):
            table.lines = batch
            first, last = batch[0].number, batch[-1].number
            with suppress(NothingNew):
                bring_in(table, by=by, reason=f"{table.path.name}, lines {first} to {last} ({mark})")
            self.said(f"{table.path}: lines {first} to {last} are done.")

    def _readable(self, parts: list[tuple[Path, Part]]) -> None:
        """Raises NotImported unless every table can be read and has the columns the mapping names."""
        problems = []
        for path, part in parts:
            try:
                known = header_of(path, part)
            except (OSError, UnicodeDecodeError) as error:
                problems.append(Problem(str(path), 1, f"The table cannot be read: {error}"))
                continue
            for column in dict.fromkeys(columns_of(part)):
                if column not in known:
                    text = f'The mapping names "{column}", which is no column of {path.name}. {nearest(column, known)}'
                    problems.append(Problem(self.mapping.document.file, 1, text))
        if problems:
            raise NotImported(problems)


def mark_of(path: Path) -> str:
    """What history calls this very table by: the start of its SHA-256."""
    with path.open("rb") as file:
        return f"sha256 {hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"


def _done(mark: str) -> int:
    """The last line of this table that an act has brought in; 0 where none has."""
    acts = Act.objects.filter(verb="intake.bring_in", reason__endswith=f"({mark})")
    ends = (re.search(r"lines \d+ to (\d+) \(", reason) for reason in acts.values_list("reason", flat=True))
    return max((int(found[1]) for found in ends if found), default=0)
