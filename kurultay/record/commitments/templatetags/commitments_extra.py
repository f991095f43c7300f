"""Template filters of the pages of commitments."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from ..models import CLOSING, SAYS, VERBS
from ..panels import SIGNS, TONES, status_words

register = template.Library()

register.filter("status_words", status_words)


@register.filter
def tone(status: str) -> str:
    """The class of a status's tag; the sign and the words say the same."""
    return TONES.get(status, "quiet")


@register.filter
def sign(status: str) -> str:
    """The sign before a status: done, to be looked at, failed, or neither."""
    return "✓" if status == "met-otherwise" else SIGNS.get(TONES.get(status, ""), "○")


@register.filter
def step_tone(kind: str) -> str:
    """The class of a step's tag: closing steps wear the colour of the status they lead to."""
    return tone(kind) if kind in CLOSING else "quiet"


@register.filter
def step_sign(kind: str) -> str:
    """The sign before a step."""
    return sign(kind) if kind in CLOSING else "○"


@register.filter
def says_words(says: str) -> str:
    """What a report or an assessment says of the state, for people."""
    return _(SAYS.get(says, says))


@register.filter
def verb_words(verb: str) -> str:
    """A verb for people."""
    return _(VERBS.get(verb, verb))


@register.filter
def could_be(standing: Any) -> str:
    """The statuses between which the record cannot tell, in a line."""
    return ", ".join(status_words(status) for status in standing.could_be)


@register.filter
def one_of_many(rows: Any, capacity: str) -> list[Any]:
    """Those of a commitment's parties that stand in this capacity and are in sight."""
    return [row for row in rows if row.capacity == capacity and (row.party is None or not row.party.veiled)]


@register.filter
def counted(statuses: dict[str, int], status: str) -> int:
    """How many stand so; nought where none does."""
    return statuses.get(status, 0)


@register.filter
def signed(number: int) -> str:
    """A difference with its sign; a true minus, and nothing before nought."""
    return f"+{number}" if number > 0 else f"\u2212{-number}" if number else "0"
