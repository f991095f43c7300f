"""Dates as people type them, read into EDTF: "2015", "May 2015", "10-12 May 2015", "before 2014", "autumn 2015"."""

import re
from datetime import timedelta
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import gettext as _

from kurultay.kit import clock
from kurultay.kit.dates import FIRST, LAST, OPEN, DateError, PartialDate
from kurultay.kit.dates.partial import day_after, day_before
from kurultay.kit.names.case import fold

SEASONS = {"spring": "03", "summer": "06", "autumn": "09", "fall": "09"}  # of the northern hemisphere, whole months
_BEFORE, _UNTIL = ("before",), ("until", "by", "on or before", "in or before", "not later than", "no later than")
_AFTER, _SINCE = ("after",), ("since", "from", "on or after", "in or after")
_ABOUT = ("about", "around", "circa", "ca.", "ca", "c.")
_RUNNING = ("now", "still", "still running", "present", "today and on")
_DAYS = re.compile(r"(\d{1,2}) ?(?:-|to|and) ?(\d{1,2}) (\D.*)")
_AMERICAN_DAYS = re.compile(r"([^\d\s.,]+\.?) (\d{1,2}) ?(?:-|to) ?(\d{1,2}),? (\d{4})")


@cache
def months() -> dict[str, int]:
    """The names of the months, full and short, in every language of the interface, folded."""
    found: dict[str, int] = {}
    for code, _name in settings.LANGUAGES:
        for form in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                found.update({fold(name).rstrip("."): number for number, name in form.get(width, {}).items()})
    return found


def typed(text: str, end: bool = False) -> str:
    """EDTF for what a person typed; "" for nothing, and for an `end` also ".." when it still runs. Raises DateError."""
    plain = fold(text.replace("–", "-").replace("—", "-"))
    if not plain:
        return ""
    if plain == OPEN or plain in _RUNNING:
        if end:
            return OPEN
        raise DateError(_('"%(text)s" is only for the end of a period. Write a date here.'), text=text.strip())
    return _read(plain, text.strip()).edtf


def span(text: str) -> tuple[str, str]:
    """The first and the last day where days from one to another were typed ("10-12 May 2015"); else the date, ""."""
    read = typed(text)
    date = PartialDate.parse(read) if read else None
    if date is None or date.precision != "range":
        return read, ""
    first, last = date.ends
    both = first is not None and last is not None and first.precision == last.precision == "day"
    return (str(first), str(last)) if both else (read, "")


def _read(plain: str, asked: str) -> PartialDate:
    """A folded text as a date; `asked` is what the person wrote, for the sentence of an error."""
    for words, bound in ((_UNTIL, "[..{}]"), (_SINCE, "[{}..]")):
        if (rest := _after(plain, words)) and " to " not in rest:
            return PartialDate.parse(bound.format(_read(rest, asked).edtf))
    if rest := _after(plain, _BEFORE):
        return PartialDate.between(FIRST, day_before(_read(rest, asked).earliest))
    if rest := _after(plain, _AFTER):
        return PartialDate.between(day_after(_read(rest, asked).latest), LAST)
    if rest := _after(plain, _ABOUT):
        return PartialDate.parse(f"{_read(rest, asked).edtf}~")
    if (two := _two(plain)) is not None:
        first, last = (_read(each, asked).edtf for each in two)
        return PartialDate.parse(f"[{first}..{last}]")
    return _single(plain, asked)


def _after(plain: str, words: tuple[str, ...]) -> str:
    return next((plain[len(word) + 1 :] for word in words if plain.startswith(f"{word} ")), "")


def _two(plain: str) -> tuple[str, str] | None:
    """The two dates of "10-12 May 2015", "30 April - 2 May 2015", "between 2010 and 2014"; None where it is one."""
    if found := _DAYS.fullmatch(plain):
        return f"{found[1]} {found[3]}", f"{found[2]} {found[3]}"
    if found := _AMERICAN_DAYS.fullmatch(plain):
        return f"{found[2]} {found[1]} {found[4]}", f"{found[3]} {found[1]} {found[4]}"
    plain, between = plain.removeprefix("from "), _after(plain, ("between",))
    parts = between.split(" and ") if between else re.split(r" to | - ", plain)
    if len(parts) != 2:
        return None
    first, last = (part.strip() for part in parts)
    year = re.search(r"\d{4}$", last)
    return (f"{first} {year[0]}" if year and not re.search(r"\d{4}", first) else first), last


def _single(plain: str, asked: str) -> PartialDate:
    """One day, month, year, decade, season or quarter."""
    if plain in ("today", "yesterday"):
        return PartialDate.parse(clock.today() - timedelta(days=plain == "yesterday"))
    sure, mark = (plain[:-1], plain[-1]) if plain[-1] in "?~%" else (plain, "")
    parts = re.split(r"[ ,]+", sure.replace(" of ", " "))
    if re.fullmatch(r"\d{4}\.?", parts[0]) and len(parts) > 1:  # the year first: 2015. majus 10.
        parts = [*parts[:0:-1], parts[0].rstrip(".")]
    season = re.fullmatch(r"(spring|summer|autumn|fall|q[1-4]),? (\d{4})", sure)
    if season:
        start = int(SEASONS.get(season[1], "0")) or int(season[1][1]) * 3 - 2
        return PartialDate.parse(f"[{season[2]}-{start:02d}..{season[2]}-{start + 2:02d}]")
    if parts[0] == "winter":
        message = _('"%(text)s" may be either end of the year. Write for example December 2014 to February 2015.')
        raise DateError(message, text=asked)
    if found := re.fullmatch(r"(\d{3})0s", sure):
        return PartialDate.parse(f"{found[1]}X{mark}")
    if found := re.fullmatch(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", sure):
        return _figures(int(found[1]), found[2], int(found[3]), found[4] + "{}" + mark, asked)
    if found := re.fullmatch(r"(\d{1,2})[./](\d{4})", sure):
        return PartialDate.parse(f"{found[2]}-{int(found[1]):02d}{mark}")
    named = [months().get(part.rstrip(".")) for part in parts]
    if len(parts) in (2, 3) and sum(n is not None for n in named) == 1 and re.fullmatch(r"\d{4}", parts[-1]):
        place = next(n for n, month in enumerate(named) if month is not None)
        days = [re.sub(r"(st|nd|rd|th)$", "", part) for n, part in enumerate(parts[:-1]) if n != place]
        if all(re.fullmatch(r"\d{1,2}", day.rstrip(".")) for day in days):
            written = [parts[-1], f"{named[place]:02d}", *(f"{int(day.rstrip('.')):02d}" for day in days)]
            return PartialDate.parse("-".join(written) + mark)
    try:
        return PartialDate.parse(plain.replace("x", "X"))
    except DateError:
        return PartialDate.parse(asked)


def _figures(first: int, sign: str, second: int, rest: str, asked: str) -> PartialDate:
    """10.05.2015 is the tenth of May; with strokes it may be October in some countries, so it must be beyond doubt."""
    day, month = (first, second) if sign == "." or first > 12 or first == second else (second, first)
    if sign == "/" and first <= 12 and second <= 12 and first != second:
        message = _('"%(text)s" is read in two ways. Write the month as a word, or 2015-05-10.')
        raise DateError(message, text=asked)
    return PartialDate.parse(rest.format(f"-{month:02d}-{day:02d}"))
