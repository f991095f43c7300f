"""The register of commitments: what was promised, by whom, due when, and how it stands."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.sources.evidence import evidence_for
from kurultay.record.parties.models import Area, Catalogue, Party

from ..models import OWING, STATUSES, VERBS, Commitment, CommitmentParty
from ..models.lines import FOR_LINES, lines_of
from ..models.register import OVERDUE, Register
from ..models.scopes import Scope, scope_of
from ..panels import counted, owed_by

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
        rows = rows.filter(Q(area__key=area) | Q(area__parent__key=area) | Q(area__parent__parent__key=area))
    if party := chosen.get("party"):
        rows = rows.filter(pk__in=owed_by(party, OWING).values("pk"))
    if party := chosen.get("beneficiary"):
        rows = rows.filter(pk__in=owed_by(party, ("beneficiary",)).values("pk"))
    return rows


LINES = 50  # of a page
# A filter that stands alone, and the board that counts the same commitments.
BOARDS: dict[str, tuple[str, Any]] = {
    "of": ("organisation", Party), "party": ("party", Party), "area": ("area", Area),
    "catalogue": ("strategy", Catalogue),
}  # fmt: skip


def _scope(chosen: dict[str, str]) -> Scope | None:
    """The scope whose counters count what the filters leave; None where no counter does."""
    filters = chosen.keys() - {"status"}
    if not filters:
        return Scope("record", None, ())
    if len(filters) > 1 or (name := filters.pop()) not in BOARDS:
        return None
    kind, model = BOARDS[name]
    thing = model.objects.filter(key=chosen[name]).first()
    return scope_of(kind, thing) if thing is not None else None


@page(RECORD)
def commitments(request: HttpRequest) -> HttpResponse:
    """Commitments made by the day, the newest first, fifty at a time, with counts by status."""
    question = asked(request)
    chosen = {name: value for name in FILTERS if (value := request.GET.get(name))}
    status = chosen.get("status", "")
    held = Register(wanted(chosen), question.on, _scope(chosen))
    try:
        numbers, following = held.page(status, request.GET.get("after", ""), LINES)
    except ValueError as broken:
        raise Http404 from broken
    rows = Commitment.objects.filter(pk__in=numbers).prefetch_related(*FOR_LINES)
    lines = sorted(lines_of(rows, question.on), key=lambda line: numbers.index(line.thing.pk))
    context = {
        "lines": lines,
        "next": following,
        "counts": counted(held.counts),
        "chosen": chosen,
        "kept": {name: chosen[name] for name in KEPT if name in chosen},
        "query": urlencode({name: value for name, value in chosen.items() if name != "status"}),
        "statuses": [*STATUSES.items(), (OVERDUE, "overdue")],
        "verbs": VERBS.items(),
        "organisations": _bearers(Party, Commitment.objects.values("of")),
        "parties": _bearers(Party, CommitmentParty.objects.filter(capacity__in=OWING).values("party")),
        "areas": _areas(chosen),
        "evidence": evidence_for([line.thing for line in lines]),
        "exports": exports("commitments", {FOR_PROGRAMS.get(n, n): value for n, value in chosen.items()}, question),
    }
    return render(request, "commitments/list.html", context)


def _areas(chosen: dict[str, str]) -> Any:
    """The areas to choose from: those of the organisation chosen, else those beside the area chosen."""
    if "of" in chosen:
        rows = Area.objects.filter(catalogue__of__key=chosen["of"])
    elif "area" in chosen:
        rows = Area.objects.filter(catalogue__in=Area.objects.filter(key=chosen["area"]).values("catalogue"))
    else:
        return []
    return rows.order_by("catalogue", "position", "number", "id").prefetch_related("names")


def _bearers(model: Any, numbers: Any) -> Any:
    return model.objects.filter(pk__in=numbers).prefetch_related("names").order_by("sort_key", "id")
