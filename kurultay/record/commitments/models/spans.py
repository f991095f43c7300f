"""The days on which a commitment changed how it stands: `standing` as a line of spans instead of one day's answer."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kurultay.kit.dates import FIRST, LAST, PartialDate
from kurultay.kit.dates.partial import day_after

from .commitments import PROGRESS, Commitment, Step
from .standing import NOT_YET, Due, standing


class Span(NamedTuple):
    """From `since` to the day before `until` a commitment stands like this; LAST is "from then on".

    `due_earliest` and `due_latest` bound the due day where one day alone is in force; else they are None.
    """

    since: date
    until: date
    status: str
    overdue: str
    moved: int
    due_earliest: date | None
    due_latest: date | None


def spans(commitment: Commitment, steps: Sequence[Step]) -> list[Span]:
    """How a commitment stands on every day since it may have been made, by these of its steps.

    The answer of `standing` can change only on a day that some date names, or on the day after it.
    """
    found: list[Span] = []
    for day in _days(commitment, steps):
        held = standing(commitment, steps, PartialDate.parse(day))
        due = held.due[0].day if len(held.due) == 1 else None
        how = (held.status, str(held.overdue), held.moved, due and due.earliest, due and due.latest)
        if not found or found[-1][2:] != how:
            if found:
                found[-1] = found[-1]._replace(until=day)
            found.append(Span(day, LAST, *how))
    return [span for span in found if span.status != NOT_YET]


def _days(commitment: Commitment, steps: Iterable[Step]) -> list[date]:
    """The days on which the answer may change, the first of the calendar among them, in order."""
    named = {commitment.made_on_earliest, commitment.made_on_latest}
    dues = [Due(commitment.due_on, commitment.due_at)]
    for step in steps:
        named |= {step.on_earliest, step.on_latest}
        if step.kind == "moved":
            dues.append(Due(step.due_on, step.meeting))
    for day in (due.day for due in dues):
        named |= {day.earliest, day.latest} if day is not None else set()
    return sorted({FIRST, *named, *map(day_after, named)} - {LAST})


def answered(party: int, steps: Iterable[Step]) -> date | None:
    """The day by which a party (its number) had certainly reported or shown something; None where it never did."""
    days = [s.on_latest for s in steps if s.by_party_id == party and s.kind in PROGRESS and s.on_latest < LAST]
    return min(days, default=None)
