"""What happens to commitments: drawn, undertaken, assigned, reported on, moved, ended, split, merged, taken up."""

from .drawing import Drawn, draw, merge, replaced_by, split
from .matters import Point, take_up
from .steps import (
    assess,
    assign,
    attach,
    is_link,
    lapse,
    meet,
    meet_otherwise,
    meet_partly,
    miss,
    move,
    report,
    supersede,
    undertake,
)

__all__ = [
    "Drawn",
    "Point",
    "assess",
    "assign",
    "attach",
    "draw",
    "is_link",
    "lapse",
    "meet",
    "meet_otherwise",
    "meet_partly",
    "merge",
    "miss",
    "move",
    "replaced_by",
    "report",
    "split",
    "supersede",
    "take_up",
    "undertake",
]
