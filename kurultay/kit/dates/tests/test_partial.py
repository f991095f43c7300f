"""Reading partial dates: what is accepted, what is refused with which advice, and counting days."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurultay.kit.dates import FIRST, LAST, DateError, PartialDate, Period, inclusive_days

parse = PartialDate.parse


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2010", date(2010, 1, 1), date(2010, 12, 31), "year"),
        ("2010-05", date(2010, 5, 1), date(2010, 5, 31), "month"),
        ("2010-05-10", date(2010, 5, 10), date(2010, 5, 10), "day"),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), "month"),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28), "month"),
        ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29), "day"),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), "decade"),
        ("000X", FIRST, date(9, 12, 31), "decade"),
        ("999X", date(9990, 1, 1), LAST, "decade"),
        ("0001", FIRST, date(1, 12, 31), "year"),
        ("9999", date(9999, 1, 1), LAST, "year"),
        ("9999-12", date(9999, 12, 1), LAST, "month"),
        ("2010?", date(2010, 1, 1), date(2010, 12, 31), "year"),
        ("2010-05~", date(2010, 5, 1), date(2010, 5, 31), "month"),
        ("2010-05-10%", date(2010, 5, 10), date(2010, 5, 10), "day"),
        ("[..2015-05-08]", FIRST, date(2015, 5, 8), "before"),
        ("[..2022-05]", FIRST, date(2022, 5, 31), "before"),
        ("[2015-05-09..]", date(2015, 5, 9), LAST, "after"),
        ("[2010..2014]", date(2010, 1, 1), date(2014, 12, 31), "range"),
        ("[2010-05-01..2010-05-20]", date(2010, 5, 1), date(2010, 5, 20), "range"),
        ("[2010~..2014?]", date(2010, 1, 1), date(2014, 12, 31), "range"),
    ],
)
def test_reads_edtf(text: str, earliest: date, latest: date, precision: str) -> None:
    read = parse(text)
    assert (read.edtf, read.earliest, read.latest, read.precision) == (text, earliest, latest, precision)
    assert str(read) == text
    assert parse(read) is read


def test_reads_what_yaml_gives() -> None:
    assert parse(2010) == parse("2010")
    assert parse(999) == parse("0999")
    assert parse(date(2010, 5, 10)) == parse("2010-05-10")
    assert parse(" 2010 ") == parse("2010")


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("2010-5-3", '"2010-5-3": month and day have two figures. Write 2010-05-03.'),
        ("2010-13", '"2010-13": there is no month 13. Write 01 to 12.'),
        ("2010-00", '"2010-00": there is no month 00. Write 01 to 12.'),
        ("2013-02-29", '"2013-02-29": there is no day 29 in a month of 28 days. Write 01 to 28.'),
        ("1900-02-29", '"1900-02-29": there is no day 29 in a month of 28 days. Write 01 to 28.'),
        ("2010-04-31", '"2010-04-31": there is no day 31 in a month of 30 days. Write 01 to 30.'),
        ("0000", '"0000": there is no year 0000. Years run from 0001 to 9999.'),
        ("0000-01-01", '"0000-01-01": there is no year 0000. Years run from 0001 to 9999.'),
        (0, '"0000": there is no year 0000. Years run from 0001 to 9999.'),
        ("", "A date is missing. Write for example 2010, 2010-05 or 2010-05-10."),
        ("..", '".." (still running) is only for the end of a period. Write a date here.'),
        (
            "2010/2014",
            '"2010/2014" looks like a period. Write its first day as since, the first day after it as until.',
        ),
        ("[2014..2010]", '"[2014..2010]" ends before it begins. Write the earlier date first.'),
        ("[..2010-13]", '"2010-13": there is no month 13. Write 01 to 12.'),
        (True, '"True" is not a date. Write for example 2010, 2010-05 or 2010-05-10.'),
        (10000, '"10000" is not a date. Write for example 2010, 2010-05 or 2010-05-10.'),
        (-1, '"-1" is not a date. Write for example 2010, 2010-05 or 2010-05-10.'),
        (
            datetime(2010, 5, 10, 12),
            '"2010-05-10 12:00:00" is not a date. Write for example 2010, 2010-05 or 2010-05-10.',
        ),
        *(
            (text, f'"{text}" is not a date. Write year, month, day in this order: 2010, 2010-05, 2010-05-10 or 201X.')
            for text in ("08.05.2015", "May 2010", "201x", "201X-05", "2010-05-10T00:00", "٢٠١٠", "20100510", "100% x")
        ),
        *(
            (text, f'"{text}" is not a bounded date. Write [..2015-05-08], [2015-05-09..] or [2010..2014].')
            for text in ("[..]", "[2010]", "[2010..2014", "[2010, 2014]")
        ),
    ],
)
def test_refuses_with_advice(value: object, advice: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(value)
    assert str(caught.value) == advice


@settings(derandomize=True, database=None, deadline=None)
@given(st.text(alphabet="0129-X?~%.[] /", max_size=26))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = parse(text)
    except DateError:
        return
    assert read.earliest <= read.latest
    assert parse(read.edtf) == read


@settings(derandomize=True, database=None, deadline=None)
@given(st.dates(), st.dates())
def test_between_keeps_its_bounds(one: date, other: date) -> None:
    earliest, latest = sorted((one, other))
    made = PartialDate.between(earliest, latest)
    assert (made.earliest, made.latest) == (earliest, latest)


def test_within_a_period() -> None:
    chairmanship = Period("2010-06-08", "2014-05-20")
    assert parse("2010").within(chairmanship) == parse("[2010-06-08..2010-12-31]")
    assert parse("[..2015]").within(chairmanship) == parse("[2010-06-08..2014-05-19]")
    assert parse("2012").within(chairmanship) == parse("2012")
    assert parse("[2012..]").within(Period("2010", "..")) == parse("[2012..]")
    assert parse("[2013..]").within(Period("2010", "2014")) == parse("[2013-01-01..2014-12-31]")
    assert parse("2010-06").within(Period("", "2010-06-02")) == parse("2010-06-01")
    with pytest.raises(DateError):
        parse("2014-05-20").within(chairmanship)


def test_inclusive_days() -> None:
    assert inclusive_days(parse("2010-06-08"), parse("2010-06-08")) == (1, 1)
    assert inclusive_days(parse("2012-02-28"), parse("2012-03-01")) == (3, 3)
    assert inclusive_days(parse("2012-02"), parse("2012-03-01")) == (2, 30)
    assert inclusive_days(parse("2012"), parse("2012")) == (1, 366)
    assert inclusive_days(parse("0001-01-01"), parse("9999-12-31")) == (3652059, 3652059)
    with pytest.raises(DateError):
        inclusive_days(parse("2013"), parse("2012"))


def test_days_to() -> None:
    assert parse("2012-02-28").days_to(parse("2012-03-01")) == 3
    assert parse("2012-02").days_to(parse("2012-03-01")) == (2, 30)
    assert parse("[..2012-02]").days_to(parse("2012-03-01")) is None
    assert parse("2012").days_to(parse("[2012-03-01..]")) is None


def test_ends_and_marks() -> None:
    assert parse("[..2022-05]").ends == (None, parse("2022-05"))
    assert parse("[2010..2014?]").ends == (parse("2010"), parse("2014?"))
    assert parse("2010~").ends == (parse("2010~"), parse("2010~"))
    assert [parse(text).mark for text in ("2010", "2010?", "2010-05~", "[2010..2014?]")] == ["", "?", "~", ""]
