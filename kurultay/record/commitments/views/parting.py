"""Splitting a commitment into several and merging several into one: what is asked, and what was refused."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect

from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import why_not
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.kit.templatetags.record import named
from kurultay.record.meetings.models import Meeting

from ..actions import merge, split
from ..forms import DrawnForm, ReasonForm, choices_of, rows_of, who_may_owe
from ..models import CLOSING, Commitment, Step

_THING = ("names", "of", "texts", "parties__party", "due_at", "document", "meeting")
ROWS, MOST_ROWS = 2, 12
MOST_OTHERS = 100


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """The page for somebody who may not do this, with the sentence of the rule."""
    return render(request, "commitments/refused.html", {"why": why}, status=403)


def choices(thing: Commitment, question: Asked) -> dict[str, Any]:
    """What the rows may choose from: parties near the commitment, and meetings of its organisation that are to come."""

    def called(row: Any) -> str:
        name = named(row, question.on, question.lang)
        return str(name.text if name is not None else row.key)

    parties = who_may_owe(thing.of, *(row.party for row in thing.parties.all()))
    meetings = Meeting.objects.filter(body=thing.of_id, status__in=("planned", "confirmed")) if thing.of_id else []
    if thing.of_id:
        meetings = meetings.prefetch_related("names").order_by("sort_day", "id")[:MOST_OTHERS]
    return {"parties": choices_of(parties, called), "meetings": choices_of(meetings, called)}


def as_it_is(thing: Commitment, question: Asked) -> dict[str, Any]:
    """The commitment as the first row proposes it."""
    name = named(thing, question.on, question.lang)
    owing = [row for row in thing.parties.all() if row.capacity == "responsible"]
    parties = [row.party.key for row in owing if row.party is not None and not row.party.veiled]
    due_at = thing.due_at.key if thing.due_at is not None and not thing.due_at.veiled else ""
    wording = next((text.text for text in thing.texts.all() if text.about == "wording"), "")
    words = next((row.words for row in owing if row.words), "")
    return {
        "name": name.text if name is not None else thing.key, "verb": thing.verb, "responsible": parties,
        "words": words, "due": thing.due_on, "due_at": due_at, "wording": wording,
    }  # fmt: skip


def how_many(request: HttpRequest, start: int) -> int:
    """How many rows there are: as many as were sent, and one more where that is asked for."""
    sent = request.POST.get("rows", "")
    many = int(sent) if sent.isascii() and sent.isdecimal() else start
    return max(start, min(many + ("more" in request.POST), MOST_ROWS))


@page(RECORD)
@csrf_protect
def commitment_split(request: HttpRequest, key: str) -> HttpResponse:
    """Split a commitment into several, each with its own parties and due date."""
    question, by = asked(request), reader_of(request)
    thing = find(Commitment, key, *_THING)
    if why := why_not(by, "commitments.split", thing):
        return refused(request, why)
    many = how_many(request, ROWS)
    first = as_it_is(thing, question)
    sent = request.POST if request.method == "POST" else None
    rows = rows_of(sent, many, [first, {"verb": first["verb"]}], **choices(thing, question))
    said, error = ReasonForm(sent), ""
    if sent is not None and "more" not in sent and all([*(row.is_valid() for row in rows), said.is_valid()]):
        try:
            split(thing, into=[row.drawn() for row in rows if row.is_filled], by=by, **said.cleaned_data)
            return HttpResponseRedirect(thing.get_absolute_url() + question.keep)
        except Refused as refusal:
            error = str(refusal)
    return _asked(request, "commitments/split.html", thing, rows, said, error, sent)


@page(RECORD)
@csrf_protect
def commitment_merge(request: HttpRequest, key: str) -> HttpResponse:
    """Merge a commitment with others that stand open beside it: one takes the place of them all."""
    question, by = asked(request), reader_of(request)
    thing = find(Commitment, key, *_THING)
    if why := why_not(by, "commitments.merge", thing):
        return refused(request, why)
    closed = Step.objects.filter(kind__in=CLOSING).values("commitment")
    beside = Commitment.objects.filter(of=thing.of_id).exclude(pk=thing.pk).exclude(pk__in=closed)
    others = list(beside.prefetch_related("names").order_by("-made_on_earliest", "-id")[:MOST_OTHERS])
    sent = request.POST if request.method == "POST" else None
    chosen = [other for other in others if sent is not None and other.key in sent.getlist("others")]
    (row,) = rows_of(sent, 1, [as_it_is(thing, question)], **choices(thing, question))
    said, error = ReasonForm(sent), ""
    if sent is not None and all([row.is_valid(), said.is_valid()]):
        try:
            made = merge(thing, others=chosen, drawn=row.drawn(), by=by, **said.cleaned_data)
            return HttpResponseRedirect(made.get_absolute_url() + question.keep)
        except Refused as refusal:
            error = str(refusal)
    more = {"others": others, "chosen": {other.pk for other in chosen}}
    return _asked(request, "commitments/merge.html", thing, [row], said, error, sent, **more)


def _asked(
    request: HttpRequest, template: str, thing: Commitment, rows: list[DrawnForm], said: ReasonForm, error: str,
    sent: Any, **more: Any,
) -> HttpResponse:  # fmt: skip
    context = {"thing": thing, "rows": rows, "said": said, "error": error, "more_rows": len(rows) < MOST_ROWS, **more}
    return render(request, template, context, status=422 if sent is not None and "more" not in sent else 200)
