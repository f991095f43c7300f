"""Holding a confirmed meeting."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Place
from tests.cast import NOT_KEEPERS, OFFICER


def test_on_the_day_planned(confirmed: Meeting) -> None:
    made = meetings.hold(confirmed, by=OFFICER)
    assert (made.status, made.starts_on, made.planned_for) == ("held", "2014-05-20", "2014-05-20")


def test_the_planned_day_stays_beside_another(confirmed: Meeting, town: Place) -> None:
    made = meetings.hold(confirmed, on="2014-05-21", until="2014-05-22", place=town, mode="hybrid", by=OFFICER)
    assert (made.starts_on, made.ends_on, made.planned_for) == ("2014-05-21", "2014-05-22", "2014-05-20")
    assert (made.place, made.mode, made.sort_day.isoformat()) == (town, "hybrid", "2014-05-21")


def test_not_until_before_it_starts(confirmed: Meeting) -> None:
    with pytest.raises(Refused, match="cannot end before it starts"):
        meetings.hold(confirmed, on="2014-05-21", until="2014-05-20", by=OFFICER)


@pytest.mark.parametrize("state", ["planned", "held", "postponed", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.hold(request.getfixturevalue(state), by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(confirmed: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.hold(confirmed, by=reader)
