"""The lines of a foreign table are entered many at once; dirt in them is told line by line, and the rest goes in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kurultay.kit.dates import PartialDate
from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import Row, RowKind
from kurultay.kit.sources.models import Source

from .cells import Cells, Dirt, Line, plain
from .desk import Desk
from .doubting import doubt
from .kinds import keys_wanted
from .mapping import SKIP, RowTemplate, TableMapping, Template
from .memory import Follows, Memory
from .report import Report

AT_ONCE = 2000  # lines entered together
LEFT_OUT, WARNING = "left out", "warning"


@dataclass(frozen=True)
class Finding:
    """Something about a line: left out, or entered with a warning."""

    file: str
    line: int
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.text}"


@dataclass
class Tally:
    """What came of a table: lines, rows by what happened to them, and findings by what they are about."""

    lines: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    lines_left_out: int = 0
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: list[Finding] = field(default_factory=list)

    def tell(self, finding: Finding, about: str) -> None:
        """Keep a finding and count it."""
        self.findings[finding.what, about] += 1
        self.told.append(finding)


class _Done(Dirt):
    """A line that is left out and told already."""


@dataclass
class Seen:
    """What lines before have said, so that repeats are found however many acts a table takes."""

    repeats: dict[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)  # first line, and what it says
    made: set[int] = field(default_factory=set)  # rows


class TableDesk(Desk):
    """Enters lines of one table; what is wrong is a finding, and stops nothing."""

    def __init__(
        self, mapping: TableMapping, cells: Cells, file: str, source: Source, memory: Memory, tally: Tally,
        seen: Seen,
    ) -> None:  # fmt: skip
        super().__init__(mapping.document, source, memory)
        self.whole = True
        self.mapping, self.cells, self.file, self.tally = mapping, cells, file, tally
        self._seen = seen
        self._later: list[Row] = []
        self._is_second = False  # whether rows that had to wait for others are entered now
        self._told: dict[int, set[str]] = {}  # by line, what is told already

    def enter_lines(self, lines: Iterable[Line]) -> Report:
        """Enter the rows of these lines, a few thousand at a time."""
        batch: list[Row] = []
        for number, line in enumerate(lines, 1):
            self.tally.lines += 1
            batch += self._rows(line)
            if number % AT_ONCE == 0:
                self._enter_batch(batch)
                batch = []
        self._enter_batch(batch)
        return self.report

    def remember(self, lines: Iterable[Line]) -> None:
        """Know what lines say that were entered before."""
        tally, self.tally = self.tally, Tally()
        for line in lines:
            for _row in self._rows(line):
                continue
            self._told.clear()
        self.tally = tally

    def flush(self) -> None:
        """Write what waits; rows that point at refused ones are told too."""
        super().flush()
        for row in self.waiting.dropped:
            self._fail(row)
        self.waiting.dropped.clear()

    def _enter_batch(self, rows: list[Row]) -> None:
        self.memory.warm(keys_wanted(rows))
        for row in rows:
            with self._telling(row):
                self._enter_any(row)
        self.flush()
        later, self._later, self._is_second = self._later, [], True
        for row in later:  # they speak of rows that were not yet written
            with self._telling(row):
                self._enter_any(row)
        self.flush()
        self._is_second = False
        doubt(self.memory)
        for warning in self.report.warnings:
            if warning.line not in self._told:
                self.tally.tell(Finding(warning.file, warning.line, WARNING, warning.text), "what is odd")
        self.report.warnings.clear()
        self._settle()
        self._named.clear()
        self._told.clear()
        self.memory.forget_rows()

    # what is told

    def finding(self, line: int, what: str, text: str, about: str) -> None:
        """Tell something of a line."""
        if text in self._told.setdefault(line, set()):
            return
        self._told[line].add(text)
        self.tally.tell(Finding(self.file, line, what, text), about)

    def _tell(self, row: Row, text: str, key: str = "") -> None:
        self.finding(row.line, LEFT_OUT, f"{row.kind} {row.value[:80]}: {text}", "rows that cannot be")

    def _fail(self, row: Row) -> None:
        if row.line not in self._told:
            self._tell(row, "A row that this one needs could not be entered.")

    def _refuse(self, row: Row, record: Record, text: str) -> None:
        self._tell(row, text)

    def _did(self, row: Row, name: str, *what: str) -> None:
        for word in what or ("unchanged",):
            self.tally.rows[word.partition(":")[0]] += 1
            if word.startswith("claim kept") and row.line not in self._told:
                self.finding(row.line, WARNING, f"{row.kind} {name}: {word}, beside another value", "other values")

    def _again(
        self, row: Row, name: str, record: Any, stated: Mapping[str, Any], words: Mapping[str, Any], cite: Any,
        kind: RowKind, only_claim: bool = False,
    ) -> None:  # fmt: skip
        if record.pk is None:
            if self._is_second:
                raise Follows
            self._later.append(row)
            return
        super()._again(row, name, record, stated, words, cite, kind, only_claim)

    # lines as rows

    def _rows(self, line: Line) -> Iterator[Row]:
        """The rows of a line that no line before has given already, after those for codes that nobody bore."""
        made = self._of_line(line)
        for template, values in line.new:  # also where the line itself is left out: later ones name the same party
            yield self._new_row(line, template, values)
        for row in made:
            what = hash((row.kind, row.value, repr(row.given)))
            if what not in self._seen.made:
                self._seen.made.add(what)
                yield self._placed(row)

    def _of_line(self, line: Line) -> list[Row]:
        """The rows of a line; none where it is left out, which is told."""
        try:
            self._check(line)
            rows = [self._readable(line, template) for template in self.cells.part.rows]
        except _Done:
            return []
        except Dirt as dirt:
            self._leave_out(line, str(dirt), "lines that cannot be read")
            return []
        made = [row for row in rows if row is not None]
        if not made and line.number not in self._told:
            self._leave_out(
                line, "It gives no row: a value that each of its rows needs is missing.", "lines without rows"
            )
        return made

    def _readable(self, line: Line, template: RowTemplate) -> Row | None:
        """One row of a line; where a value of it is dirty and lines are kept, none of it, which is told."""
        try:
            return self._row(line, template)
        except Dirt as dirt:
            if self.mapping.dirty == SKIP:
                raise
            self.finding(line.number, LEFT_OUT, f"{template.kind}: {dirt}", "rows that cannot be read")
            return None

    def _leave_out(self, line: Line, text: str, about: str) -> None:
        self.tally.lines_left_out += 1
        self.finding(line.number, LEFT_OUT, text, about)

    def _check(self, line: Line) -> None:
        """What the mapping asks of a line; raises Dirt where it is left out."""
        for first, then, say in self.cells.part.checks:
            one, other = self._date(line, first), self._date(line, then)
            if one is not None and other is not None and one.earliest > other.latest:
                self._dirty(line, f"{say}: {first} {one}, {then} {other}.", say)
        if not self.cells.part.repeats:
            return
        same = tuple(self._text(line, name) for name in self.cells.part.repeats)
        all_ = hash(tuple(self._told_of(line)))
        earlier = self._seen.repeats.setdefault(same, (line.number, all_))
        if earlier[0] == line.number:
            return
        if earlier[1] == all_:
            self._leave_out(line, f"It repeats line {earlier[0]}.", "exact repeats")
            raise _Done
        self._dirty(line, f"Line {earlier[0]} says something else of {', '.join(same)}.", "repeats that differ")

    def _dirty(self, line: Line, text: str, about: str) -> None:
        if self.mapping.dirty == SKIP:
            self._leave_out(line, text, about)
            raise _Done
        self.finding(line.number, WARNING, text, about)

    def _told_of(self, line: Line) -> Iterator[str]:
        yield from (self._text(line, name) for name in self.cells.part.values)

    def _text(self, line: Line, name: str) -> str:
        """A value for comparing; one that cannot be read stands for itself where its line is not left out for it."""
        try:
            return self.cells.value(line, name) or ""
        except Dirt as dirt:
            if self.mapping.dirty == SKIP:
                raise
            return str(dirt)

    def _date(self, line: Line, name: str) -> PartialDate | None:
        try:
            return self.cells.date(line, name)
        except Dirt:
            if self.mapping.dirty == SKIP:
                raise
            return None

    def _row(self, line: Line, template: RowTemplate) -> Row | None:
        """One row of a line; None where a value it needs is missing. Raises Dirt."""
        value = self.cells.render(line, template.value)
        if not value:
            return None
        given: dict[str, Any] = {}
        for key, each in template.given.items():
            texts = {k: self.cells.render(line, t) for k, t in each.items()} if isinstance(each, Mapping) else None
            text = self.cells.render(line, each) if isinstance(each, Template) else None
            if texts is not None:
                given[key] = {k: t for k, t in texts.items() if t is not None}
            elif text is not None:
                given[key] = text
            elif not each.may_be_missing:
                return None
        return Row(self.file, line.number, template.kind, value, given)

    def _new_row(self, line: Line, template: RowTemplate, values: Mapping[str, str]) -> Row:
        given = {
            key: {k: plain(t, values) for k, t in each.items()} if isinstance(each, Mapping) else plain(each, values)
            for key, each in template.given.items()
        }
        return self._placed(Row(self.file, line.number, template.kind, plain(template.value, values), given))

    @staticmethod
    def _placed(row: Row) -> Row:
        if "at" in row.given or "place" in row.given:
            return row
        return Row(row.file, row.line, row.kind, row.value, {**row.given, "at": f"line {row.line}"})
