"""Commitments with their names, texts, parties and steps, and the status that follows from the steps."""

from .commitments import (
    CAPACITIES,
    CLOSING,
    OWING,
    PROGRESS,
    REPORTING,
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
from .matters import Matter
from .standing import NOT_YET, STATUSES, Due, Said, Standing, may_be_last, said, standing, when_done

__all__ = [
    "CAPACITIES",
    "CLOSING",
    "NOT_YET",
    "OWING",
    "PROGRESS",
    "REPORTING",
    "SAYS",
    "SAYS_WHY",
    "STATUSES",
    "STEP_KINDS",
    "VERBS",
    "Commitment",
    "CommitmentName",
    "CommitmentParty",
    "CommitmentText",
    "Due",
    "Matter",
    "Said",
    "Standing",
    "Step",
    "may_be_last",
    "said",
    "standing",
    "when_done",
]
