"""A party's own page of a round: all that it is asked, in one form that works on a phone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from kurultay.kit import clock
from kurultay.kit.acting import Refused, may
from kurultay.kit.actions import mark
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.record.commitments.models import Commitment, Step, standing
from kurultay.record.parties.models import Party

from ..actions import report_no_change, respond
from ..forms import ALL, Respond
from ..models import Response, Round, RoundItem, answers_of, asking, state_of
from .rounds import ROUND

_ITEM = (
    "commitment__names", "commitment__due_at__names", "commitment__steps__meeting__names", "commitment__area",
    "party__names",
)  # fmt: skip


def _found(request: HttpRequest, key: str, party: str) -> tuple[Round, Party, Response]:
    """The round, the party and what is asked of it; 404 where the reader sees nothing asked of it."""
    thing, who = find(Round, key, *ROUND), find(Party, party, "names")
    items = RoundItem.objects.filter(round=thing, party=who).order_by("id").prefetch_related(*_ITEM)
    responses = asking(items, answers_of(thing, asked(request).on.latest))
    if not responses:
        raise Http404
    return thing, who, responses[0]


def _last_words(response: Response) -> dict[int, Step]:
    """The newest report of the party on each commitment, of this round or before it."""
    found: dict[int, Step] = {}
    for each in response.asked:
        steps = [s for s in each.item.commitment.steps.all() if s.by_party_id == response.party.pk and s.text]
        if steps:
            found[each.item.commitment_id] = max(steps, key=lambda step: (step.on_latest, step.pk))
    return found


def linked(name: str) -> str:
    """The address of a page that another app may have; "" where that app is left out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _render(request: HttpRequest, thing: Round, response: Response, form: Respond, refused: str = "") -> HttpResponse:
    question, reader = asked(request), reader_of(request)
    state = state_of(thing, question.on.latest)
    last = _last_words(response)
    keeps = reader.keeps(thing.keeper)
    open_now = question.is_today and state in ("open", "late")
    rows = [
        row
        | {
            "thing": (commitment := row["asking"].item.commitment),
            "standing": standing(commitment, commitment.steps.all(), question.on),
            "last": last.get(commitment.pk),
            "confidential": row["asking"].step is not None and row["asking"].step.audience_id != commitment.audience_id,
        }
        for row in form.rows()
    ]
    context = {
        "thing": thing,
        "party": response.party,
        "response": response,
        "state": state,
        "rows": rows,
        "form": form,
        "errors": [{"field": f"id_{name}", "text": text} for name, said in form.errors.items() for text in said],
        "sure": keeps or response.party.key in reader.parties_at(thing.keeper),
        "answers": open_now and may(reader, "rounds.respond", thing, party=response.party),
        "publishes": keeps and question.is_today,
        "refused": refused,
        "all": ALL,
        "sheets": linked("commitments_xlsx"),
        "back": linked("spreadsheets"),
    }
    return render(request, "rounds/party.html", context, status=422 if form.errors else 409 if refused else 200)


@page(RECORD)
def party(request: HttpRequest, key: str, party: str) -> HttpResponse:
    """What a round asks of one party and what it answered; its focal point reports here on all of it at once."""
    thing, who, response = _found(request, key, party)
    if request.method != "POST":
        return _render(request, thing, response, Respond(response.asked))
    form = Respond(response.asked, request.POST)
    if not form.is_valid():
        return _render(request, thing, response, form)
    words: dict[str, Any] = {"party": who, "on": clock.today(), "marking": form.cleaned_data["marking"]}
    answers, by = form.answers(), reader_of(request)
    try:
        if answers and all(answer.unchanged for answer in answers):
            one = answers[0].commitment if len(answers) == 1 else None
            report_no_change(thing, commitment=one, by=by, **words)
        else:
            respond(thing, answers=answers, by=by, **words)
    except Refused as refusal:
        return _render(request, thing, response, form, str(refusal))
    return HttpResponseRedirect(request.path)


@page(RECORD)
def publish(request: HttpRequest, key: str, party: str) -> HttpResponse:
    """Open a party's report, with the evidence given beside it, to whoever reads the commitment."""
    thing, _who, response = _found(request, key, party)
    named = request.POST.get("commitment", "")
    step = {each.item.commitment.key: each.step for each in response.asked}.get(named)
    if request.method != "POST" or step is None:
        raise Http404
    commitment = Commitment.objects.get(key=named)
    beside = Step.objects.filter(
        commitment=commitment, kind="evidence", by_party=step.by_party, audience=step.audience_id,
        last_act=step.last_act_id,
    )  # fmt: skip
    try:
        for each in [step, *beside]:
            mark(each, marking=commitment.audience.marking, named=commitment.audience.names, by=reader_of(request))
    except Refused as refusal:
        return _render(request, thing, response, Respond(response.asked), str(refusal))
    return HttpResponseRedirect(request.path.removesuffix("/publish"))
