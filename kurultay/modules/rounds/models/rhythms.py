"""When a rhythm wants a round: computed from the rule, compared with the rounds that were held."""

from calendar import monthrange
from datetime import date, timedelta

from kurultay.kit.dates import partial

from .tables import Rhythm

FOR_DUE = ("rounds", "of__meetings")  # what is read of many rhythms at once
REACH = 400  # days that are looked ahead and back
EXPECTED = ("planned", "confirmed", "held", "convened")


def due_days(rhythm: Rhythm, first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which reports are due. One statement where that hangs on meetings."""
    if rhythm.every == "meeting":
        days = [day - timedelta(days=rhythm.meeting_days) for day in _meetings(rhythm)]
    else:
        months = {rhythm.month or 12}
        if rhythm.every == "half-year":
            months.add(((rhythm.month or 12) + 5) % 12 + 1)
        days = [_end(year, month) for year in range(first.year, last.year + 1) for month in months]
    start = max(first, rhythm.since_earliest) if rhythm.since else first
    return sorted(day for day in days if start <= day <= last)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _meetings(rhythm: Rhythm) -> list[date]:
    """First days of the meetings of the body whose day is known."""
    meetings = [meeting for meeting in rhythm.of.meetings.all() if meeting.status in EXPECTED]
    begun = [partial(meeting, "starts_on") or partial(meeting, "planned_for") for meeting in meetings]
    return [day.earliest for day in begun if day is not None and day.precision == "day"]


def next_due(rhythm: Rhythm, on: date) -> date | None:
    """The next day on which reports are due, `on` included; None where the rule tells none within about a year."""
    return next(iter(due_days(rhythm, on, on + timedelta(days=REACH))), None)


def _held(rhythm: Rhythm, due: date) -> bool:
    """Whether a round of this rhythm was due within its lead around that day."""
    near = timedelta(days=rhythm.lead_days)
    return any(due - near <= held.due_on_latest <= due + near for held in rhythm.rounds.all())


def missed(rhythm: Rhythm, on: date) -> list[date]:
    """Due days of the last year or so that passed without a round, as long as the rule says since when it holds."""
    if not rhythm.since:
        return []
    past = due_days(rhythm, on - timedelta(days=REACH), on - timedelta(days=1))
    return [day for day in past if not _held(rhythm, day)]


def warnings(rhythm: Rhythm, on: date) -> date | None:
    """The due day for which a round should be open by now and is not."""
    due = next_due(rhythm, on)
    if due is None or on < due - timedelta(days=rhythm.lead_days) or _held(rhythm, due):
        return None
    return due
