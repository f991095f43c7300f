"""Cells of a foreign table as values: dates in EDTF, keys, parties by their codes as of a day."""

import csv
import gzip
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, cast
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kurultay.kit.dates import LAST, OPEN, DateError, PartialDate
from kurultay.kit.dates.partial import day_after

from .kinds import kinds
from .mapping import Part, RowTemplate, Template, Value
from .problems import nearest

_RANGE = re.compile(r"(\S+?)\.\.(\S+)")
_YEAR = re.compile(r"(\d{4})\.0")  # a year that a spreadsheet took for a number
_SLUG = re.compile(r"[^A-Za-z0-9_-]+")


class Dirt(Exception):
    """What is wrong with a value of a line."""


@dataclass
class Line:
    """A line of a table: where it stands, its cells, and its values as far as they were asked for."""

    number: int
    cells: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)  # a text, None for a missing one, or the Dirt it is
    new: list[tuple[RowTemplate, Mapping[str, str]]] = field(default_factory=list)  # rows for codes nobody bears yet


@dataclass(frozen=True)
class Bearer:
    """Who bears a code, and when at most."""

    key: str
    since: date
    until: date


class CodeBook:
    """Parties by their codes, scheme by scheme."""

    def __init__(self) -> None:
        self._schemes: dict[str, dict[str, list[Bearer]]] = {}

    def of(self, scheme: str) -> dict[str, list[Bearer]]:
        """The bearers of each code of a scheme."""
        if scheme not in self._schemes:
            known: dict[str, list[Bearer]] = {}
            model: Any = kinds()["code"].model
            rows = model.objects.filter(scheme=scheme).values_list(
                "value", "party__key", "since_earliest", "until_latest"
            )
            for code, key, since, until in rows.order_by("pk"):
                known.setdefault(code, []).append(Bearer(key, since, until))
            self._schemes[scheme] = known
        return self._schemes[scheme]

    def find(self, scheme: str, code: str, on: PartialDate | None) -> str | None:
        """The key of the party that bears a code on a day; None where nobody ever did. Raises Dirt."""
        bearers = self.of(scheme).get(code)
        if not bearers:
            return None
        held = [b for b in bearers if on is None or (b.since <= on.latest and on.earliest < b.until)]
        keys = sorted({bearer.key for bearer in held})
        if len(keys) == 1:
            return keys[0]
        when = f" on {on}" if on else ""
        known = ", ".join(f"{b.key} from {b.since} to {'now' if b.until == LAST else b.until}" for b in bearers)
        if keys:
            raise Dirt(f'The {scheme} code "{code}" is that of {" and ".join(keys)}{when}.')
        raise Dirt(f'Nobody bears the {scheme} code "{code}"{when} ({known}).')

    def add(self, scheme: str, code: str, key: str) -> None:
        """A party that is made for a code."""
        self.of(scheme).setdefault(code, []).append(Bearer(key, date.min, LAST))


