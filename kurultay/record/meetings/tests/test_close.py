"""Closing a meeting that was held."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from kurultay.record.people.models import Person
from tests.cast import NOT_KEEPERS, OFFICER


def test_attendance_is_final(held: Meeting, ada: Person) -> None:
    made = meetings.close(held, until="2014-05-23", by=OFFICER)
    assert (made.closed, made.status, made.ends_on) == (True, "held", "2014-05-23")
    with pytest.raises(Refused, match="This meeting is closed"):
        meetings.attend(made, person=ada, by=OFFICER)
    with pytest.raises(Refused, match="This meeting is closed"):
        meetings.close(made, by=OFFICER)


@pytest.mark.parametrize("state", ["planned", "confirmed", "postponed", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.close(request.getfixturevalue(state), by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(held: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.close(held, by=reader)
