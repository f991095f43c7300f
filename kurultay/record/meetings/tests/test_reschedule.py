"""Planning a postponed meeting anew."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from tests.cast import NOT_KEEPERS, OFFICER


def test_it_is_planned_again(postponed: Meeting) -> None:
    made = meetings.reschedule(postponed, on="2015-03-01", by=OFFICER)
    assert (made.status, made.status_reason, made.planned_for) == ("planned", "", "2015-03-01")
    assert meetings.confirm(made, by=OFFICER).status == "confirmed"


@pytest.mark.parametrize("state", ["planned", "confirmed", "held", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.reschedule(request.getfixturevalue(state), on="2015-03-01", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(postponed: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.reschedule(postponed, on="2015-03-01", by=reader)
