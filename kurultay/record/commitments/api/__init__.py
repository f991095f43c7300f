"""For programs: commitments with how they stand, their steps, and boards of them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import Q

from kurultay.kit.dates import Certainty, PartialDate
from kurultay.kit.lists import Filter, IsThere, Listed, Part, Reckoned, Within
from kurultay.record.parties.models import Area

from ..models import (
    NOT_YET,
    OWING,
    STATUSES,
    Commitment,
    CommitmentName,
    CommitmentParty,
    CommitmentText,
    Step,
    standing,
)
from ..models.reckoned import Stretch
from ..models.seen import Sight
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


def _owed(capacities: tuple[str, ...]) -> Callable[[str, PartialDate], Q]:
    def where(key: str, on: PartialDate) -> Q:
        ties = CommitmentParty.objects.filter(party__key=key, capacity__in=capacities)
        return Q(pk__in=ties.values("commitment"))

    return where


def _within(key: str, on: PartialDate) -> Q:
    areas = Area.objects.filter(Q(key=key) | Q(parent__key=key))
    return Q(area__in=areas.values("pk"))


def standing_as(status: str, on: PartialDate) -> Q:
    """The condition that a commitment stands like this at the end of a day, month or year, or is then overdue."""
    seen, last = Sight.of_reader(), on.latest
    asked = {"overdue": "yes"} if status == "overdue" else {"status": status}
    held = Stretch.objects.filter(seen.condition(), since__lte=last, until__gt=last)
    mixed = list(seen.partly(Commitment.objects.all()).values_list("pk", flat=True))
    some = Q(pk__in=[n for n, stands in standings(mixed, on).items() if stands.items() >= asked.items()])
    if status == NOT_YET:  # what was not made yet stood in no way
        return some | ~Q(pk__in=held.values("commitment")) & ~Q(pk__in=mixed)
    return some | Q(pk__in=held.filter(**asked).values("commitment"))


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
        asking={
            "owed_by": Filter("Only those that this party is responsible for or contributes to.", _owed(OWING)),
            "beneficiary": Filter("Only those that this party benefits from.", _owed(("beneficiary",))),
            "within_area": Filter("Only those of this area and of its parts.", _within),
            "status": Filter(
                "Only those that stand like this on the day of `on`, or today.",
                standing_as,
                values=(*STATUSES, "overdue"),
            ),
        },
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
