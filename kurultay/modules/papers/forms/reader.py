"""Reads one file from standard input and writes what stands in it as JSON; runs by itself, within limits.

A file of somebody else may be made to harm whoever opens it. So this runs in a process of its own, without network
code, database or settings, with a ceiling on memory, time and open files, and writes no file. It imports nothing of
the house.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET
from xml.parsers import expat

MEMORY, SECONDS, FILES = 1 << 30, 20, 64  # bytes of address space, of processor time, open files
UNPACKED, ENTRIES = 60_000_000, 2_000  # bytes and files in an archive
LETTERS, LINES = 1_000_000, 20_000  # of a text
ROWS, COLUMNS, CELL = 5_000, 60, 20_000  # of a sheet; letters of a cell
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = (f"{W}del", f"{W}moveFrom", FALLBACK)


class Wrong(Exception):
    """Why a file cannot be read, as a word that the caller has a sentence for."""


def limit() -> None:
    """Put the ceilings in place; what a platform does not know is passed over."""
    try:
        import resource
    except ImportError:
        return
    for name, most in (
        ("RLIMIT_AS", MEMORY),
        ("RLIMIT_CPU", SECONDS),
        ("RLIMIT_NOFILE", FILES),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue


def read(data: bytes) -> dict[str, Any]:
    """What stands in a file: `kind` by its content, and `lines` of a text or `sheets` of a workbook."""
    if not data.strip():
        raise Wrong("empty")
    if data.startswith(b"%PDF-"):
        return {"kind": "pdf", "lines": pdf(data)}
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Wrong("old-office")
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = _checked(archive)
            if "word/document.xml" in names:
                return {"kind": "docx", "lines": docx(archive)}
            if "xl/workbook.xml" in names:
                for name in names:
                    if name.endswith((".xml", ".rels")):
                        _plain(archive.read(name))
                return {"kind": "xlsx", "sheets": xlsx(data)}
        raise Wrong("not-known")
    return {"kind": "text", "lines": text(data)}


def _checked(archive: zipfile.ZipFile) -> set[str]:
    entries = archive.infolist()
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise Wrong("too-large")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Wrong("locked")
    return {entry.filename for entry in entries}


def _plain(xml: bytes) -> bytes:
    """XML without a document type: no entity of anybody's making is ever expanded."""

    def refuse(*_: Any) -> None:
        raise Wrong("not-plain")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(xml, True)
    return xml


# ---- text ----


