"""Pages of commitments."""

from .commitment import commitment, commitment_history, commitment_sources
from .lists import commitments
from .matters import meeting_matters_arising
from .parting import commitment_merge, commitment_split

__all__ = [
    "commitment",
    "commitment_history",
    "commitment_merge",
    "commitment_sources",
    "commitment_split",
    "commitments",
    "meeting_matters_arising",
]
