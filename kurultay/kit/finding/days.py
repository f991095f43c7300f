"""Days and months named in a text, in figures or in the words of each language of the interface."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from django.conf import settings

from kurultay.kit.dates import PartialDate
from kurultay.kit.names import fold

_ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?(?![\d-])")
_FIGURES = re.compile(r"(?<![\d.])(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})(?!\d)")
_NUMBER = re.compile(r"\d+")
_PART = re.compile("[^-\u2010\u2011]+")
LONG = 4  # letters of a month's name that may bear an ending


class Day(NamedTuple):
    """A day or month that stands at `text[start:end]`; `tokens` are those a text with it has, the nearest first."""

    tokens: tuple[str, ...]
    start: int
    end: int


def tokens_of(year: int, month: int = 0, day: int = 0) -> tuple[str, ...]:
    """The day's token and its month's, as far as they are known; () for what is no date."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 0 <= day <= 31):
        return ()
    of_month = f"d{year:04d}{month:02d}"
    return (f"{of_month}{day:02d}", of_month) if day else (of_month,)


def tokens_of_date(date: PartialDate) -> Iterator[str]:
    """The tokens of a date that a row holds: its day, month and year as far as one each is known."""
    one, other = date.earliest, date.latest
    if one.year != other.year:
        return
    yield f"n{one.year}"
    if one.month == other.month:
        yield from tokens_of(one.year, one.month, one.day if one == other else 0)


def days_in(text: str) -> list[Day]:
    """Every day and month a text names, in order."""
    if not _NUMBER.search(text):
        return []
    found = [
        Day(tokens, match.start(), match.end())
        for pattern in (_ISO, _FIGURES)
        for match in pattern.finditer(text)
        if (tokens := tokens_of(*(int(match[part] or 0) for part in "ymd")))
    ]
    return sorted([*found, *_in_words(text)], key=lambda day: day.start)


def _in_words(text: str) -> Iterator[Day]:
    """20 May 2014, May 20, 2014, May 2014, 2014 жылғы 20 мамыр, 2014-nji ýylyň 20-nji maýy: a month's name with a year.

    The year stands within five words before it or three behind it; the day right beside it, or one ending away.
    """
    words = _parts(text)
    for place, word in enumerate(words):
        if (month := _month(word.text)) == 0:
            continue
        near = {at: _figure(words[at].text) for at in range(max(place - 5, 0), min(place + 4, len(words)))}
        years = [at for at, figure in near.items() if 1000 <= figure <= 9999]
        if not years:
            continue
        year = min(years, key=lambda at: (abs(at - place), at < place))
        days = [at for at in (place - 1, place + 1, place - 2) if 1 <= near.get(at, 0) <= 31]
        used = [place, year, *days[:1]]
        if tokens := tokens_of(near[year], month, near[days[0]] if days else 0):
            yield Day(tokens, words[min(used)].start, words[max(used)].end)


def _parts(text: str) -> list[fold.Word]:
    """The words of a text, apart where hyphens join them."""
    return [
        fold.Word(part[0], word.start + part.start(), word.start + part.end())
        for word in fold.words(text)
        for part in _PART.finditer(word.text)
    ]


def _month(word: str) -> int:
    """The month a word names, with an ending of at most three letters on a longer name; 0 for none."""
    plain = fold.lower(word)
    for cut in range(4):
        name = plain[: len(plain) - cut]
        if cut and len(name) < LONG:
            break
        if month := months().get(name):
            return month
    return 0


def _figure(word: str) -> int:
    """The number a word begins with: 20, 20th, 20-сы; 0 without one."""
    digits = _NUMBER.match(word)
    return int(digits[0]) if digits and len(digits[0]) <= 4 else 0


@cache
def months() -> dict[str, int]:
    """The names of the months, as they stand alone and in a date, in every language of the interface."""
    found: dict[str, int] = {}
    for code in [*dict(settings.LANGUAGES), "uz_Cyrl", "fa", "ar"]:
        try:
            kept = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):
            continue
        for place in ("format", "stand-alone"):
            for month, name in kept[place]["wide"].items():
                found.setdefault(fold.lower(name), month)
    return found
