"""Commitments with their names, texts, parties and steps, and the status that follows from the steps."""

from .commitments import (
    CAPACITIES,
    CLOSING,
    OWING,
    PROGRESS,
    SAYS,
    SAYS_WHY,
    STEP_KINDS,
    VERBS,
    Commitment,
    CommitmentName,
    CommitmentParty,
    CommitmentText,
    Step,
)
from .reckoned import Beyond, Reckoning, Stretch, Tally
from .standing import STATUSES, Due, Said, Standing, may_be_last, said, standing, when_done

__all__ = [
    "CAPACITIES",
    "CLOSING",
    "OWING",
    "PROGRESS",
    "SAYS",
    "SAYS_WHY",
    "STATUSES",
    "STEP_KINDS",
    "VERBS",
    "Beyond",
    "Commitment",
    "CommitmentName",
    "CommitmentParty",
    "CommitmentText",
    "Due",
    "Reckoning",
    "Said",
    "Standing",
    "Step",
    "Stretch",
    "Tally",
    "may_be_last",
    "said",
    "standing",
    "when_done",
]
