"""Lists for programs: documents, their provisions, and what parties did to instruments."""

from typing import Any

from kurultay.kit.dates import Certainty, PartialDate
from kurultay.kit.lists import IsThere, Listed, Part, Reckoned, Within
from kurultay.kit.sources.evidence import Evidences

from .models import (
    STAGES,
    Document,
    DocumentName,
    DocumentParty,
    DocumentText,
    PartyAction,
    Provision,
    ProvisionText,
    Relation,
    Version,
    entry_of,
    in_force,
)
from .panels import stage_of

FOR_STAGES = ("under__within", "relations_to__one__under__within", "actions")


def standings(numbers: list[int], on: PartialDate) -> dict[int, dict[str, Any]]:
    """How far each document had come on a day, and whether it was in force. At most a dozen statements."""
    rows = list(Document.everything.filter(pk__in=numbers).prefetch_related(*FOR_STAGES))
    evidence = Evidences(rows, only="stage")
    found = {}
    for row in rows:
        staged = stage_of(row, on, evidence)
        answer = in_force(row, entry_of(row, row.actions.all()), on)
        found[row.pk] = {
            "stage_then": staged.sure,
            "stage_perhaps": list(staged.possible),
            "in_force": None if answer is None else str(answer),
        }
    return found


WITHIN = {"meetings": {"documents": Within("documents", ("adopted_at", "signed_at"))}}
LISTS = {
    "documents": Listed(
        "document",
        Document,
        "Texts with identity, from treaties to press releases.",
        web="/documents/{key}",
        order=("sort_key", "id"),
        filters={
            "adopted_at": "adopted_at__key", "signed_at": "signed_at__key", "under": "under__key",
            "party": "parties__party__key", "person": "parties__person__key",
        },
        parts={
            "names": Part(DocumentName, "document"),
            "texts": Part(DocumentText, "document"),
            "versions": Part(Version, "document"),
            "parties": Part(DocumentParty, "document"),
            "relations": Part(Relation, "one"),
        },
        within={
            "provisions": Within("provisions", ("document",)),
            "actions": Within("party-actions", ("document",)),
        },
        dated=IsThere(("adopted_on", "signed_on", "published_on")),
        reckoned=Reckoned(
            {
                "stage_then": ("", *STAGES),
                "stage_perhaps": list[str],
                "in_force": tuple(str(answer) for answer in Certainty),
            },
            standings,
        ),
    ),
    "provisions": Listed(
        "provision",
        Provision,
        "Addressable parts of a document: paragraphs, articles.",
        web="/provisions/{key}",
        left_out=frozenset({"position"}),
        label="number",
        filters={"document": "document__key"},
        parts={"texts": Part(ProvisionText, "provision")},
    ),
    "party-actions": Listed(
        "party-action",
        PartyAction,
        "What a party did to an instrument: signature, ratification, accession, reservation, withdrawal.",
        web="/documents/{document}",
        filters={"person": "person__key"},
        dated=IsThere(("on",)),
    ),
}  # fmt: skip
