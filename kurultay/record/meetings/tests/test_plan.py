"""Planning a meeting."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, MeetingName, Place
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene


def test_it_is_kept_with_its_body(planned: Meeting) -> None:
    with reading_as(STRANGER):
        found = Meeting.objects.get(key="council-1")
        assert (found.status, found.planned_for, found.starts_on, found.keeper) == ("planned", "2014-05", "", "lakes")
        assert MeetingName.objects.get(meeting=found).text == "First Council"
    with pytest.raises(Refused, match="The key council-1 is taken"):
        meetings.plan("council-1", kind="summit", name="x", keeper="lakes", by=OFFICER)


def test_what_it_hangs_together_with(planned: Meeting, scene: Scene, town: Place) -> None:
    made = meetings.plan(
        "talks", kind="consultation", name="Talks", margins_of=planned, margins_of_party=scene.lakes, part_of=planned,
        follows=planned, place=town, mode="online", subject="Fish", keeper="lakes", by=OFFICER,
    )  # fmt: skip
    assert (made.margins_of, made.part_of, made.follows, made.place) == (planned, planned, planned, town)
    assert (made.margins_of_party, made.mode, made.subject) == (scene.lakes, "online", "Fish")


def test_the_meeting_of_a_hidden_body_is_hidden(scene: Scene) -> None:
    cell = parties.register("cell", kind="body", name="Cell", keeper="lakes", marking="secretariat", by=SYSTEM)
    meetings.plan("cell-1", kind="committee", name="Cell", body=cell, by=OFFICER)
    with reading_as(STRANGER):
        assert Meeting.objects.filter(key="cell-1").count() == 0


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.plan("x", kind="summit", name="x", body=scene.council, by=reader)
