"""Rows of reporting rounds in import files: rhythms, rounds, what they ask of whom, and reminders."""

from typing import Any

from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import Entering, RowKind

from .models import Reminder, Rhythm, Round, RoundItem


def number_others(values: dict[str, Any], entering: Entering) -> dict[str, Any]:
    """Rows told apart by whom they name need the numbers of these."""
    if any(isinstance(other, Record) and other.pk is None for other in values.values()):
        entering.flush()
    return values


ROWS = {
    "rhythm": RowKind(
        Rhythm,
        {
            "rhythm": "key", "title": "title", "of": "of", "catalogue": "catalogue", "party": "party", "kind": "kind",
            "every": "every", "month": "month", "since": "since", "lead_days": "lead_days",
            "meeting_days": "meeting_days", "escalate_after": "escalate_after", "escalate_to": "escalate_to",
        },
        required=("title", "of", "every"),
        kept_with="of",
    ),
    "round": RowKind(
        Round,
        {
            "round": "key", "title": "title", "of": "of", "catalogue": "catalogue", "area": "area", "rhythm": "rhythm",
            "opens": "opens_on", "due": "due_on", "closed": "closed_on", "escalate_after": "escalate_after",
            "escalate_to": "escalate_to",
        },
        required=("title", "of", "opens", "due"),
        kept_with="of",
    ),
    "asks": RowKind(
        RoundItem,
        {"asks": "party", "round": "round", "commitment": "commitment"},
        identity=("round", "commitment", "party"),
        required=("round", "commitment"),
        kept_with="round",
        whole=True,
        arrange=number_others,
    ),
    "reminder": RowKind(
        Reminder,
        {"reminder": "kind", "round": "round", "party": "party", "on": "on"},
        identity=("round", "party", "kind", "on"),
        required=("round", "party", "on"),
        kept_with="round",
        whole=True,
        arrange=number_others,
    ),
}  # fmt: skip
