"""What is found of commitments: what they are called, their wording, whom they bind."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.dates import FIRST, partial
from kurultay.kit.finding.offered import Facts, Piece, Searchable, Tie, day_of
from kurultay.record.parties.search import organisation_of

from .models import Commitment


def _pieces(commitment: Commitment) -> Iterator[Piece]:
    for name in commitment.names.all():
        yield Piece(name, name.text, name.lang, is_name=True)
    for text in commitment.texts.all():
        yield Piece(text, text.text, text.lang)
    for party in commitment.parties.all():
        yield Piece(party, party.words)
    for step in commitment.steps.all():
        yield Piece(step, step.text)


def _ties(commitment: Commitment) -> Iterator[Tie]:
    keys = {
        "parties.party": commitment.of_id,
        "documents.document": commitment.document_id,
        "meetings.meeting": commitment.meeting_id,
    }
    for table, number in keys.items():
        if number is not None:
            yield Tie(commitment, (table, number))
    for party in commitment.parties.all():
        if party.party_id is not None:
            yield Tie(party, ("parties.party", party.party_id))


def _facts(commitment: Commitment) -> Facts:
    day, dates = day_of(commitment, "made_on")
    begins = (commitment.made_on_earliest, commitment.made_on_latest) if commitment.made_on else (FIRST, FIRST)
    due = partial(commitment, "due_on")
    return Facts(day, begins, organisation_of(commitment.of), (*dates, *([due] if due else [])))


SEARCHABLE: list[Any] = [
    Searchable(
        Commitment,
        kind="commitment",
        label=_("Commitment"),
        plural=_("Commitments"),
        template="commitments/found_commitment.html",
        prefetch=("names", "texts", "steps", "parties", "of__parent", "of__names"),
        pieces=_pieces,
        facts=_facts,
        ties=_ties,
        parts={
            "commitments.commitmentname": "commitment",
            "commitments.commitmenttext": "commitment",
            "commitments.commitmentparty": "commitment",
            "commitments.step": "commitment",
        },
        moved={"parties.party": ("of", ("parent_id", "kind"))},
    ),
]
