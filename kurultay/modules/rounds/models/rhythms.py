"""When a rhythm wants a round: computed from the rule, compared with the rounds that were held."""

from calendar import monthrange
from datetime import date, timedelta

from kurultay.kit.dates import partial

from .tables import Rhythm

FOR_DUE = ("rounds", "of__meetings")  # what is read of many rhythms at once
REACH = 400  # days that are looked back
AHEAD = 800  # and ahead
MONTHS = {"half-year": 6, "quarter": 3}
EXPECTED = ("planned", "confirmed", "held", "convened")


def due_days(rhythm: Rhythm, first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which reports are due. One statement where that hangs on meetings."""
    if rhythm.every == "meeting":
        days = [day - timedelta(days=rhythm.meeting_days) for day in _meetings(rhythm)]
    else:
        apart = MONTHS.get(rhythm.every, 12)
        months = {((rhythm.month or 12) - 1 + later) % 12 + 1 for later in range(0, 12, apart)}
        years = [
            year for year in range(first.year, last.year + 1) if rhythm.every != "two-years" or _counts(rhythm, year)
        ]
        days = [_end(year, month) for year in years for month in months]
    start = max(first, rhythm.since_earliest) if rhythm.since else first
    return sorted(day for day in days if start <= day <= last)


def _counts(rhythm: Rhythm, year: int) -> bool:
    """Whether a year is one of every two, from the first due day on or after the day since which the rule holds."""
    since = rhythm.since_earliest
    first = since.year + (_end(since.year, rhythm.month or 12) < since)
    return (year - first) % 2 == 0


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _meetings(rhythm: Rhythm) -> list[date]:
    """First days of the meetings of the body whose day is known."""
    meetings = [meeting for meeting in rhythm.of.meetings.all() if meeting.status in EXPECTED]
    begun = [partial(meeting, "starts_on") or partial(meeting, "planned_for") for meeting in meetings]
    return [day.earliest for day in begun if day is not None and day.precision == "day"]


def next_due(rhythm: Rhythm, on: date) -> date | None:
    """The next day on which reports are due, `on` included; None where the rule tells none within two years."""
    return next(iter(due_days(rhythm, on, on + timedelta(days=AHEAD))), None)


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
