"""Accepting an invitation."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Participation
from tests.cast import NOT_KEEPERS, OFFICER, Scene


@pytest.fixture
def invited(confirmed: Meeting, scene: Scene) -> Participation:
    return meetings.invite(confirmed, party=scene.west, by=OFFICER)


def test_once_and_in_a_capacity(invited: Participation) -> None:
    with pytest.raises(Refused, match="is no capacity"):
        meetings.accept(invited, capacity="invited", by=OFFICER)
    assert meetings.accept(invited, capacity="observer", by=OFFICER).capacity == "observer"
    with pytest.raises(Refused, match="Only an invitation is accepted"):
        meetings.accept(invited, by=OFFICER)


def test_not_once_the_meeting_was_held(confirmed: Meeting, invited: Participation) -> None:
    meetings.hold(confirmed, by=OFFICER)
    with pytest.raises(Refused, match="This meeting is held"):
        meetings.accept(invited, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(invited: Participation, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.accept(invited, by=reader)
