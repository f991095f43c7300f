"""For programs: commitments with how they stand, their steps, and boards of them."""

from collections import defaultdict
from typing import Any

from kurultay.kit.dates import Certainty, PartialDate
from kurultay.kit.lists import IsThere, Listed, Part, Reckoned, Within

from ..models import STATUSES, Commitment, CommitmentName, CommitmentParty, CommitmentText, Step, standing
from .boards import BOARDS

__all__ = ["BOARDS", "LISTS", "WITHIN"]


def standings(numbers: list[int], on: PartialDate) -> dict[int, dict[str, Any]]:
    """How each commitment stands by its steps as of a day. Four statements."""
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(commitment__in=numbers).order_by("pk").prefetch_related("meeting"):
        steps[step.commitment_id].append(step)
    found = {}
    for row in Commitment.everything.filter(pk__in=numbers).prefetch_related("due_at"):
        stands = standing(row, steps[row.pk], on)
        found[row.pk] = {
            "status": stands.status,
            "could_be": list(stands.could_be),
            "overdue": str(stands.overdue),
        }
    return found


WITHIN = {
    "meetings": {"commitments": Within("commitments", ("meeting",))},
    "documents": {"commitments": Within("commitments", ("document",))},
}
LISTS = {
    "commitments": Listed(
        "commitment",
        Commitment,
        "What somebody undertook or was asked to do; its status follows from its steps.",
        web="/commitments/{key}",
        order=("-made_on_earliest", "-id"),
        filters={"follows": "follows__key", "provision": "provision__key", "party": "parties__party__key"},
        parts={
            "names": Part(CommitmentName, "commitment"),
            "texts": Part(CommitmentText, "commitment"),
            "parties": Part(CommitmentParty, "commitment"),
        },
        within={"steps": Within("steps", ("commitment",))},
        dated=IsThere(("made_on",)),
        reckoned=Reckoned(
            {
                "status": tuple(STATUSES),
                "could_be": list[str],
                "overdue": tuple(str(answer) for answer in Certainty),
            },
            standings,
        ),
    ),
    "steps": Listed(
        "step",
        Step,
        "What happened to a commitment: reports, evidence, assessments, moves of the due date, its end.",
        web="/commitments/{commitment}",
        order=("id",),
        filters={"by": "by_party__key", "meeting": "meeting__key", "document": "document__key"},
        dated=IsThere(("on",)),
    ),
}
