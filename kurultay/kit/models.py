"""The tables of kit, each written where it belongs."""

from .acting.models import Act, ChainHead, Change, Stamp
from .reading.models import Audience
from .sources.models import Citation, Source, StatedFigure

__all__ = ["Act", "Audience", "ChainHead", "Change", "Citation", "Source", "Stamp", "StatedFigure"]
