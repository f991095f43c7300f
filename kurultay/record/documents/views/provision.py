"""The page of a provision: its text, where it stands in its document, what was promised by it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.texts import best

from ..models import Provision
from .document import panels_of


@page(RECORD)
def provision(request: HttpRequest, key: str) -> HttpResponse:
    """A provision with its texts, the sources of each, and what other apps know of it."""
    question = asked(request)
    thing = find(Provision, key, "texts", "document__names", "parent")
    if thing.document.veiled:
        raise Http404
    parts = list(Provision.objects.filter(parent=thing).order_by("position", "id").prefetch_related("texts"))
    beside = Provision.objects.filter(document=thing.document)
    panels = panels_of("of_provision", thing, question)
    evidence = evidence_for(thing, thing.texts.all(), *(panel.rows for panel in panels))
    rows = [
        (_("The entry"), thing),
        *((_("Text (%(lang)s)") % {"lang": text.lang}, text) for text in thing.texts.all()),
    ]
    context = {
        "thing": thing,
        "texts": best(thing.texts.all(), question.lang),
        "parts": [(part, best(part.texts.all(), question.lang)) for part in parts],
        "earlier": beside.filter(position__lt=thing.position).order_by("-position", "-id").first(),
        "later": beside.filter(position__gt=thing.position).order_by("position", "id").first(),
        "panels": panels,
        "evidence": evidence,
        "lines": lines(rows, evidence),
    }
    return render(request, "documents/provision.html", context)
