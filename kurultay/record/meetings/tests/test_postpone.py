"""Postponing a meeting that is to come."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from tests.cast import NOT_KEEPERS, OFFICER


@pytest.mark.parametrize("state", ["planned", "confirmed"])
def test_with_the_reason(state: str, request: pytest.FixtureRequest) -> None:
    meeting = request.getfixturevalue(state)
    made = meetings.postpone(meeting, by=OFFICER, reason="Snow.")
    assert (made.status, made.status_reason, made.planned_for) == ("postponed", "Snow.", meeting.planned_for)


def test_not_without_a_reason(planned: Meeting) -> None:
    with pytest.raises(Refused, match="Say why"):
        meetings.postpone(planned, by=OFFICER, reason=" ")


@pytest.mark.parametrize("state", ["held", "postponed", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.postpone(request.getfixturevalue(state), reason="Snow.", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(planned: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.postpone(planned, reason="Snow.", by=reader)
