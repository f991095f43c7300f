"""Spreadsheets out: tables as one workbook, the same bytes for the same figures."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can say
# What a program would take for a formula, and what no cell may hold.
_FORMULA, _UNFIT = ("=", "+", "-", "@", "\t", "\r"), re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets (name, headings, rows) as an XLSX file; text is text, whatever it begins with."""
    book = Workbook()
    book.remove(book.active)
    for name, headings, rows in sheets:
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
        widths = [len(str(heading)) for heading in headings]
        for place, row in enumerate([headings, *rows], 1):
            for at, value in enumerate(row, 1):
                cell = sheet.cell(place, at, _fit(value))
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.quotePrefix = value.startswith(_FORMULA)
                if place == 1:
                    cell.font = Font(bold=True)
                widths[at - 1] = min(60, max(widths[at - 1], len(str(value))))
        sheet.freeze_panes = "A2"
        for at, wide in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = wide + 2
    book.properties.creator = "Kurultay"
    book.properties.created = book.properties.modified = datetime(*NO_TIME)
    held = io.BytesIO()
    book.save(held)
    return _without_time(held.getvalue())


def download(sheets: Sequence[Sheet], name: str) -> HttpResponse:
    """The workbook as an answer that is saved under a name."""
    answer = HttpResponse(workbook(sheets), content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _fit(value: Any) -> Any:
    return _UNFIT.sub("", value)[:32_000] if isinstance(value, str) else value


def _without_time(packed: bytes) -> bytes:
    """The archive packed anew: openpyxl writes the instant of saving into it, twice."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", body)
            new.writestr(zipfile.ZipInfo(name, NO_TIME), body, zipfile.ZIP_DEFLATED)
    return held.getvalue()
