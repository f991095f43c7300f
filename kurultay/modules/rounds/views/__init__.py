"""Pages of reporting rounds."""

from .acts import close, extend, open_form, remind
from .lists import rounds
from .party import party, publish
from .rounds import round_history, round_page

__all__ = [
    "close",
    "extend",
    "open_form",
    "party",
    "publish",
    "remind",
    "round_history",
    "round_page",
    "rounds",
]
