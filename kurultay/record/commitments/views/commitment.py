"""The page of a commitment: how it stands, the chain from mandate to result, its steps, parties and texts."""

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.acting.acts import may
from kurultay.kit.acting.history import history
from kurultay.kit.dates import PartialDate
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.texts import best

from ..actions import replaced_by
from ..models import CAPACITIES, CLOSING, Commitment, CommitmentParty, Step, said, standing, when_done
from ..panels import FOR_STANDING, Counts, count, lines_of
from .chain import chain_of

_COMMITMENT = (
    "names", "texts", "of__names", "of__parent", "area__names", "document__names", "provision", "meeting__names",
    "due_at__names", "due_at__place__names", "parties__party__names", "steps__by_party__names",
    "steps__document__names", "steps__meeting__names", "steps__instead__names",
)  # fmt: skip


def _by_time(steps: list[Step], on: PartialDate) -> dict[str, list[Step]]:
    """Steps that happened by the end of the day asked about, those that may have, and later ones, the newest first."""
    told: dict[str, list[Step]] = {"sure": [], "possible": [], "later": []}
    for step in sorted(steps, key=when_done, reverse=True):
        when = "later" if step.on_earliest > on.latest else "sure" if step.on_latest <= on.latest else "possible"
        told[when].append(step)
    return told


def _by_capacity(rows: list[CommitmentParty]) -> dict[str, list[CommitmentParty]]:
    """Parties by capacity; those the reader may not see are left out."""
    shown = [row for row in sorted(rows, key=lambda row: row.pk) if row.party is None or not row.party.veiled]
    return {name: [row for row in shown if row.capacity == name] for name in CAPACITIES}


def _beside(thing: Commitment, on: PartialDate) -> Counts | None:
    """What became of the commitments made at the same meeting, else in the same document, this one among them."""
    if thing.meeting is not None and not thing.meeting.veiled:
        rows = Commitment.objects.filter(meeting=thing.meeting_id)
    elif thing.document is not None and not thing.document.veiled:
        rows = Commitment.objects.filter(document=thing.document_id)
    else:
        return None
    return count(lines_of(rows.prefetch_related(*FOR_STANDING), on))


@page(RECORD)
def commitment(request: HttpRequest, key: str) -> HttpResponse:
    """A commitment as of a day."""
    question = asked(request)
    thing = find(Commitment, key, *_COMMITMENT)
    steps = list(thing.steps.all())
    parties = _by_capacity(list(thing.parties.all()))
    texts = best(thing.texts.all(), question.lang)
    links = chain_of(thing, question.on)
    told = _by_time(steps, question.on)
    own = [thing, *thing.names.all(), *texts, *steps, *chain.from_iterable(parties.values())]
    evidence = evidence_for(own, links.rows)
    context: dict[str, Any] = {
        "thing": thing,
        "standing": standing(thing, steps, question.on),
        "said": said(steps, question.on),
        "moves": [step for step in told["sure"] if step.kind == "moved"],
        "told": told,
        "last_report": next((step for step in told["sure"] if step.kind == "report"), None),
        "parties": parties,
        "texts": texts,
        "chain": links,
        "beside": _beside(thing, question.on),
        "replaces": replaced_by(thing),
        "may_part": not any(step.kind in CLOSING for step in steps)
        and may(reader_of(request), "commitments.split", thing),
        "evidence": evidence,
        "contradictions": [(row, doubt) for row, doubt in evidence.contradictions() if row in own],
    }
    return render(request, "commitments/commitment.html", context)


def _rows(thing: Commitment) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [(_("The entry"), thing)]
    rows += [(_("Name “%(text)s”") % {"text": name.text}, name) for name in thing.names.all()]
    rows += [(str(text.get_about_display()), text) for text in thing.texts.all()]
    rows += [(str(row), row) for row in thing.parties.all() if row.party is None or not row.party.veiled]
    rows += [(str(step), step) for step in sorted(thing.steps.all(), key=when_done)]
    return rows


@page(RECORD)
def commitment_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a commitment, its parties and its steps."""
    thing = find(Commitment, key, *_COMMITMENT)
    return render(request, "commitments/commitment_sources.html", {"thing": thing, "lines": lines(_rows(thing))})


@page(RECORD)
def commitment_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a commitment, its parties and its steps, withdrawn ones too."""
    thing = find(Commitment, key, "names", "texts")
    steps, parties = Step.everything.filter(commitment=thing), CommitmentParty.everything.filter(commitment=thing)
    entries = history(chain([thing], thing.names.all(), thing.texts.all(), parties, steps))
    return render(request, "commitments/commitment_history.html", {"thing": thing, "entries": entries})
