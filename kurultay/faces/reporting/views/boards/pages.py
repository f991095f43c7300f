"""The pages of boards: all organisations, and one scope as of a day, then and now."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from kurultay.kit.dates import DateError, PartialDate, parse_on
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.pictures import shares
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.sheets import download
from kurultay.kit.pages.shown import find
from kurultay.kit.pages.stacks import stacks
from kurultay.kit.sources.evidence import evidence_for
from kurultay.record.commitments.api.boards import MODELS, all_as_data, as_data, organisations
from kurultay.record.commitments.models.boards import scope_of
from kurultay.record.commitments.models.shown import Shown, shown
from kurultay.record.commitments.models.standing import STATUSES
from kurultay.record.commitments.panels import TONES, status_words
from kurultay.record.parties.models import Catalogue

from .written import as_sheets

FORMATS = ("", "json", "xlsx")
# What a board is called, and the filter of the register that lists what it counts.
TITLES = {
    "organisation": (later("What became of the commitments"), "of"),
    "body": (later("What became of the commitments"), ""),
    "party": (later("What it owes"), "party"),
    "meeting": (later("What became of this meeting"), "meeting"),
    "document": (later("What became of this document"), "document"),
    "area": (later("What became of this area"), "area"),
    "strategy": (later("Scoreboard of the strategy"), "catalogue"),
}


def _format(request: HttpRequest) -> str:
    wanted = request.GET.get("format", "")
    if wanted not in FORMATS:
        raise Http404
    return wanted


def _then(request: HttpRequest) -> tuple[PartialDate | None, str]:
    """The day to compare with, and what is wrong with it."""
    text = request.GET.get("then", "").strip()
    try:
        return (parse_on(text) if text else None), ""
    except DateError as wrong:
        return None, str(wrong)


@page(RECORD)
def boards(request: HttpRequest) -> HttpResponse:
    """How the commitments of every organisation stand as of a day, and the ways to each board."""
    question, wanted = asked(request), _format(request)
    if wanted == "json":
        return _json(all_as_data(question.on))
    found = organisations(question.on)
    strategies = Catalogue.objects.filter(kind="strategy").order_by("title", "id").prefetch_related("of__names")
    if wanted == "xlsx":
        rows = [[b.thing.key, b.total, b.done, b.running, b.overdue] for b in found]
        heads = [_("Key"), _("All"), _("Done"), _("Running"), _("Overdue")]
        return download([(_("Organisations"), heads, rows)], f"boards-{question.on.edtf}")
    context = {"lines": [(row, _shares(row)) for row in found], "strategies": strategies, "formats": _formats(request)}
    return render(request, "reporting/boards.html", context)


@page(RECORD)
def board_page(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The board of an organisation, body, party, meeting, document, area or strategy as of a day."""
    question, wanted = asked(request), _format(request)
    thing = find(MODELS[kind], key, *(["of__names"] if kind == "strategy" else ["names"]))
    then, wrong = _then(request)
    board = shown(scope_of(kind, thing), question.on, then)
    if wanted == "json":
        return _json(as_data(board))
    if wanted == "xlsx":
        return download(as_sheets(board, question), f"{key}-{question.on.edtf}")
    return render(request, "reporting/board.html", _context(request, board, question) | {"then_error": wrong})


def _json(told: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")


def _context(request: HttpRequest, board: Shown, question: Asked) -> dict[str, Any]:
    thing, kind = board.board.scope.thing, board.board.scope.kind
    title, listed = TITLES[kind]
    query = f"{listed}={thing.key}" if listed else ""
    return {
        "thing": thing, "kind": kind, "title": title, "shown": board, "board": board.board, "query": query,
        "statuses": [(status, number) for status, number in board.board.statuses.items()],
        "picture": _shares(board.board), "years": board.board.years,
        "columns": [status for status in STATUSES if any(status in held for _end, held in board.board.years)],
        "trend": _trend(board), "branches": [(row, _shares(row)) for row in board.branches],
        "then_text": request.GET.get("then", ""), "formats": _formats(request), "evidence": evidence_for(board.rows),
        "others": [(name, value) for name, value in request.GET.items() if name not in ("then", "format")],
        "names_of": question.lang,
    }  # fmt: skip


def _formats(request: HttpRequest) -> list[tuple[str, str]]:
    """The same board in the other formats."""
    kept = [(name, value) for name, value in request.GET.items() if name != "format"]
    return [(words, f"?{urlencode([*kept, ('format', name)])}") for words, name in (("XLSX", "xlsx"), ("JSON", "json"))]


def _parts(statuses: dict[str, int]) -> list[tuple[str, str, int]]:
    tones = TONES | {"in-progress": "accent going"}  # beside "met otherwise", which wears the same colour
    return [(tones.get(status, "quiet"), status_words(status), number) for status, number in statuses.items()]


def _shares(row: Any) -> SafeString:
    return shares(_parts(row.statuses))


def _trend(board: Shown) -> SafeString:
    """The ends of the last twelve years as columns."""
    last = board.board.on.latest
    ends = [(end, statuses) for end, statuses in board.board.years if end.year > 1][-12:]
    columns = [
        (str(end.year), _parts(statuses))  # the last one as far as the page's day
        for end, statuses in ends
    ]
    return stacks(columns, title=_("How they stood at the end of each year")) if last else SafeString("")
