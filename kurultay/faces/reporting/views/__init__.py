"""Boards of an organisation: what its record lacks, and its years in a picture."""

from .completeness import completeness
from .timeline import timeline_of

__all__ = ["completeness", "timeline_of"]
