"""A whole list as a spreadsheet: typed cells, a head that stays, and a sheet that says what it holds and from where."""

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.writer.excel import save_workbook

from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.sources.models import Source

from .asking import Asked
from .files import cells, heads, in_batches, narrowed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 1_000_000  # rows of a sheet; the format ends a little later
LONGEST = 32_767  # characters of a cell
OLDEST = date(1900, 3, 1)  # days before it are text: spreadsheets disagree on them
FIXED = (1980, 1, 1, 0, 0, 0)  # the time of every part, so that the same rows give the same file

_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")


def sheet(asked: Asked, reader: Reader) -> HttpResponseBase:
    """The spreadsheet, written to a file beside memory row by row."""
    with reading_as(reader):
        written = _written(asked, reader)
    return FileResponse(written, content_type=XLSX, as_attachment=True, filename=f"{asked.shelf.name}.xlsx")


def _written(asked: Asked, reader: Reader) -> BinaryIO:
    book = Workbook(write_only=True)
    cited: set[str] = set()
    page, left, number = None, 0, 0
    for thing in (thing for things in in_batches(asked, reader) for thing in things):
        if not left:
            number += 1
            page, left = _page(book, asked, number), MOST
        cited.update(said["source"].rpartition("/")[2] for said in thing.get("sources", ()))
        page.append([_cell(page, value) for value in cells(asked.shelf, thing)])  # type: ignore[union-attr]
        left -= 1
    if page is None:
        _page(book, asked, 1)
    _about(book, asked, cited)
    raw = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes the other one
    save_workbook(book, raw)
    return _timeless(raw)


def _page(book: Any, asked: Asked, number: int) -> Any:
    page = book.create_sheet(asked.shelf.name if number == 1 else f"{asked.shelf.name} {number}")
    page.freeze_panes = "A2"
    page.append([_head(page, head) for head in heads(asked.shelf)])
    return page


def _head(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: Any) -> Any:
    """A number, a yes or no, a day, an instant, or text that is never a formula."""
    if not isinstance(value, str):
        return value
    if len(value) == 10 and value[4] == value[7] == "-":
        try:
            if (day := date.fromisoformat(value)) >= OLDEST:
                return day
        except ValueError:
            pass
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST])
    cell.data_type = "s"
    return cell


def _about(book: Any, asked: Asked, cited: set[str]) -> None:
    """The second sheet: what was asked, and the sources of the rows."""
    page = book.create_sheet("about")
    page.append([_head(page, _("List")), asked.shelf.name])
    page.append([_head(page, _("Address")), f"{asked.root}{asked.shelf.name}"])
    for name, value in narrowed(asked).items():
        page.append([_head(page, name), _cell(page, value)])
    page.append([])
    page.append([_head(page, words) for words in (_("Source"), _("Title"), _("Publisher"), _("Address"), _("As of"))])
    for row in _sources(sorted(cited)):
        page.append([_cell(page, value) for value in row])


def _sources(keys: list[str]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(keys), 500):
        rows = Source.everything.filter(key__in=keys[start : start + 500]).order_by("key")
        yield from rows.values_list("key", "title", "publisher", "url", "as_of")


def _timeless(raw: BinaryIO) -> BinaryIO:
    """The same file without the time at which it was written."""
    written: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
    with ZipFile(raw) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            if part.filename == "docProps/core.xml":
                after.writestr(_info(part.filename), _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", before.read(part)))
                continue
            with before.open(part) as old, after.open(_info(part.filename), "w", force_zip64=True) as new:
                while some := old.read(1 << 16):
                    new.write(some)
    raw.close()
    written.seek(0)
    return written


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, FIXED)
    info.compress_type = ZIP_DEFLATED
    return info
