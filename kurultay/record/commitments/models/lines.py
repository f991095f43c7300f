"""Commitments as lines of a list: each with how it stands on the day."""

from collections.abc import Iterable
from dataclasses import dataclass

from kurultay.kit.dates import PartialDate

from .commitments import Commitment
from .standing import Standing, standing

FOR_STANDING = ("due_at", "steps__meeting")
FOR_LINES = ("names", "due_at__names", "steps__meeting__names", "parties__party__names")


@dataclass(frozen=True)
class Line:
    """A commitment with how it stands on the day."""

    thing: Commitment
    standing: Standing


def lines_of(commitments: Iterable[Commitment], on: PartialDate) -> list[Line]:
    """The commitments, fetched with FOR_STANDING or more, each with how it stands."""
    return [Line(thing, standing(thing, thing.steps.all(), on)) for thing in commitments]
