"""The tables of kit, each written where it belongs."""

from .acting.models import Act, ChainHead, Change, Stamp
from .finding.models import Called, Entry, Heard, IndexMade, Tied
from .reading.models import Audience
from .sources.models import Citation, Source, StatedFigure

__all__ = [
    "Act",
    "Audience",
    "Called",
    "ChainHead",
    "Change",
    "Citation",
    "Entry",
    "Heard",
    "IndexMade",
    "Source",
    "Stamp",
    "StatedFigure",
    "Tied",
]
