"""A point of the agenda goes over to a later meeting."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import AgendaItem, Meeting
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def point(meeting: Meeting) -> AgendaItem:
    return meetings.put_on_agenda(meeting, title="Fish", by=OFFICER)


def test_to_the_next_or_to_a_named_meeting(scene: Scene, held: Meeting) -> None:
    fish = meetings.defer(point(held), by=OFFICER)
    assert (fish.outcome, fish.deferred_to) == ("deferred", None)
    later = meetings.plan("council-2", kind="summit", name="Second", body=scene.council, by=OFFICER)
    meetings.defer(fish, to=later, by=OFFICER)
    with reading_as(STRANGER):
        found = AgendaItem.objects.get(title="Fish")
        assert (found.outcome, found.deferred_to.key) == ("deferred", "council-2")


def test_a_hidden_meeting_hides_the_point_that_goes_there(scene: Scene, held: Meeting) -> None:
    secret = meetings.plan(
        "secret", kind="summit", name="Secret", body=scene.council, marking="secretariat", by=OFFICER
    )
    meetings.defer(point(held), to=secret, by=OFFICER)
    with reading_as(STRANGER):
        assert AgendaItem.objects.count() == 0
    with reading_as(OFFICER):
        assert AgendaItem.objects.count() == 1


def test_not_to_itself_not_to_a_cancelled_one_not_twice(held: Meeting, scene: Scene) -> None:
    fish = point(held)
    with pytest.raises(Refused, match="another meeting"):
        meetings.defer(fish, to=held, by=OFFICER)
    off = meetings.plan("off", kind="summit", name="Off", body=scene.council, by=OFFICER)
    meetings.cancel(off, reason="Snow.", by=OFFICER)
    with pytest.raises(Refused, match="cancelled"):
        meetings.defer(fish, to=off, by=OFFICER)
    meetings.defer(fish, by=OFFICER)
    with pytest.raises(Refused, match="recorded already"):
        meetings.defer(fish, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(held: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.defer(point(held), by=reader)