class Cells:
    """The values of lines of one table."""

    def __init__(self, part: Part, codes: CodeBook) -> None:
        self.part, self.codes = part, codes

    def value(self, line: Line, name: str) -> str | None:
        """A value of a line, None where it is missing; raises Dirt. A name that is no value is a column."""
        if name not in line.values:
            try:
                line.values[name] = self._value(line, name)
            except Dirt as dirt:
                line.values[name] = dirt
            except DateError as error:
                line.values[name] = Dirt(f"{name}: {error}")
        found = line.values[name]
        if isinstance(found, Dirt):
            raise found
        return found  # type: ignore[no-any-return]

    def date(self, line: Line, name: str) -> PartialDate | None:
        """A value that is a date; None where it is missing, unknown or open."""
        text = self.value(line, name)
        return PartialDate.parse(text) if text and text != OPEN else None

    def render(self, line: Line, template: Template) -> str | None:
        """The text of a template; None where a value is missing."""
        found = []
        for text, name, _may in template.parts:
            found.append(text)
            if name:
                value = self.value(line, name)
                if value is None:
                    return None
                found.append(value)
        return "".join(found)

    def _cell(self, line: Line, column: str) -> str | None:
        text = (line.cells.get(column) or "").strip()
        return None if text in self.part.missing else text

    def _value(self, line: Line, name: str) -> str | None:
        if name == "line":
            return str(line.number)
        value = self.part.values.get(name)
        if value is None:
            return self._cell(line, name)
        text = self._cell(line, value.column) if value.text is None else self.render(line, value.text)
        if text is None or text in value.none:
            return value.missing
        text = value.mapped.get(text, text)
        if text in value.unknown:
            return ""
        if text in value.open_:
            return OPEN
        if value.code:
            return self._party(line, value, text)
        if value.sort in ("date", "end"):
            return self._date(line, value, text)
        if value.sort == "slug":
            return slug(text)
        if value.cut and len(text) > value.cut:
            return text[: value.cut - 1].rstrip() + "…"
        return text

    def _date(self, line: Line, value: Value, text: str) -> str:
        day = read_date(text)
        if value.last:  # the last day, month or year of it: the first day after it is not known better
            if day.precision == "day":
                return day_after(day.latest).isoformat()
            return PartialDate.between(day_after(day.earliest), day.latest).edtf
        earlier = self._cell(line, value.after) if value.after else None
        if earlier is not None:
            first = day_after(read_date(earlier).latest)
            if first < day.earliest:
                return PartialDate.between(first, day.latest).edtf
        return day.edtf

    def _party(self, line: Line, value: Value, code: str) -> str:
        on = self.date(line, value.on) if value.on else None
        found = self.codes.find(value.code, code, on)
        if found is not None:
            return found
        if value.create and (value.like is None or value.like.fullmatch(code)):
            made = {"code": code, "slug": slug(code)}
            key = plain(value.create[0].value, made)
            self.codes.add(value.code, code, key)
            line.new += [(row, made) for row in value.create]
            return key
        raise Dirt(f'Nobody bears the {value.code} code "{code}". {nearest_code(code, self.codes.of(value.code))}')


def nearest_code(code: str, known: Mapping[str, Any]) -> str:
    """The code that is like an unknown one, if there is one."""
    hint = nearest(code, known)
    return hint if hint.startswith("Did") else "Enter it with its party, or map it to one that is known."


def plain(template: Template, made: Mapping[str, str]) -> str:
    """A template with these values and no others."""
    return "".join(text + (made.get(name, "") if name else "") for text, name, _may in template.parts)


def slug(text: str) -> str:
    """A text as a key: letters of the alphabet, figures, hyphens."""
    return _SLUG.sub("-", text).strip("-").lower()


def read_date(text: str) -> PartialDate:
    """A date of a foreign table: EDTF, or `1981-09..1981-10` for a day within, or `1976.0`. Raises DateError."""
    if not text.startswith("[") and (found := _RANGE.fullmatch(text)):
        return PartialDate.parse(f"[{found[1]}..{found[2]}]")
    return PartialDate.parse(_YEAR.sub(r"\1", text))


def _sheet(path: Path, delimiter: str) -> io.StringIO:
    """The first sheet of a workbook as the lines of a table; a formula is its text. Raises OSError."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise OSError(f"it is no workbook ({error})") from error
    text = io.StringIO()
    lines = csv.writer(text, delimiter=delimiter)
    for row in book.worksheets[0].iter_rows(values_only=True):
        lines.writerow([_written(value) for value in row])
    text.seek(0)
    return text


def _written(value: Any) -> str:
    """A cell as text on one line: days as 2016-05-10, whole numbers without a point."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


@contextmanager
def _reading(path: Path, part: Part) -> Iterator["csv.DictReader[str]"]:
    if path.suffix == ".xlsx":
        yield csv.DictReader(_sheet(path, part.delimiter), delimiter=part.delimiter, restval="")
        return
    with path.open("rb") as raw, gzip.open(raw) if path.suffix == ".gz" else nullcontext(raw) as stream:
        text = io.TextIOWrapper(cast(IO[bytes], stream), encoding=part.encoding, newline="")
        yield csv.DictReader(text, delimiter=part.delimiter, restval="")


def lines_of(path: Path, part: Part) -> Iterator[Line]:
    """The lines of a table, .gz, .xlsx or plain, with the numbers they begin on. Raises OSError, UnicodeDecodeError."""
    with _reading(path, part) as reader:
        before = 1 if reader.fieldnames is None else reader.line_num
        for cells in reader:
            yield Line(before + 1, cells)
            before = reader.line_num


def header_of(path: Path, part: Part) -> list[str]:
    """The names of a table's columns. Raises OSError, UnicodeDecodeError."""
    with _reading(path, part) as reader:
        return list(reader.fieldnames or [])
