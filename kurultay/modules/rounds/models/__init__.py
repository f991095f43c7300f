"""Rhythms of reporting, rounds with what they ask of whom, reminders, and the answers that follow from steps."""

from .answers import Answered, Asking, Response, answers_of, asking, response, state_of
from .rhythms import FOR_DUE, due_days, missed, next_due, warnings
from .tables import ESCALATION, EVERY, REMINDERS, Reminder, Rhythm, Round, RoundItem

__all__ = [
    "ESCALATION",
    "EVERY",
    "FOR_DUE",
    "REMINDERS",
    "Answered",
    "Asking",
    "Reminder",
    "Response",
    "Rhythm",
    "Round",
    "RoundItem",
    "answers_of",
    "asking",
    "due_days",
    "missed",
    "next_due",
    "response",
    "state_of",
    "warnings",
]
