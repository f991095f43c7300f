"""Dates and periods in words, each language in its own order."""

import pytest

from kurultay.kit.dates import OPEN, UNKNOWN, PartialDate, Period, spell, spell_period


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2012-02-17", "17 February 2012"),
        ("2022-05", "May 2022"),
        ("2010", "2010"),
        ("201X", "some year from 2010 to 2019"),
        ("2010~", "about 2010"),
        ("2010-05?", "May 2010 (uncertain)"),
        ("2012-02-17%", "about 17 February 2012 (uncertain)"),
        ("[..2015-05-08]", "on or before 8 May 2015"),
        ("[..2022-05]", "in or before May 2022"),
        ("[2015-05-09..]", "on or after 9 May 2015"),
        ("[2015..]", "in or after 2015"),
        ("[2010..2014]", "between 2010 and 2014"),
    ],
)
def test_dates_in_english(text: str, words: str) -> None:
    assert spell(PartialDate.parse(text), "en") == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2010", "2014", "2010 to 2014"),
        ("2010-06-08", "2014-05-20", "8 June 2010 to 20 May 2014"),
        ("2021-11-12", OPEN, "since 12 November 2021"),
        (UNKNOWN, "2021-11-12", "until 12 November 2021"),
        ("2010-06-08", UNKNOWN, "from 8 June 2010, end not known"),
        (UNKNOWN, UNKNOWN, "dates not known"),
        (UNKNOWN, OPEN, "still running, start not known"),
        ("[..2015-05-08]", "[2015-05-09..]", "recorded on 8 May 2015; start and end not known"),
        ("[..2022-05]", "[2022-05-02..]", "recorded in May 2022; start and end not known"),
        ("[..2015-05-08]", "[2016..]", "start: on or before 8 May 2015; end: in or after 2016"),
        ("[..2015-05-08]", OPEN, "start: on or before 8 May 2015; still running"),
        ("[..2015-05-08]", UNKNOWN, "start: on or before 8 May 2015; end not known"),
        (UNKNOWN, "[2010..2014]", "start not known; end: between 2010 and 2014"),
    ],
)
def test_periods_in_english(since: str, until: str, words: str) -> None:
    assert spell_period(Period(since, until), "en") == words


@pytest.mark.parametrize(
    ("lang", "day", "month", "year"),
    [
        ("tr", "17 Şubat 2012", "Mayıs 2022", "2010"),
        ("az", "17 fevral 2012", "may 2022", "2010"),
        ("kk", "2012\u202fж. 17 ақпан", "2022\u202fж. мамыр", "2010"),
        ("ky", "2012-ж., 17-февраль", "2022-ж., май", "2010"),
        ("uz", "17-fevral, 2012", "may, 2022", "2010"),
        ("tk", "17 fewral 2012", "maý 2022", "2010"),
        ("hu", "2012. február 17.", "2022. május", "2010."),
        ("ru", "17 февраля 2012\u202fг.", "май 2022\u202fг.", "2010"),
        ("tr-TR", "17 Şubat 2012", "Mayıs 2022", "2010"),
        ("en-US", "February 17, 2012", "May 2022", "2010"),
        ("xx", "17 February 2012", "May 2022", "2010"),
        ("", "17 February 2012", "May 2022", "2010"),
    ],
)
def test_each_language_has_its_order(lang: str, day: str, month: str, year: str) -> None:
    assert [spell(PartialDate.parse(text), lang) for text in ("2012-02-17", "2022-05", "2010")] == [day, month, year]


def test_nothing_known() -> None:
    assert spell(None, "en") == "not known"
