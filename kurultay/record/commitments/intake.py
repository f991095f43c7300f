"""Rows of commitments in import files: commitments, their titles and texts, who is responsible, and their steps."""

from typing import Any

from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import Entering, RowKind, Wrong

from .models import SAYS_WHY, Commitment, CommitmentName, CommitmentParty, CommitmentText, Matter, Step


def dated_by_origin(commitment: Commitment, entering: Entering) -> None:
    """A new commitment without a day of its own was made when its meeting or document came about."""
    commitment.made_on = commitment.made_on or commitment.day_of_origin()


def of_one_document(values: dict[str, Any], entering: Entering) -> dict[str, Any]:
    """A commitment made by a provision is made by its document."""
    provision, document = values.get("provision"), values.get("document")
    if provision is None:
        return values
    if document is None:
        return {**values, "document": provision.document}
    if provision.document.key != document.key:
        raise Wrong("The provision stands in another document.", "provision")
    return values


def settle_name(name: CommitmentName, entering: Entering) -> None:
    """Fill script and sort key."""
    name.settle()


def number_others(values: dict[str, Any], entering: Entering) -> dict[str, Any]:
    """Rows told apart by whom they name need the numbers of these."""
    if any(isinstance(other, Record) and other.pk is None for other in values.values()):
        entering.flush()
    return values


def is_somebody(row: CommitmentParty, entering: Entering) -> None:
    """A party, or words for who it is."""
    if row.party is None and not row.words:
        raise Wrong('Say who it is: "party", or "words" where the source names nobody.', "commitment_party")


def says_why(step: Step, entering: Entering) -> None:
    """An end other than the one promised, and a new due date, have a reason."""
    if step.kind in SAYS_WHY and not step.text:
        raise Wrong(f'A step "{step.kind}" needs its reason: write "text".', "step")
    if step.kind == "moved" and not step.due_on and step.meeting is None:
        raise Wrong('A due date moves to a day or a meeting: write "due" or "meeting".', "step")
    if bool(step.link) != bool(step.seen_on):
        raise Wrong('A link stands with the day on which it was seen: write "link" and "seen".', "step")
    if step.link and not step.link.startswith(("https://", "http://")):
        raise Wrong("A link begins with https:// or http://.", "link")


ROWS = {
    "commitment": RowKind(
        Commitment,
        {
            "commitment": "key", "verb": "verb", "of": "of", "document": "document", "provision": "provision",
            "meeting": "meeting", "area": "area", "follows": "follows", "made": "made_on", "due": "due_on",
            "due_at": "due_at",
        },
        required=("verb",),
        arrange=of_one_document,
        complete=dated_by_origin,
    ),
    "name/commitment": RowKind(
        CommitmentName,
        {
            "name": "text", "commitment": "commitment", "lang": "lang", "kind": "kind", "primary": "primary",
            "since": "since", "until": "until",
        },
        identity=("commitment", "text", "lang"),
        required=("commitment",),
        kept_with="commitment",
        editorial=frozenset({"lang", "kind", "primary"}),
        complete=settle_name,
    ),
    "text/commitment": RowKind(
        CommitmentText,
        {"text": "text", "commitment": "commitment", "about": "about", "lang": "lang", "status": "status"},
        identity=("commitment", "about", "lang", "text"),
        required=("commitment", "about"),
        kept_with="commitment",
        whole=True,
    ),
    "commitment_party": RowKind(
        CommitmentParty,
        {"commitment_party": "capacity", "commitment": "commitment", "party": "party", "words": "words"},
        identity=("commitment", "capacity", "party", "words"),
        required=("commitment",),
        kept_with="commitment",
        whole=True,
        arrange=number_others,
        complete=is_somebody,
    ),
    "step": RowKind(
        Step,
        {
            "step": "kind", "commitment": "commitment", "on": "on", "by": "by_party", "says": "says", "text": "text",
            "document": "document", "meeting": "meeting", "instead": "instead", "due": "due_on", "link": "link",
            "seen": "seen_on",
        },
        identity=("commitment", "kind", "on", "by_party", "text", "document", "meeting", "link"),
        required=("commitment",),
        kept_with="commitment",
        editorial=frozenset({"text"}),
        arrange=number_others,
        complete=says_why,
    ),
    "matter": RowKind(
        Matter,
        {"matter": "commitment", "meeting": "meeting", "item": "item"},
        identity=("meeting", "item", "commitment"),
        required=("meeting", "item"),
        kept_with="meeting",
        whole=True,
        arrange=number_others,
    ),
}  # fmt: skip
