"""The register of documents."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.cursor import window
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.sources.evidence import evidence_for
from kurultay.record.parties.models import Party

from ..models import DOCUMENT_KINDS, STAGES, Document
from ..panels import FOR_LINES, lines_of

MOST = 200  # organisations offered in the filter


@page(RECORD)
def documents(request: HttpRequest) -> HttpResponse:
    """Documents of one kind, organisation and stage or of all, the newest first, a hundred at a time."""
    question = asked(request)
    wanted = {name: value for name in Document.filters if (value := request.GET.get(name))}
    shown = window(Document.objects.by_fields(**wanted).prefetch_related(*FOR_LINES), request.GET.get("after", ""))
    evidence = evidence_for(shown.rows)
    bearers = Document.objects.filter(of__isnull=False).order_by().values("of")
    owners = Party.objects.filter(pk__in=bearers).order_by("sort_key", "id").prefetch_related("names")
    context: dict[str, Any] = {
        "lines": lines_of(shown.rows, question, evidence),
        "next": shown.next,
        "kinds": DOCUMENT_KINDS.items(),
        "stages": STAGES.items(),
        "owners": owners[:MOST],
        "wanted": wanted,
        "evidence": evidence,
        "exports": exports("documents", wanted, question),
    }
    return render(request, "documents/list.html", context)
