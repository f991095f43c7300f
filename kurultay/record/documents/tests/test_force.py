"""Entry into force against a brute-force reckoning over all dates within the bounds, and as of a day."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurultay.kit.dates import FIRST, LAST, Certainty, PartialDate
from kurultay.record.documents.models import BINDING, Deed, entry_into_force

DAY = date(2020, 1, 1)
YES, POSSIBLE, NO = Certainty.YES, Certainty.POSSIBLE, Certainty.NO


def reckon(after: int, days: int, deeds: list[tuple[str, str, date]]) -> date:
    """The first day on which so many parties have been bound for so many days and have not left; LAST for never."""
    bound: dict[str, date] = {}
    left: dict[str, date] = {}
    for party, kind, on in deeds:
        held = left if kind == "withdrawal" else bound
        if kind == "withdrawal" or kind in BINDING:
            held[party] = min(on, held.get(party, on))
    for step in range(16):
        day = DAY + timedelta(days=step)
        since = timedelta(days=days)
        if sum(on + since <= day <= left.get(party, LAST) for party, on in bound.items()) >= after:
            return day
    return LAST


@st.composite
def deeds(draw: st.DrawFn) -> list[Deed]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = draw(st.integers(0, 7))
        last = first + draw(st.integers(0, 3))
        on = PartialDate.between(DAY + timedelta(days=first), DAY + timedelta(days=last))
        kind = draw(st.sampled_from(["signature", "ratification", "accession", "withdrawal"]))
        found.append(Deed(draw(st.sampled_from("abcd")), kind, on))
    return found


@settings(derandomize=True, database=None, deadline=None)
@given(deeds(), st.integers(1, 3), st.integers(0, 4))
def test_the_bounds_are_those_of_every_reckoning(acts: list[Deed], after: int, days: int) -> None:
    ranges = [[d.earliest + timedelta(days=n) for n in range((d.latest - d.earliest).days + 1)] for d in acts]
    every = [
        reckon(after, days, [(d.party, d.kind, on) for d, on in zip(acts, chosen, strict=True)])
        for chosen in product(*ranges)
    ]
    entry = entry_into_force(after, days, acts)
    if min(every) == LAST:
        assert entry.day is None
    else:
        assert entry.day is not None
        assert (entry.day.earliest, entry.day.latest) == (min(every), max(every))
        assert entry.complete is True
        assert entry.holds(min(every)) is (YES if max(every) == min(every) else POSSIBLE)
        assert entry.holds(min(every) - timedelta(days=1)) is NO


def _deeds(*rows: tuple[str, str, str]) -> list[Deed]:
    return [Deed(party, kind, PartialDate.parse(on) if on else None) for party, kind, on in rows]


def test_third_notification_plus_thirty_days_with_the_working() -> None:
    acts = _deeds(
        ("a", "notification", "2012-01-10"), ("b", "signature", "2011-01-01"), ("b", "notification", "2012-03-01"),
        ("c", "notification", "2012-02-01"), ("d", "notification", "2013-02-01"),
    )  # fmt: skip
    entry = entry_into_force(3, 30, acts)
    assert [(c.number, c.deed.party) for c in entry.counted] == [(1, "a"), (2, "c"), (3, "b"), (4, "d")]
    assert (str(entry.day), entry.nth) == ("2012-03-31", acts[2])
    assert (entry.known, entry.complete) == (4, True)


def test_two_of_fourteen_known() -> None:
    entry = entry_into_force(14, 30, _deeds(("a", "ratification", "2012"), ("b", "accession", "")))
    assert (entry.day, entry.known, entry.complete, entry.nth) == (None, 2, False, None)
    assert entry.holds(date(2030, 1, 1)) is POSSIBLE


@pytest.mark.parametrize(
    ("dates", "day", "nth"),
    [
        (("2012", "2012-05"), "[2012-05-31..2013-01-30]", None),
        (("2012-01", "2012-05"), "[2012-05-31..2012-06-30]", "b"),
        (("2012-01-01", ""), "[2012-01-31..]", None),
        (("", ""), None, None),
    ],
)
def test_dates_that_are_only_bounded(dates: tuple[str, str], day: str | None, nth: str | None) -> None:
    entry = entry_into_force(2, 30, _deeds(("a", "ratification", dates[0]), ("b", "ratification", dates[1])))
    assert (str(entry.day) if entry.day else None, entry.nth.party if entry.nth else None) == (day, nth)


def test_withdrawn_before_entry_does_not_count() -> None:
    acts = [("a", "ratification", "2012-01-01"), ("b", "ratification", "2012-02-01"), ("c", "accession", "2012-06-01")]
    left = ("a", "withdrawal", "2012-02-15")
    entry = entry_into_force(2, 30, _deeds(*acts, left))
    assert str(entry.day) == "2012-07-01"
    assert [(c.number, c.deed.party, c.withdrew) for c in entry.counted] == [(0, "a", YES), (1, "b", NO), (2, "c", NO)]
    assert str(entry_into_force(2, 30, _deeds(*acts, ("a", "withdrawal", "2012-03-02"))).day) == "2012-03-02"
    maybe = entry_into_force(2, 30, _deeds(*acts, ("a", "withdrawal", "2012")))
    assert [c.withdrew for c in maybe.counted] == [POSSIBLE, NO, NO]
    assert str(maybe.day) == "[2012-03-02..2012-07-01]"


def test_a_stated_day_is_compared_and_never_forced() -> None:
    entry = entry_into_force(1, 30, _deeds(("a", "ratification", "2012-01")))
    assert str(entry.day) == "[2012-01-31..2012-03-01]"
    assert [entry.agrees(PartialDate.parse(d)) for d in ("2012-02-15", "2012", "2012-03-02")] == [True, True, False]
    assert entry.agrees(None) is True


def test_the_ends_of_the_calendar() -> None:
    late = Deed("a", "ratification", PartialDate.parse("9999-12-20"))
    assert entry_into_force(1, 30, [late]).day is None
    early = Deed("a", "ratification", PartialDate("[..2012-01-01]", FIRST, date(2012, 1, 1)))
    assert str(entry_into_force(1, 30, [early]).day) == "[..2012-01-31]"
