"""The register of commitments: what was promised, by whom, due when, and how it stands."""

import base64
import binascii
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.cursor import SIZE
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.sources.evidence import evidence_for
from kurultay.record.parties.models import Area, Party

from ..models import OWING, STATUSES, VERBS, Commitment, CommitmentParty
from ..models.lines import FOR_LINES, FOR_STANDING, Line, lines_of
from ..panels import count, owed_by

KEPT = (
    "beneficiary",
    "meeting",
    "due_at",
    "document",
    "catalogue",
)  # filters that links bring along and the form keeps
FOR_PROGRAMS = {"party": "owed_by", "area": "within_area"}  # filters whose name asks something else in the API
FILTERS = ("of", "party", "area", "verb", "status", *KEPT)


def wanted(chosen: dict[str, str]) -> Any:
    """The commitments that the filters leave, their status aside."""
    named = {name: chosen[name] for name in Commitment.filters if name in chosen and name != "area"}
    rows = Commitment.objects.by_fields(**named)
    if area := chosen.get("area"):
        rows = rows.filter(Q(area__key=area) | Q(area__parent__key=area))
    if party := chosen.get("party"):
        rows = rows.filter(pk__in=owed_by(party, OWING).values("pk"))
    if party := chosen.get("beneficiary"):
        rows = rows.filter(pk__in=owed_by(party, ("beneficiary",)).values("pk"))
    return rows


def _place(line: Line) -> tuple[date, int]:
    return line.thing.made_on_earliest, line.thing.pk


def _page(lines: list[Line], after: str) -> tuple[list[Line], str]:
    """One page of lines, the newest made first, and the cursor of the next; 404 for a broken cursor."""
    lines = sorted(lines, key=_place, reverse=True)
    if after:
        start = _read(after)
        lines = [line for line in lines if _place(line) < start]
    if len(lines) <= SIZE:
        return lines, ""
    day, number = _place(lines[SIZE - 1])
    return lines[:SIZE], base64.urlsafe_b64encode(f"{day.isoformat()}:{number}".encode()).decode()


def _read(after: str) -> tuple[date, int]:
    try:
        day, _colon, number = base64.urlsafe_b64decode(after.encode()).decode().rpartition(":")
        return date.fromisoformat(day), int(number)
    except (binascii.Error, ValueError, UnicodeDecodeError) as error:
        raise Http404 from error


@page(RECORD)
def commitments(request: HttpRequest) -> HttpResponse:
    """Commitments, the newest first, a hundred at a time, with counts by status as of the day.

    The status of a commitment follows from its steps and its day, so all that the filters leave are read lightly for
    the counts, and only those of the page in full.
    """
    question = asked(request)
    chosen = {name: value for name in FILTERS if (value := request.GET.get(name))}
    every = lines_of(wanted(chosen).prefetch_related(*FOR_STANDING), question.on)
    left = [line for line in every if chosen.get("status") in (None, line.standing.status)]
    if chosen.get("status") == "overdue":
        left = [line for line in every if line.standing.overdue == "yes"]
    shown, following = _page(left, request.GET.get("after", ""))
    rows = Commitment.objects.filter(pk__in=[line.thing.pk for line in shown]).prefetch_related(*FOR_LINES)
    lines = sorted(lines_of(rows, question.on), key=_place, reverse=True)
    context = {
        "lines": lines,
        "next": following,
        "counts": count(every),
        "chosen": chosen,
        "kept": {name: chosen[name] for name in KEPT if name in chosen},
        "query": urlencode({name: value for name, value in chosen.items() if name != "status"}),
        "statuses": [*STATUSES.items(), ("overdue", "overdue")],
        "verbs": VERBS.items(),
        "organisations": _bearers(Party, Commitment.objects.values("of")),
        "parties": _bearers(Party, CommitmentParty.objects.filter(capacity__in=OWING).values("party")),
        "areas": Area.objects.filter(pk__in=Commitment.objects.values("area")).prefetch_related("names").order_by("id"),
        "evidence": evidence_for([line.thing for line in lines]),
        "exports": exports("commitments", {FOR_PROGRAMS.get(n, n): value for n, value in chosen.items()}, question),
    }
    return render(request, "commitments/list.html", context)


def _bearers(model: Any, numbers: Any) -> Any:
    return model.objects.filter(pk__in=numbers).prefetch_related("names").order_by("sort_key", "id")
