"""When something is due by the words of a text: a day as EDTF, a meeting, and how often."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale

from kurultay.kit.dates import DateError, PartialDate
from kurultay.kit.dates.partial import day_before

from .proposals import Proposal, Span, lexicon

Found = re.Match[str]
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_ISO = re.compile(r"(?<![\w.-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\w-])")
_FIGURES = re.compile(r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\w.]*\d)")


@cache
def months(lang: str) -> dict[str, int]:
    """Names of months by how they begin, from the CLDR: full ones, short ones, and Russian ones without their case."""
    locale, found = Locale.parse(lang), {}
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context]["wide"].items():
            found[name] = number
            if lang == "ru":
                found[name[:-1] if len(name) > 3 else name[:2]] = number
    if lang == "en":
        found |= {name[:3]: number for name, number in found.items()} | {"Sept": 9}
    return found


@cache
def _dates(lang: str) -> list[tuple[str, re.Pattern[str]]]:
    names = sorted(months(lang), key=len, reverse=True)
    ending = r"\w{0,2}" if lang == "ru" else r"\.?" if lang == "en" else ""
    month = rf"(?P<month>{'|'.join(map(re.escape, names))}){ending}"
    found = []
    for each in lexicon(lang)["date"]:
        like = each["like"].replace("{day}", DAY).replace("{month}", month).replace("{year}", YEAR)
        found.append((each["gives"], re.compile(rf"(?<!\w)(?:{_spaced(like)})(?!\w)", re.IGNORECASE)))
    return [*found, ("iso", _ISO), ("figures", _FIGURES)]


def _spaced(like: str) -> str:
    return re.sub(r"(?<!\[) ", r"\\s+", like)


def due(text: str, lang: str, made: PartialDate | None, start: int = 0, end: int | None = None) -> Proposal | None:
    """The first date of a text, or of a part of it, that may be a due date: none before the day it was `made`."""
    return next(iter(dates(text, lang, made, start, end)), None)


def dates(text: str, lang: str, made: PartialDate | None, start: int = 0, end: int | None = None) -> list[Proposal]:
    """The dates of a text that are not before the day it was made, in order, each with its words and its rule."""
    words = lexicon(lang)
    taken: list[tuple[int, int]] = []
    found = []
    for gives, like in _dates(words["lang"]):
        for match in like.finditer(text, start, len(text) if end is None else end):
            if any(match.start() < other_end and other_start < match.end() for other_start, other_end in taken):
                continue
            try:
                day = RULES[gives](match, words, made)
            except (DateError, ValueError, KeyError, OverflowError):
                taken.append(match.span())  # "31 June 2016" is no date, and "June 2016" is not what it says
                continue
            if day is None or (made is not None and day.latest < made.earliest):
                continue
            taken.append(match.span())
            found.append(Proposal("due_on", day.edtf, Span.of(text, *match.span()), gives))
    return sorted(found, key=lambda each: each.span.start)


def rhythm(text: str, lang: str, start: int = 0, end: int | None = None) -> Proposal | None:
    """How often something is to be done, as an ISO 8601 duration."""
    for each in lexicon(lang)["rhythm"]:
        like = re.compile(rf"(?<!\w)(?:{_spaced(each['like'])})(?!\w)", re.IGNORECASE)
        if match := like.search(text, start, len(text) if end is None else end):
            return Proposal("rhythm", each["gives"], Span.of(text, *match.span()), "rhythm")
    return None


def meeting(text: str, lang: str, start: int = 0, end: int | None = None) -> Proposal | None:
    """The kind of the coming meeting at which something is due; "" is any. Which one it is, the record says."""
    for each in lexicon(lang)["meeting"]:
        like = re.compile(rf"(?<!\w)(?:{_spaced(each['like'])})(?!\w)", re.IGNORECASE)
        if match := like.search(text, start, len(text) if end is None else end):
            return Proposal("due_at", each["kind"], Span.of(text, *match.span()), "coming meeting")
    return None


# ---- rules: what a match gives ----


def _month(match: Found, words: Any) -> int:
    said = match["month"].casefold()
    known = {name.casefold(): number for name, number in months(words["lang"]).items()}
    return known[said]


def _year(match: Found) -> int:
    return int(match["year"])


def _end_of(year: int, month: int = 12) -> PartialDate:
    return PartialDate.parse(date(year, month, monthrange(year, month)[1]))


def _parts(match: Found, words: Any, length: int) -> PartialDate:
    """A half or a quarter of a year: of so many months, by its ordinal."""
    said = match["ordinal"].casefold()
    number = next(n for name, n in words["ordinals"].items() if said.startswith(name.casefold()))
    first = (number - 1) * length + 1
    return PartialDate.between(date(_year(match), first, 1), _end_of(_year(match), first + length - 1).latest)


def _within(match: Found, words: Any, made: PartialDate | None) -> PartialDate | None:
    """So long after the day it was made, where that day is known."""
    if made is None or made.precision != "day":
        return None
    said = match["count"].casefold()
    count, unit = int(said) if said.isdecimal() else words["counts"][said], words["units"][match["unit"].casefold()]
    if unit in ("day", "week"):
        return PartialDate.parse(made.earliest + timedelta(days=count * (7 if unit == "week" else 1)))
    total = made.earliest.month - 1 + count * (12 if unit == "year" else 1)
    year, month = made.earliest.year + total // 12, total % 12 + 1
    return PartialDate.parse(date(year, month, min(made.earliest.day, monthrange(year, month)[1])))


def _after(made: PartialDate | None, years: int) -> int:
    if made is None or made.earliest.year != made.latest.year:
        raise ValueError("The year of the text is not known.")
    return made.earliest.year + years


def _day(match: Found, words: Any) -> date:
    return date(_year(match), _month(match, words), int(match["day"]))


RULES: dict[str, Callable[[Found, Any, PartialDate | None], PartialDate | None]] = {
    "end-of-month": lambda m, words, made: _end_of(_year(m), _month(m, words)),
    "end-of-year": lambda m, words, made: _end_of(_year(m)),
    "end-of-this-year": lambda m, words, made: _end_of(_after(made, 0)),
    "end-of-next-year": lambda m, words, made: _end_of(_after(made, 1)),
    "half": lambda m, words, made: _parts(m, words, 6),
    "quarter": lambda m, words, made: _parts(m, words, 3),
    "before-day": lambda m, words, made: PartialDate.parse(day_before(_day(m, words))),
    "day": lambda m, words, made: PartialDate.parse(_day(m, words)),
    "before-month": lambda m, words, made: PartialDate.parse(day_before(date(_year(m), _month(m, words), 1))),
    "month": lambda m, words, made: PartialDate.parse(f"{_year(m):04d}-{_month(m, words):02d}"),
    "before-year": lambda m, words, made: PartialDate.parse(date(_year(m) - 1, 12, 31)),
    "year": lambda m, words, made: PartialDate.parse(_year(m)),
    "within": _within,
    "next-year": lambda m, words, made: PartialDate.parse(_after(made, 1)),
    "iso": lambda m, words, made: PartialDate.parse(m["iso"]),
    "figures": lambda m, words, made: PartialDate.parse(date(_year(m), int(m["month"]), int(m["day"]))),
}
