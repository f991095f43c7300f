"""The calendar of a year: what was held and what is planned, month by month."""

import calendar as almanac
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import get_day_names, get_month_names
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from kurultay.kit.dates import PartialDate
from kurultay.kit.dates.partial import FIRST, LAST
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.sources.evidence import evidence_for

from ..models import UNSURE, Meeting
from .lists import LINE

Days = tuple[date, date]


@dataclass
class Month:
    """One month: its weeks with the days on which something is, what was held, what is planned or called off."""

    number: int
    name: str
    weeks: list[list[tuple[int, Meeting | None, int]]] = field(default_factory=list)  # day, what begins it, how many
    held: list[Meeting] = field(default_factory=list)
    planned: list[Meeting] = field(default_factory=list)


def days_of(meeting: Meeting) -> Days | None:
    """The first and last day on which a meeting may be; None where they are not bounded."""
    if (first := meeting.day) is None:
        return None
    end = PartialDate.parse(meeting.ends_on) if meeting.ends_on and meeting.starts_on else first
    if first.earliest == FIRST or end.latest == LAST:
        return None
    return first.earliest, max(first.latest, end.latest)


def is_exact(meeting: Meeting) -> bool:
    """Whether the days of a meeting are known, so that they can be marked."""
    first = meeting.day
    return (
        first is not None
        and first.precision == "day"
        and (not meeting.ends_on or PartialDate.parse(meeting.ends_on).precision == "day")
    )


def meetings_in(year: int) -> list[Meeting]:
    """Meetings held or planned in a year, in the order of days. Constant statements."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    ends = Q(ends_on="", starts_on_latest__gte=first) | (~Q(ends_on="") & Q(ends_on_latest__gte=first))
    held = ~Q(starts_on="") & Q(starts_on_earliest__lte=last, starts_on_earliest__gt=FIRST) & ends
    planned = Q(starts_on="", planned_for_earliest__lte=last, planned_for_latest__gte=first) & ~Q(planned_for="")
    rows = Meeting.objects.filter(held | planned).prefetch_related(*LINE).order_by("sort_day", "id")
    return [m for m in rows if (days := days_of(m)) and days[0] <= last and days[1] >= first]


@lru_cache(maxsize=64)
def _names(lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    months, days = get_month_names("wide", "stand-alone", lang), get_day_names("abbreviated", "stand-alone", lang)
    return tuple(months[n] for n in range(1, 13)), tuple(days[n] for n in range(7))


def months_of(year: int, meetings: list[Meeting], on: PartialDate, lang: str) -> tuple[list[Month], list[Meeting]]:
    """The twelve months, and the meetings of which no month is known."""
    months = [Month(n, _names(lang)[0][n - 1]) for n in range(1, 13)]
    marked: dict[date, list[Meeting]] = {}
    loose = []
    for meeting in meetings:
        first, last = days_of(meeting) or (FIRST, FIRST)
        first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if not is_exact(meeting) and first.month != last.month:
            loose.append(meeting)
            continue
        for number in range(first.month, last.month + 1):
            month = months[number - 1]
            is_held = meeting.status_on(on) in ("held", UNSURE)
            (month.held if is_held else month.planned).append(meeting)
        if is_exact(meeting):
            for step in range((last - first).days + 1):
                marked.setdefault(first + timedelta(days=step), []).append(meeting)
    for month in months:
        if month.held or month.planned:
            month.weeks = [[_cell(year, month.number, day, marked) for day in week] for week in _weeks(year, month)]
    return months, loose


def _weeks(year: int, month: Month) -> list[list[int]]:
    return almanac.Calendar().monthdayscalendar(year, month.number)


def _cell(year: int, month: int, day: int, marked: dict[date, list[Meeting]]) -> tuple[int, Meeting | None, int]:
    found = marked.get(date(year, month, day), []) if day else []
    return day, found[0] if found else None, len(found)


@page(RECORD)
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The meetings of a year as of a day, by month: held, and planned; `key` is the year."""
    if not (len(key) == 4 and key.isascii() and key.isdigit() and 1 <= int(key) <= 9999):
        raise Http404
    year, question = int(key), asked(request)
    meetings = meetings_in(year)
    months, loose = months_of(year, meetings, question.on, "en")
    context = {
        "year": year,
        "before": f"{year - 1:04}" if year > 1 else "",
        "after": f"{year + 1:04}" if year < 9999 else "",
        "months": months,
        "loose": loose,
        "days": _names("en")[1],
        "meetings": meetings,
        "evidence": evidence_for(meetings),
    }
    return render(request, "meetings/calendar.html", context)


@page(RECORD)
def this_year(request: HttpRequest) -> HttpResponse:
    """Leads to the calendar of the year of the day asked for."""
    question = asked(request)
    return HttpResponseRedirect(f"/calendar/{question.on.earliest.year:04}{question.keep}")
