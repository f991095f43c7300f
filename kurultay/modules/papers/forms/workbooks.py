"""Workbooks on their way out: commitments to be filled in offline, and rows given back that could not be taken in."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import save_workbook

from kurultay.record.commitments.models import SAYS, Commitment

SORT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Of each column: its words, how wide it is, whether it is filled in by whoever gets the workbook.
COLUMNS: Mapping[str, tuple[Any, int, bool]] = {
    "key": (gettext_lazy("Key"), 26, False),
    "name": (gettext_lazy("Commitment"), 48, False),
    "verb": (gettext_lazy("Verb"), 12, False),
    "who": (gettext_lazy("Responsible"), 26, False),
    "due": (gettext_lazy("Due"), 14, False),
    "status": (gettext_lazy("Status"), 14, False),
    "party": (gettext_lazy("Reporting for (key)"), 18, True),
    "text": (gettext_lazy("What was done"), 50, True),
    "says": (gettext_lazy("How it stands, as you see it"), 22, True),
    "on": (gettext_lazy("On (2016-05-10, 2016-05 or 2016)"), 18, True),
    "evidence": (gettext_lazy("Evidence: a link or words"), 36, True),
    "seen": (gettext_lazy("Link seen on (else today)"), 18, True),
    "stamp": (gettext_lazy("State when exported"), 10, False),
}
FILLED_IN = tuple(name for name, (_words, _wide, asked) in COLUMNS.items() if asked)
# What is said of each column that is filled in, in its cells and on a sheet of its own.
HELP: Mapping[str, Any] = {
    "party": gettext_lazy("The key of the party for which you report. It is filled in already where it is known."),
    "text": gettext_lazy("A few sentences. A row in which nothing is written is passed over when it comes back."),
    "says": gettext_lazy("One of these words, or nothing. It stands beside the status and does not become it."),
    "on": gettext_lazy("The day, month or year of what you report. Left empty, it is the day on which it comes back."),
    "evidence": gettext_lazy("An address that begins with https:// becomes a link; anything else is kept as words."),
    "seen": gettext_lazy("The day on which the link led there. Left empty, it is the day on which it comes back."),
}
PROBLEM = "problem"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the day of every file inside: the same rows give the same bytes
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LIKE_A_FORMULA = re.compile(r"^[=+\-@\t\r]")
MOST_IN_A_CELL = 32_000


def stamp(thing: Commitment) -> str:
    """What a commitment was when it went out: the same for everybody who reads it, since it covers no more than that.

    Of its steps it covers those that whoever reads the commitment reads. Fetch `steps` and `due_at` before.
    """
    told = [thing.verb, thing.due_on, thing.due_at_id, thing.withdrawn]
    steps = [s for s in thing.steps.all() if s.audience_id == thing.audience_id and not s.withdrawn]
    told += [(s.pk, s.kind, s.on, s.says, s.text, s.due_on, s.meeting_id) for s in sorted(steps, key=lambda s: s.pk)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def put(sheet: Any, row: int, column: int, text: Any) -> Any:
    """Write a text into a cell as a text, whatever it begins with: never a formula."""
    cell = sheet.cell(row, column)
    said = _NOT_IN_XML.sub("", str(text))[:MOST_IN_A_CELL]
    if said:
        cell.value = said
        cell.data_type = "s"  # what begins with = would else be a formula
        if _LIKE_A_FORMULA.match(said):
            cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def workbook(rows: Iterable[Mapping[str, str]], problems: bool = False, head: str = "") -> bytes:
    """Rows as a workbook: keys and state locked, what is to be filled in open. The same rows give the same bytes.

    A second sheet tells how it is filled in, under `head`.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Commitments"
    columns = [*COLUMNS, PROBLEM] if problems else list(COLUMNS)
    for place, name in enumerate(columns, start=1):
        words, wide, asked = COLUMNS.get(name, (_("Why this row was not taken in"), 40, False))
        put(sheet, 1, place, name)
        title = put(sheet, 2, place, words)
        title.font = Font(bold=True)
        if asked:
            title.fill = PatternFill("solid", fgColor="E3F0F0")
        sheet.column_dimensions[get_column_letter(place)].width = wide
        sheet.column_dimensions[get_column_letter(place)].hidden = name == "stamp"
    sheet.row_dimensions[1].hidden = True
    last = 2
    for last, row in enumerate(rows, start=3):
        for place, name in enumerate(columns, start=1):
            cell = put(sheet, last, place, row.get(name, ""))
            cell.protection = Protection(locked=name not in FILLED_IN)
            if name in FILLED_IN:
                cell.number_format = "@"  # a date stays as it is typed
    for name in FILLED_IN:
        letter = get_column_letter(columns.index(name) + 1)
        rule = _rule(name)
        rule.add(f"{letter}3:{letter}{max(last, 3)}")
        sheet.add_data_validation(rule)
    sheet.freeze_panes = "C3"
    sheet.protection.sheet = True  # without a password: against a slip, not against anybody
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    _explain(book, head)
    return settled(book)


def _rule(name: str) -> DataValidation:
    """What a cell of a column takes, and what is said beside it while it is filled in."""
    if name == "says":
        rule = DataValidation(type="list", formula1='"{}"'.format(",".join(SAYS.values())), allow_blank=True)
    else:
        rule = DataValidation(type="textLength", operator="lessThan", formula1=str(MOST_IN_A_CELL), allow_blank=True)
    rule.promptTitle, rule.prompt = str(COLUMNS[name][0])[:32], str(HELP[name])[:255]
    rule.showInputMessage = True
    return rule


def _explain(book: Workbook, head: str) -> None:
    """The second sheet: each column that is filled in, what it takes, and the words it allows."""
    sheet = book.create_sheet(_("How to fill it in"))
    lines = [(head, "")] if head else []
    lines += [(str(COLUMNS[name][0]), str(HELP[name])) for name in FILLED_IN]
    lines += [("", words) for words in SAYS.values()]
    lines.append((_("Back"), _("Upload the file under “Spreadsheets”: you see every row before anything is entered.")))
    for at, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            put(sheet, at, place, text).font = Font(bold=place == 1)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 90


def settled(book: Workbook) -> bytes:
    """The bytes of a workbook without the hour at which they were written."""
    written = io.BytesIO()
    save_workbook(book, written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in sorted(held.namelist()):
            data = held.read(name)
            if name == "docProps/core.xml":
                day = datetime(*EPOCH[:3], tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day, data)
            fresh.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Any rows under a header as a workbook, for what is not a commitment."""
    book = Workbook()
    sheet = book.active
    for place, words in enumerate(header, start=1):
        put(sheet, 1, place, words).font = Font(bold=True)
    for at, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            put(sheet, at, place, text)
    return settled(book)
