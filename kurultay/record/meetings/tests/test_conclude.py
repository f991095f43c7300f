"""A point of the agenda is dealt with."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from tests.cast import NOT_KEEPERS, OFFICER


def test_a_point_is_concluded_also_after_it_was_deferred_by_mistake(held: Meeting) -> None:
    fish = meetings.put_on_agenda(held, title="Fish", by=OFFICER)
    meetings.defer(fish, by=OFFICER)
    assert meetings.conclude(fish, by=OFFICER).outcome == "concluded"
    with pytest.raises(Refused, match="recorded already"):
        meetings.conclude(fish, by=OFFICER)


def test_not_before_the_meeting(planned: Meeting) -> None:
    fish = meetings.put_on_agenda(planned, title="Fish", by=OFFICER)
    with pytest.raises(Refused, match="done only while it is held"):
        meetings.conclude(fish, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(held: Meeting, reader: object) -> None:
    fish = meetings.put_on_agenda(held, title="Fish", by=OFFICER)
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.conclude(fish, by=reader)