def text(data: bytes) -> list[str]:
    """The lines of a plain text in UTF-8 or, with its mark, UTF-16."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        found = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Wrong("not-known" if b"\0" in data[:4096] else "not-utf8") from error
    if "\0" in found:
        raise Wrong("not-known")
    return _within(found.splitlines())


def _within(lines: list[str]) -> list[str]:
    if len(lines) > LINES or sum(len(line) for line in lines) > LETTERS:
        raise Wrong("too-long")
    return [re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line) for line in lines]


# ---- PDF ----


def pdf(data: bytes) -> list[str]:
    """The lines of a PDF, page after page, an empty line between pages; page numbers are left out."""
    try:
        import pypdfium2
    except ImportError as error:
        raise Wrong("no-pdf-library") from error
    try:
        book = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Wrong("locked" if "password" in str(error).lower() else "broken") from error
    lines: list[str] = []
    letters = 0
    for place in range(len(book)):
        page = book[place].get_textpage().get_text_range()
        page = page.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\x02", "")
        own = [line.strip() for line in page.splitlines()]
        lines += [line for line in own if not re.fullmatch(r"[-–— ]*\d{1,4}[-–— ]*", line)]
        letters += len(page)
        if letters > LETTERS:
            raise Wrong("too-long")
    if not any(lines):
        raise Wrong("no-text")
    return _within(lines)


# ---- DOCX ----


def docx(archive: zipfile.ZipFile) -> list[str]:
    """The paragraphs of a Word document, with the numbers that Word would print; changes count as accepted."""
    body = _part(archive, "word/document.xml")
    if body is None:
        raise Wrong("broken")
    numbers = Numbers(_part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml"))
    lines = []
    for paragraph in _paragraphs(body):
        said = "".join(_said(paragraph)).strip()
        number = numbers.next(paragraph) if said else ""
        lines.append(f"{number}\t{said}" if number else said)
    if not any(lines):
        raise Wrong("no-text")
    return _within(lines)


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    if name not in archive.namelist():
        return None
    return ET.fromstring(_plain(archive.read(name)))  # noqa: S314  without entities, which _plain refuses


def _paragraphs(node: ET.Element) -> Iterator[ET.Element]:
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if at.tag == f"{W}p":
            yield at
        elif at.tag not in GONE:
            waiting += reversed(list(at))


def _said(paragraph: ET.Element) -> Iterator[str]:
    waiting = list(reversed(list(paragraph)))
    while waiting:
        at = waiting.pop()
        if at.tag == f"{W}t":
            yield at.text or ""
        elif at.tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"):
            yield " "
        elif at.tag == f"{W}noBreakHyphen":
            yield "-"
        if at.tag not in GONE:
            waiting += reversed(list(at))


class Numbers:
    """The numbers of a document's paragraphs: formats by list and level, counted as they come."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # of each list: format, text, start by level
        self.counts: dict[str, dict[int, int]] = {}
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        shapes = {}
        for shape in numbering.findall(f"{W}abstractNum") if numbering is not None else ():
            shapes[shape.get(f"{W}abstractNumId", "")] = dict(map(_level, shape.findall(f"{W}lvl")))
        for each in numbering.findall(f"{W}num") if numbering is not None else ():
            key, shape_key = each.get(f"{W}numId", ""), _value(each, "abstractNumId")
            self.abstract[key], self.levels[key] = shape_key, shapes.get(shape_key, {})
        for style in styles.findall(f"{W}style") if styles is not None else ():
            if (place := _place(style.find(f"{W}pPr/{W}numPr"))) is not None:
                self.styles[style.get(f"{W}styleId", "")] = place

    def next(self, paragraph: ET.Element) -> str:
        """The number of the next paragraph; "" for one that has none, or a bullet."""
        marks = paragraph.find(f"{W}pPr")
        if marks is None:
            return ""
        place = _place(marks.find(f"{W}numPr")) or self.styles.get(_value(marks, "pStyle"))
        if place is None or place[1] not in self.levels.get(place[0], {}):
            return ""
        key, level = place
        known, counts = self.levels[key], self.counts.setdefault(self.abstract[key], {})
        counts[level] = counts.get(level, known[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if known[level][0] in ("bullet", "none"):
            return ""

        def figure(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form, _text, start = known.get(at, ("decimal", "", 1))
            return spelled(counts.get(at, start), form)

        return re.sub(r"%([1-9])", figure, known[level][1]).strip()


def _value(node: ET.Element, name: str) -> str:
    found = node.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else otherwise


def _level(node: ET.Element) -> tuple[int, tuple[str, str, int]]:
    at = _whole(node.get(f"{W}ilvl", ""), 0)
    return at, (_value(node, "numFmt") or "decimal", _value(node, "lvlText")[:40], _whole(_value(node, "start"), 1))


def _place(node: ET.Element | None) -> tuple[str, int] | None:
    if node is None:
        return None
    key = _value(node, "numId")
    return (key, _whole(_value(node, "ilvl"), 0)) if key not in ("", "0") else None


def spelled(number: int, form: str) -> str:
    """A number in a format of Word."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 % 9 + 1)
        return letter if form == "lowerLetter" else letter.swapcase()
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        pairs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
                 (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
        said = ""
        for worth, sign in pairs:
            said += sign * (number // worth)
            number %= worth
        return said if form == "upperRoman" else said.swapcase()
    return str(number)


# ---- XLSX ----


def xlsx(data: bytes) -> list[dict[str, Any]]:
    """The sheets of a workbook as rows of texts. A formula is its text and never its result."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets = []
    for sheet in book.worksheets:
        cells = sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS, values_only=True)
        rows = [[_cell(value) for value in row] for row in cells]
        for row in rows:
            while row and not row[-1]:
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        if len(rows) > ROWS:
            raise Wrong("too-long")
        sheets.append({"title": str(sheet.title)[:100], "hidden": sheet.sheet_state != "visible", "rows": rows})
    return sheets


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    said = value.isoformat() if hasattr(value, "isoformat") else str(value)
    if hasattr(value, "hour") and said.endswith("T00:00:00"):
        said = said[:10]
    if len(said) > CELL:
        raise Wrong("too-long")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", said).strip()


def main() -> None:
    """Read standard input, write JSON to standard output; whatever goes wrong is a word."""
    limit()
    try:
        told = read(sys.stdin.buffer.read())
    except Wrong as wrong:
        told = {"wrong": str(wrong)}
    except MemoryError:
        told = {"wrong": "too-large"}
    except Exception:
        told = {"wrong": "broken"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
