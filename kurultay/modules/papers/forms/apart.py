"""Reading a file of somebody else: in a process of its own, with limits, and errors as sentences."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST = 8_000_000  # bytes of a file
SECONDS = 40  # by the clock; the process itself ends after twenty of computing
READER = Path(__file__).with_name("reader.py")
WHY = {
    "empty": gettext_lazy("The file is empty."),
    "too-large": gettext_lazy("What is packed in this file is too large. Save it without pictures."),
    "too-long": gettext_lazy("The file is too long: a text has at most a million letters, a sheet 5,000 rows."),
    "locked": gettext_lazy("The file is locked with a password. Save it without one."),
    "old-office": gettext_lazy("This is a file of an old Office program. Save it as DOCX or XLSX."),
    "not-known": gettext_lazy("This is neither a DOCX, a PDF, an XLSX nor a text."),
    "not-plain": gettext_lazy("The file declares a document type of its own, which no office program writes."),
    "not-utf8": gettext_lazy("The text is not in UTF-8. Save it as UTF-8, or paste it."),
    "no-text": gettext_lazy("There is no text in this file: it may hold pictures of pages. Paste the text instead."),
    "no-pdf-library": gettext_lazy(
        "PDF is not read here: whoever runs the installation adds it with pip install 'kurultay[texts]'. "
        "Paste the text, or upload a DOCX."
    ),
    "broken": gettext_lazy("The file cannot be read: it is damaged, or not what its beginning says."),
}


class Unread(ValueError):
    """A file that cannot be read; its text tells a person why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its title, and its rows of texts."""

    title: str
    rows: list[list[str]]
    hidden: bool = False


@dataclass(frozen=True)
class Opened:
    """What stands in a file; `kind` by its content: text, docx, pdf or xlsx."""

    kind: str
    lines: list[str]
    sheets: list[Sheet]


def opened(data: bytes) -> Opened:
    """Read a file. Raises Unread with a sentence."""
    if len(data) > MOST:
        raise Unread(_("The file has more than %(most)s megabytes.") % {"most": MOST // 1_000_000})
    told = _ask(data)
    if "wrong" in told:
        raise Unread(str(WHY.get(told["wrong"], WHY["broken"])))
    sheets = [Sheet(each["title"], each["rows"], each["hidden"]) for each in told.get("sheets", [])]
    return Opened(told["kind"], told.get("lines", []), sheets)


def _ask(data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", "-X", "utf8", str(READER)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603  our own file
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # killed at a limit, it says nothing
        return {"wrong": "too-large"}
    return told if isinstance(told, dict) else {"wrong": "broken"}


@cache
def reads_pdf() -> bool:
    """Whether the library for PDF is installed."""
    from importlib.util import find_spec

    return find_spec("pypdfium2") is not None
