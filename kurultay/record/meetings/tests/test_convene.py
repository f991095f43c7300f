"""Convening a confirmed meeting: the members of its body are invited."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, SYSTEM, Scene


def test_the_members_of_the_body_that_day(confirmed: Meeting, scene: Scene) -> None:
    made = meetings.convene(confirmed, by=OFFICER)
    assert [(p.party.key, p.capacity, p.keeper) for p in made] == [("westshore", "invited", "lakes")]
    with pytest.raises(Refused, match="no member left to invite"):
        meetings.convene(confirmed, by=OFFICER)


def test_without_members_of_its_own_those_of_its_organisation(scene: Scene) -> None:
    office = parties.register("lakes-office", kind="body", name="Office", parent=scene.lakes, keeper="lakes", by=SYSTEM)
    meeting = meetings.plan("office-1", kind="committee", name="Office", body=office, on="2010-06-01", by=OFFICER)
    made = meetings.convene(meetings.confirm(meeting, by=OFFICER), by=OFFICER)
    assert [p.party.key for p in made] == ["eastshore"]  # the other member joined a year later


def test_only_of_a_body(scene: Scene) -> None:
    meeting = meetings.plan("fair", kind="event", name="Fair", on="2014", keeper="lakes", by=OFFICER)
    with pytest.raises(Refused, match="Only the meeting of a body"):
        meetings.convene(meetings.confirm(meeting, by=OFFICER), by=OFFICER)


@pytest.mark.parametrize("state", ["planned", "held", "postponed", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.convene(request.getfixturevalue(state), by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(confirmed: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.convene(confirmed, by=reader)
