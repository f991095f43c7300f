"""A document's paragraphs on one side, the commitments drawn from them on the other; marks for the paragraphs."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect

from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import why_not
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.texts import best
from kurultay.record.commitments.models import Commitment
from kurultay.record.commitments.panels import FOR_LINES, FOR_STANDING, Line, lines_of
from kurultay.record.documents.actions import classify
from kurultay.record.documents.models import Document, Provision

from ..forms.proposals import Proposal
from ..forms.strength import mark
from .refusing import refused

MARKS = {"": None, "operative": True, "informational": False}
_DOCUMENT = ("names", "of__names")


@dataclass(frozen=True)
class Beside:
    """A paragraph with its texts, what was drawn from it, and the mark it seems to bear."""

    provision: Provision
    texts: list[Any]
    lines: list[Line]
    proposal: Proposal | None
    depth: int

    @property
    def mark(self) -> str:
        """Its mark, as a key of MARKS."""
        return next(name for name, held in MARKS.items() if held is self.provision.operative)

    @property
    def chosen(self) -> str:
        """The mark a form begins with: its own, else the one proposed."""
        if self.mark or self.proposal is None:
            return self.mark
        return "operative" if self.proposal.value else "informational"


def beside(thing: Document, question: Asked, propose: bool) -> list[Beside]:
    """The paragraphs in the order of the document, each with its commitments. A constant number of statements."""
    provisions = list(Provision.objects.filter(document=thing).order_by("position", "id").prefetch_related("texts"))
    rows = Commitment.objects.filter(document=thing).order_by("id").prefetch_related(*FOR_STANDING, *FOR_LINES)
    drawn: dict[int | None, list[Line]] = {}
    for line in lines_of(rows, question.on):
        drawn.setdefault(line.thing.provision_id, []).append(line)
    parents = {each.pk: each.parent_id for each in provisions}

    def depth(number: int) -> int:
        steps, at = 0, parents.get(number)
        while at in parents and steps < len(parents):
            steps, at = steps + 1, parents[at]
        return steps

    found = []
    for each in provisions:
        texts = best(each.texts.all(), question.lang)
        proposal = mark(texts[0].text, texts[0].lang) if propose and texts and each.operative is None else None
        found.append(Beside(each, texts, drawn.get(each.pk, []), proposal, depth(each.pk)))
    return found


@page(RECORD)
@csrf_protect
def document_promises(request: HttpRequest, key: str) -> HttpResponse:
    """What a document promises: each paragraph beside the commitments drawn from it, and those not yet marked."""
    question, by = asked(request), reader_of(request)
    thing = find(Document, key, *_DOCUMENT)
    why = why_not(by, "documents.classify", thing)
    rows = beside(thing, question, propose=why is None)
    error = ""
    if request.method == "POST":
        if why:
            return refused(request, why)
        sent = {row.provision: request.POST.get(f"mark-{row.provision.key}", row.mark) for row in rows}
        marks = [(provision, MARKS[said]) for provision, said in sent.items() if said in MARKS]
        try:
            classify(thing, marks=marks, by=by)
            return HttpResponseRedirect(request.path + question.keep)
        except Refused as refusal:
            error = str(refusal)
    context = {
        "thing": thing,
        "rows": rows,
        "may": why is None,
        "error": error,
        "operative": sum(row.provision.operative is True for row in rows),
        "informational": sum(row.provision.operative is False for row in rows),
        "unmarked": sum(row.provision.operative is None for row in rows),
        "undrawn": sum(row.provision.operative is True and not row.lines for row in rows),
        "drawn": sum(len(row.lines) for row in rows),
        "evidence": evidence_for([line.thing for row in rows for line in row.lines]),
    }
    return render(request, "papers/promises.html", context, status=422 if error else 200)
