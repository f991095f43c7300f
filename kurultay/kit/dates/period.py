"""Periods with partly known ends, and the three answers to whether one holds: yes, no, not determinable."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _

from kurultay.kit.dates.partial import FIRST, LAST, DateError, PartialDate, day_after, day_before

UNKNOWN: Final = ""
OPEN: Final = ".."


class Certainty(StrEnum):
    """Whether something held at a time, by what is known."""

    YES = "yes"
    POSSIBLE = "not determinable"
    NO = "no"


def start_text(value: Any) -> str:
    """The text stored for a start: EDTF or UNKNOWN; raises DateError."""
    return UNKNOWN if value is None or value == UNKNOWN else PartialDate.parse(value).edtf


def end_text(value: Any) -> str:
    """The text stored for an end: EDTF, UNKNOWN or OPEN; raises DateError."""
    return OPEN if value == OPEN else start_text(value)


def start_bounds(text: str) -> tuple[date, date]:
    """Earliest and latest candidate for the first day."""
    if text == UNKNOWN:
        return FIRST, LAST
    start = PartialDate.parse(text)
    return start.earliest, start.latest


def end_bounds(text: str, since_earliest: date) -> tuple[date, date]:
    """Earliest and latest candidate for the first day on which a period no longer holds."""
    if text == OPEN:
        return LAST, LAST
    if text == UNKNOWN:
        return day_after(since_earliest), LAST
    end = PartialDate.parse(text)
    if end.precision == "day":
        return end.earliest, end.latest
    return max(end.earliest, day_after(FIRST)), day_after(end.latest)


def question_bounds(on: date | PartialDate) -> tuple[date, date]:
    """First and last day asked about; raises DateError for the last day of the calendar, which means "no end"."""
    asked = PartialDate.parse(on)
    if asked.earliest == LAST:
        raise DateError(_("%(day)s is the end of the calendar. Choose an earlier day."), day=LAST)
    return asked.earliest, asked.latest


@dataclass(frozen=True, slots=True, init=False)
class Period:
    """Something that holds from a first day until, and without, a first day on which it no longer holds."""

    since: str
    until: str
    since_earliest: date
    since_latest: date
    until_earliest: date
    until_latest: date

    def __init__(self, since: Any = UNKNOWN, until: Any = UNKNOWN) -> None:
        """Takes EDTF text, dates, PartialDates or years; raises DateError when unreadable or out of order."""
        start, end = start_text(since), end_text(until)
        since_earliest, since_latest = start_bounds(start)
        until_earliest, until_latest = end_bounds(end, since_earliest)
        if since_earliest >= until_latest:
            message = _(
                "Since %(since)s until %(until)s has no day: until is the first day after and comes after since."
            )
            raise DateError(message, since=start or FIRST, until=end)
        values = (start, end, since_earliest, since_latest, until_earliest, until_latest)
        for name, value in zip(self.__slots__, values, strict=True):
            object.__setattr__(self, name, value)

    @property
    def start(self) -> PartialDate | None:
        """The first day, or None when not known."""
        return PartialDate.parse(self.since) if self.since else None

    @property
    def end(self) -> PartialDate | None:
        """The first day after, or None when not known or still running."""
        return None if self.until in (UNKNOWN, OPEN) else PartialDate.parse(self.until)

    def holds(self, on: date | PartialDate) -> Certainty:
        """Whether the period holds on that day, or on at least one day of that month, year or range."""
        first, last = question_bounds(on)
        if self.since_latest <= last and first < self.until_earliest:
            return Certainty.YES
        if self.since_earliest <= last and first < self.until_latest:
            return Certainty.POSSIBLE
        return Certainty.NO

    def overlaps_certainly(self, other: "Period") -> bool:
        """Whether the two share a day whatever the unknown days are."""
        return self.since_latest < other.until_earliest and other.since_latest < self.until_earliest

    def within(self, outer: "Period") -> "Period":
        """This period with the sides that no source bounds bounded by `outer`; DateError when no day is left.

        Unknown ends take the outer bounds, "on or before" its first day, "on or after" its last; known ends stay.
        """
        since, until = self.since, self.until
        if self.start and self.start.precision == "before":
            since = self.start.within(outer).edtf
        if self.end and self.end.precision == "after" and self.until_earliest <= outer.until_latest:
            until = _end_between(self.until_earliest, outer.until_latest)
        last = min(self.until_latest, outer.until_latest)
        last = last if last == LAST else day_before(last)
        if since == UNKNOWN and (outer.since_earliest, last) != (FIRST, LAST):
            since = PartialDate.between(outer.since_earliest, last).edtf
        if until == UNKNOWN:
            until = _end_between(day_after(max(start_bounds(since)[0], outer.since_earliest)), outer.until_latest)
        return Period(since, until)


def _end_between(earliest: date, latest: date) -> str:
    """The text of an end whose candidates run from `earliest` to `latest`."""
    if earliest == latest:
        return earliest.isoformat()
    if latest == LAST:
        return UNKNOWN if earliest == day_after(FIRST) else f"[{earliest}..]"
    # The text of a set names the days without the last candidate: an end known to the year 2014 is at most 2015-01-01.
    return f"[{'' if earliest == day_after(FIRST) else earliest}..{day_before(latest)}]"
