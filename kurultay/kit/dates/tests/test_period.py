"""The three answers against every world on a small calendar, and the ends of periods."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurultay.kit.dates import FIRST, LAST, OPEN, UNKNOWN, Certainty, DateError, PartialDate, Period, parse_on

# Nine days around a leap day and a month's end; worlds run one day further, and infinity is the last of them.
WINDOW = [date(2012, 2, 26) + timedelta(days=n) for n in range(9)]
EDGE = [WINDOW[0] - timedelta(days=1), *WINDOW, WINDOW[-1] + timedelta(days=1), WINDOW[-1] + timedelta(days=2)]
ANSWER = {(True, True): Certainty.YES, (False, True): Certainty.POSSIBLE, (False, False): Certainty.NO}

_days = st.sampled_from(WINDOW)
_dates = st.one_of(
    _days.map(str),
    _days.map("[..{}]".format),
    _days.map("[{}..]".format),
    st.tuples(_days, _days).map(lambda pair: "[{}..{}]".format(*sorted(pair))),
    st.sampled_from(["2012-02", "2012-03", "[..2012-02]", "[2012-03..]", "2012-02-29~"]),
)
_questions = st.one_of(_days.map(str), _dates)
_steady = settings(derandomize=True, database=None, deadline=None, max_examples=400)


def _period(since: str, until: str) -> Period | None:
    try:
        return Period(since, until)
    except DateError:
        return None


def _in_window(earliest: date, latest: date) -> list[date]:
    """The candidates, with everything beyond the window folded onto one day on either side."""
    return [day for day in EDGE if max(earliest, EDGE[0]) <= day <= min(latest, EDGE[-1])] or [
        EDGE[-1] if earliest > EDGE[-1] else EDGE[0]
    ]


def _worlds(period: Period) -> list[tuple[date, date]]:
    """All (first day, first day after) within the bounds."""
    starts = _in_window(period.since_earliest, period.since_latest)
    return list(product(starts, _in_window(period.until_earliest, period.until_latest)))


def _held(world: tuple[date, date], first: date, last: date) -> bool:
    start, end = world
    return start <= last and first < end


def _oracle(worlds: list[tuple[date, date]], first: date, last: date) -> Certainty:
    held = [_held(world, first, last) for world in worlds]
    return ANSWER[all(held), any(held)]


@_steady
@given(st.one_of(st.just(UNKNOWN), _dates), st.one_of(st.sampled_from([UNKNOWN, OPEN]), _dates), _questions)
def test_answers_agree_with_every_world(since: str, until: str, on: str) -> None:
    period, asked = _period(since, until), PartialDate.parse(on)
    if period is None:
        return
    worlds = _worlds(period)
    first, last = max(asked.earliest, WINDOW[0]), min(asked.latest, WINDOW[-1])
    answer = _oracle(worlds, first, last) if asked.precision == "day" else None
    if answer is not None:
        assert period.holds(asked) == answer
    window_only = PartialDate.between(first, last)
    assert period.holds(window_only) == _oracle(worlds, first, last)


@_steady
@given(st.one_of(st.just(UNKNOWN), _dates), st.one_of(st.sampled_from([UNKNOWN, OPEN]), _dates), _days, _days)
def test_never_surer_than_ordered_worlds_allow(since: str, until: str, one: date, other: date) -> None:
    """Counting only worlds that start before they end: no and yes stay true, and yes is complete for apart ends."""
    period = _period(since, until)
    if period is None:
        return
    first, last = sorted((one, other))
    ordered = [world for world in _worlds(period) if world[0] < world[1]]
    answer, exact = period.holds(PartialDate.between(first, last)), _oracle(ordered, first, last)
    assert (answer == Certainty.NO) == (exact == Certainty.NO)
    if answer == Certainty.YES:
        assert exact == Certainty.YES
    if period.since_latest < period.until_earliest:
        assert answer == exact


@_steady
@given(_dates, _dates, _dates, _dates)
def test_overlap_is_certain_only_in_every_world(since: str, until: str, since_2: str, until_2: str) -> None:
    one, other = _period(since, until), _period(since_2, until_2)
    if one is None or other is None:
        return
    every = all(a[0] < b[1] and b[0] < a[1] for a, b in product(_worlds(one), _worlds(other)))
    assert one.overlaps_certainly(other) == every
    assert other.overlaps_certainly(one) == every


@pytest.mark.parametrize(
    ("since", "until", "bounds"),
    [
        ("2010", "2014", (date(2010, 1, 1), date(2010, 12, 31), date(2014, 1, 1), date(2015, 1, 1))),
        ("2010-06-08", "2014-05-20", (date(2010, 6, 8), date(2010, 6, 8), date(2014, 5, 20), date(2014, 5, 20))),
        ("2010", OPEN, (date(2010, 1, 1), date(2010, 12, 31), LAST, LAST)),
        ("2010", UNKNOWN, (date(2010, 1, 1), date(2010, 12, 31), date(2010, 1, 2), LAST)),
        (UNKNOWN, UNKNOWN, (FIRST, LAST, date(1, 1, 2), LAST)),
        (UNKNOWN, OPEN, (FIRST, LAST, LAST, LAST)),
        ("[..2015-05-08]", "[2015-05-09..]", (FIRST, date(2015, 5, 8), date(2015, 5, 9), LAST)),
        (UNKNOWN, "[..2023-02-17]", (FIRST, LAST, date(1, 1, 2), date(2023, 2, 18))),
        ("2012", "2012", (date(2012, 1, 1), date(2012, 12, 31), date(2012, 1, 1), date(2013, 1, 1))),
        ("0001", "9999", (FIRST, date(1, 12, 31), date(9999, 1, 1), LAST)),
        ("2010", "2012-02-29", (date(2010, 1, 1), date(2010, 12, 31), date(2012, 2, 29), date(2012, 2, 29))),
        ("2010", "2012-02", (date(2010, 1, 1), date(2010, 12, 31), date(2012, 2, 1), date(2012, 3, 1))),
    ],
)
def test_bounds_of_ends(since: str, until: str, bounds: tuple[date, ...]) -> None:
    made = Period(since, until)
    assert (made.since_earliest, made.since_latest, made.until_earliest, made.until_latest) == bounds


@pytest.mark.parametrize(
    ("since", "until", "on", "answer"),
    [
        ("2010", "2014", "2010-02-01", "not determinable"),
        ("2010", "2014", "2012-05-01", "yes"),
        ("2010", "2014", "2010", "yes"),
        ("2010", "2014", "2014", "not determinable"),
        ("2010", "2014", "2015", "no"),
        ("2010", "2014", "2009-12-31", "no"),
        ("2010-06-08", "2014-05-20", "2014-05-19", "yes"),
        ("2010-06-08", "2014-05-20", "2014-05-20", "no"),
        ("2014-05-20", OPEN, "2014-05-20", "yes"),
        ("2014-05-20", OPEN, "2014-05-19", "no"),
        ("2014-05-20", OPEN, "9999-12-30", "yes"),
        ("2014-05-20", UNKNOWN, "2014-05-20", "yes"),
        ("2014-05-20", UNKNOWN, "2014-05-21", "not determinable"),
        (UNKNOWN, UNKNOWN, "2014-05-21", "not determinable"),
        (UNKNOWN, UNKNOWN, "0001-01-01", "not determinable"),
        ("[..2022-05]", "[2022-05-02..]", "2022-05", "yes"),
        ("[..2022-05]", "[2022-05-02..]", "2022-05-01", "not determinable"),
        ("[..2022-05]", "[2022-05-02..]", "2022-05-31", "not determinable"),
        ("[..2015-05-08]", "[2015-05-09..]", "2015-05-08", "yes"),
        ("[..2015-05-08]", "[2015-05-09..]", "2015-05-09", "not determinable"),
        ("2012-02-29", "2012-03-01", "2012-02", "yes"),
        ("2012-02-29", "2012-03-01", "2012-02-28", "no"),
    ],
)
def test_answers(since: str, until: str, on: str, answer: str) -> None:
    assert Period(since, until).holds(parse_on(on)) == answer


@pytest.mark.parametrize(
    ("since", "until"),
    [("2010-05-10", "2010-05-10"), ("2012", "2010"), ("2010-05-11", "2010-05-10"), (UNKNOWN, FIRST), (LAST, OPEN)],
)
def test_refuses_periods_without_a_day(since: object, until: object) -> None:
    with pytest.raises(DateError, match="has no day: until is the first day after and comes after since"):
        Period(since, until)


def test_refuses_an_open_start() -> None:
    with pytest.raises(DateError, match="only for the end of a period"):
        Period(OPEN, OPEN)


def test_within_inherits_unknown_ends() -> None:
    chairmanship = Period("2010", "2014")
    term = Period().within(chairmanship)
    assert (term.since, term.until) == ("[2010-01-01..2014-12-31]", "[2010-01-02..2014-12-31]")
    assert term.until_latest == chairmanship.until_latest
    first, second = Period(UNKNOWN, "2012").within(chairmanship), Period("2012", UNKNOWN).within(chairmanship)
    assert (first.since, first.until) == ("[2010-01-01..2012-12-31]", "2012")
    assert (second.since, second.until) == ("2012", "[2012-01-02..2014-12-31]")
    assert term.holds(parse_on("2016")) == Certainty.NO


def test_within_an_unknown_or_running_period() -> None:
    assert Period().within(Period()) == Period()
    assert Period().within(Period("2010", OPEN)) == Period("[2010-01-01..]", "[2010-01-02..]")
    assert Period().within(Period(UNKNOWN, "2014-05-20")) == Period("[..2014-05-19]", "[..2014-05-19]")
    assert Period("2012", OPEN).within(Period("2010", "2014")) == Period("2012", OPEN)
    one_day = Period().within(Period("2014-05-20", "2014-05-21"))
    assert one_day == Period("2014-05-20", "2014-05-21")
    with pytest.raises(DateError):
        Period("2016", UNKNOWN).within(Period("2010", "2014"))


@pytest.mark.parametrize("text", ["2010~", "201X", "[..2010]", "9999-12-31", "today", ""])
def test_questions_name_a_day_month_or_year(text: str) -> None:
    with pytest.raises(DateError):
        parse_on(text)
