"""Pages of commitments."""

from .commitment import commitment, commitment_history, commitment_sources
from .lists import commitments

__all__ = ["commitment", "commitment_history", "commitment_sources", "commitments"]
