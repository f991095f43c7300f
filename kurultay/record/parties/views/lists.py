"""The register of parties."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.cursor import window
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.sources.evidence import evidence_for

from ..models import PARTY_KINDS, Party


@page(RECORD)
def parties(request: HttpRequest) -> HttpResponse:
    """Parties of one kind or of all, in alphabetical order, a hundred at a time."""
    wanted = {name: value for name in ("kind", "state", "parent") if (value := request.GET.get(name))}
    rows = Party.objects.by_fields(**wanted).prefetch_related("names", "parent__names", "state__names")
    shown = window(rows, request.GET.get("after", ""))
    question = asked(request)
    context = {
        "parties": shown.rows,
        "next": shown.next,
        "kinds": PARTY_KINDS.items(),
        "kind": wanted.get("kind", ""),
        "evidence": evidence_for(shown.rows),
        "question": question,
        "exports": exports("parties", wanted, question),
    }
    return render(request, "parties/list.html", context)
