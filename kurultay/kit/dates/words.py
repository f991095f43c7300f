"""Partial dates and periods in words, in each language's own order and month names (Unicode CLDR through Babel)."""

from contextlib import AbstractContextManager
from datetime import timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.dates.partial import LAST, PartialDate
from kurultay.kit.dates.period import OPEN, UNKNOWN, Period

_MARKED = {
    "?": gettext_lazy("%(date)s (uncertain)"),
    "~": gettext_lazy("about %(date)s"),
    "%": gettext_lazy("about %(date)s (uncertain)"),
}


def spell(partial: PartialDate | None, lang: str) -> str:
    """The date in words: "17 February 2012", "May 2022", "on or before 8 May 2015"; None is "not known"."""
    with _speaking(lang):
        return _spell(partial, lang) if partial else _("not known")


def spell_period(period: Period, lang: str) -> str:
    """The period in words: "2010 to 2014", "since 12 November 2021"; a full date after "to" is the change-over day."""
    with _speaking(lang):
        if (seen := _seen(period)) is not None:
            return _seen_sentence(seen) % {"date": _spell(seen, lang)}
        if period.since == UNKNOWN and period.until == UNKNOWN:
            return _("dates not known")
        words = {
            "since": _spell(period.start, lang) if period.start else "",
            "until": _spell(period.end, lang) if period.end else "",
        }
        return _sentence(period) % words


def _sentence(period: Period) -> str:
    """The sentence for a period of which something is known; "since" and "until" stand for its ends."""
    bounded = any(end and end.edtf.startswith("[") for end in (period.start, period.end))
    if period.since == UNKNOWN:
        if period.until == OPEN:
            return _("still running, start not known")
        return _("start not known; end: %(until)s") if bounded else _("until %(until)s")
    if period.until == OPEN:
        return _("start: %(since)s; still running") if bounded else _("since %(since)s")
    if period.until == UNKNOWN:
        return _("start: %(since)s; end not known") if bounded else _("from %(since)s, end not known")
    return _("start: %(since)s; end: %(until)s") if bounded else _("%(since)s to %(until)s")


def _seen(period: Period) -> PartialDate | None:
    """The date of a single sighting ("holds the post as of May 2022"): on or before it, and still on its first day."""
    start, end = period.start, period.end
    if start is None or end is None or start.precision != "before" or end.precision != "after":
        return None
    seen = start.ends[1]
    known = seen is not None and seen.earliest < LAST and end.earliest == seen.earliest + timedelta(days=1)
    return seen if known else None


def _seen_sentence(seen: PartialDate) -> str:
    if seen.precision == "day":
        return _("recorded on %(date)s; start and end not known")
    return _("recorded in %(date)s; start and end not known")


def _spell(partial: PartialDate, lang: str) -> str:
    first, last = partial.ends
    if first is last and first is not None:
        return _single(first, lang)
    words = {"first": _single(first, lang) if first else "", "last": _single(last, lang) if last else ""}
    if first and last:
        return _("between %(first)s and %(last)s") % words
    if first:
        return (_("on or after %(first)s") if first.precision == "day" else _("in or after %(first)s")) % words
    by_day = last is not None and last.precision == "day"
    return (_("on or before %(last)s") if by_day else _("in or before %(last)s")) % words


def _single(partial: PartialDate, lang: str) -> str:
    """A day, month, year or decade in words, with its mark."""
    locale, day = _locale(lang), partial.earliest
    if partial.precision == "day":
        text = format_date(day, "long", locale=locale)
    elif partial.precision == "decade":
        years = [format_skeleton("y", end, locale=locale) for end in (day, partial.latest)]
        text = _("some year from %(first)s to %(last)s") % {"first": years[0], "last": years[1]}
    else:
        text = format_skeleton("yMMMM" if partial.precision == "month" else "y", day, locale=locale)
    return _MARKED[partial.mark] % {"date": text} if partial.mark else text


@lru_cache(maxsize=64)
def _locale(lang: str) -> Locale:
    """The CLDR locale for a BCP 47 tag: the tag, else its language, else English; English is day-month-year."""
    for tag in (lang, lang.partition("-")[0]):
        if tag.lower() == "en":
            break
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


def _speaking(lang: str) -> AbstractContextManager[None]:
    """Sentences in the same language as the dates; English where CLDR does not know the language."""
    return translation.override(lang if _locale(lang).language == lang.partition("-")[0].lower() else "en")
