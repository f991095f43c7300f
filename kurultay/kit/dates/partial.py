"""Dates known to the day, month, year or decade, or only bounded, written as EDTF (ISO 8601-2)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, Protocol

from django.utils.translation import gettext as _

FIRST = date(1, 1, 1)
LAST = date(9999, 12, 31)

Precision = Literal["day", "month", "year", "decade", "range", "before", "after"]

_ELEMENT = re.compile(r"(?:(\d{3})X|(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)[?~%]?", re.ASCII)
_SET = re.compile(r"\[([^\[\]]*?)\.\.([^\[\]]*)\]")
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_BY_LENGTH: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


class Bounds(Protocol):
    """What a date asks of a period that narrows it: the first possible day, and the last possible first day after."""

    @property
    def since_earliest(self) -> date: ...

    @property
    def until_latest(self) -> date: ...


class DateError(ValueError):
    """A date or period that cannot be read or cannot be; its text tells a person what to write instead."""

    def __init__(self, message: str, **words: object) -> None:
        super().__init__(message % words if words else message)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """One day known only as far as `edtf` says: some day from `earliest` to `latest`, both inclusive.

    FIRST and LAST stand for "no bound". The marks ? (uncertain), ~ (about) and % (both) stay in the text
    and do not widen the bounds.
    """

    edtf: str
    earliest: date
    latest: date

    @classmethod
    def parse(cls, value: Any) -> "PartialDate":
        """Reads strict EDTF text, a date, or a year given as int; raises DateError with advice on anything else."""
        if isinstance(value, cls):
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            return cls(value.isoformat(), value, value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999:
            value = f"{value:04d}"
        if not isinstance(value, str):
            raise DateError(_('"%(text)s" is not a date. Write for example 2010, 2010-05 or 2010-05-10.'), text=value)
        return _read(value.strip())

    @classmethod
    def between(cls, earliest: date, latest: date) -> "PartialDate":
        """Some day from `earliest` to `latest`, in the shortest text; raises DateError when there is none."""
        if earliest > latest:
            raise DateError(_("There is no day from %(first)s to %(last)s."), first=earliest, last=latest)
        if earliest == latest:
            return cls.parse(earliest)
        first = "" if earliest == FIRST else earliest.isoformat()
        last = "" if latest == LAST else latest.isoformat()
        return cls.parse(f"[{first}..{last}]")

    @property
    def precision(self) -> Precision:
        """How far the date is known."""
        if self.edtf.startswith("["):
            first, last = _halves(self.edtf)
            return "range" if first and last else "after" if first else "before"
        bare = self.edtf.rstrip("?~%")
        return "decade" if bare[3] == "X" else _BY_LENGTH[len(bare)]

    @property
    def mark(self) -> str:
        """The EDTF qualifier of a date that is not a set: "?", "~", "%" or ""."""
        return self.edtf[-1] if self.edtf[-1] in "?~%" else ""

    @property
    def ends(self) -> tuple["PartialDate | None", "PartialDate | None"]:
        """The two dates named by `[a..b]`, None where a side is open; a date that is not a set is both."""
        if not self.edtf.startswith("["):
            return self, self
        first, last = _halves(self.edtf)
        return _element(first) if first else None, _element(last) if last else None

    def within(self, period: Bounds) -> "PartialDate":
        """This date narrowed to days on which `period` possibly holds; raises DateError when none is left."""
        earliest = max(self.earliest, period.since_earliest)
        latest = self.latest if period.until_latest == LAST else min(self.latest, day_before(period.until_latest))
        if (earliest, latest) == (self.earliest, self.latest):
            return self
        return PartialDate.between(earliest, latest)

    def days_to(self, other: "PartialDate") -> int | tuple[int, int] | None:
        """Days from this date to `other`, both counted: exact, or (fewest, most), or None when unbounded."""
        if FIRST in (self.earliest, other.earliest) or LAST in (self.latest, other.latest):
            return None
        fewest, most = inclusive_days(self, other)
        return fewest if fewest == most else (fewest, most)

    def __str__(self) -> str:
        return self.edtf


def inclusive_days(first: PartialDate, last: PartialDate) -> tuple[int, int]:
    """(fewest, most) days from `first` to `last`, both counted; raises DateError when `last` is surely earlier."""
    most = (last.latest - first.earliest).days + 1
    if most < 1:
        raise DateError(_("%(last)s is before %(first)s. Exchange the two dates."), first=first, last=last)
    return max(1, (last.earliest - first.latest).days + 1), most


def day_after(day: date) -> date:
    """The next day, or LAST, which stands for no bound."""
    return day if day == LAST else day + timedelta(days=1)


def day_before(day: date) -> date:
    """The day before, or FIRST, which stands for no bound."""
    return day if day == FIRST else day - timedelta(days=1)


@lru_cache(maxsize=8192)
def _read(text: str) -> PartialDate:
    if not text.startswith("["):
        return _element(text)
    if not (found := _SET.fullmatch(text)) or not any(found.groups()):
        message = _('"%(text)s" is not a bounded date. Write [..2015-05-08], [2015-05-09..] or [2010..2014].')
        raise DateError(message, text=text)
    first, last = (_element(part) if part else None for part in found.groups())
    earliest = first.earliest if first else FIRST
    latest = last.latest if last else LAST
    if earliest > latest:
        raise DateError(_('"%(text)s" ends before it begins. Write the earlier date first.'), text=text)
    return PartialDate(text, earliest, latest)


def _halves(text: str) -> tuple[str, str]:
    first, _dots, last = text[1:-1].partition("..")
    return first, last


def _element(text: str) -> PartialDate:
    """A date that is not a set: day, month, year or decade."""
    if not (found := _ELEMENT.fullmatch(text)):
        raise DateError(_advice(text), text=text)
    decade, year, month, day = found.groups()
    if decade:
        return PartialDate(text, date(int(decade) * 10 or 1, 1, 1), date(int(decade) * 10 + 9, 12, 31))
    if year == "0000":
        raise DateError(_('"%(text)s": there is no year 0000. Years run from 0001 to 9999.'), text=text)
    if month and not 1 <= int(month) <= 12:
        raise DateError(_('"%(text)s": there is no month %(month)s. Write 01 to 12.'), text=text, month=month)
    months = (int(month), int(month)) if month else (1, 12)
    length = monthrange(int(year), months[1])[1]
    if day and not 1 <= int(day) <= length:
        message = _('"%(text)s": there is no day %(day)s in a month of %(length)s days. Write 01 to %(length)s.')
        raise DateError(message, text=text, day=day, length=length)
    days = (int(day), int(day)) if day else (1, length)
    return PartialDate(text, date(int(year), months[0], days[0]), date(int(year), months[1], days[1]))


def _advice(text: str) -> str:
    """What is wrong with text that is no EDTF date, and what to write instead."""
    if not text:
        return _("A date is missing. Write for example 2010, 2010-05 or 2010-05-10.")
    if text == "..":
        return _('".." (still running) is only for the end of a period. Write a date here.')
    if "/" in text:
        return _('"%(text)s" looks like a period. Write its first day as since, the first day after it as until.')
    if found := _UNPADDED.fullmatch(text):
        padded = "-".join(part.zfill(2) for part in found.groups() if part)
        return _('"%(text)s": month and day have two figures. Write {padded}.').replace("{padded}", padded)
    return _('"%(text)s" is not a date. Write year, month, day in this order: 2010, 2010-05, 2010-05-10 or 201X.')
