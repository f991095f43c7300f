"""Boards: how commitments stand, what a record lacks, and its years in a picture."""

from .boards import board_page, boards
from .completeness import completeness
from .timeline import timeline_of

__all__ = ["board_page", "boards", "completeness", "timeline_of"]
