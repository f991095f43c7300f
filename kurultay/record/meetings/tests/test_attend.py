"""Recording who took part in a meeting that was held."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Participation
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene


def test_with_the_post_certainly_held_that_day(held: Meeting, scene: Scene, ada: Person) -> None:
    made = meetings.attend(held, person=ada, party=scene.east, capacity="head", post="Ambassador", by=OFFICER)
    assert (made.capacity, made.tenure.post, made.post_stated) == ("head", "Envoy", "Ambassador")
    assert made.post == made.tenure


def test_with_no_post_where_it_cannot_be_said(held: Meeting, scene: Scene, ada: Person) -> None:
    elsewhere = meetings.attend(held, person=ada, party=scene.west, by=OFFICER)
    assert elsewhere.tenure is None
    people.appoint(ada, post="Poet", at=scene.east, took_office="2013-01-01", until="..", keeper="lakes", by=OFFICER)
    two = meetings.attend(held, person=ada, party=scene.east, by=OFFICER)
    assert two.tenure is None
    with reading_as(STRANGER):
        assert [p.post for p in Participation.objects.prefetch_related("person__tenures__at")] == [None, None]


def test_a_post_that_may_have_ended_is_not_taken(held: Meeting, scene: Scene) -> None:
    bo = people.introduce("bo", name="Bo", keeper="lakes", by=OFFICER)
    people.appoint(bo, post="Envoy", at=scene.east, took_office="2012", until="2014", keeper="lakes", by=OFFICER)
    assert meetings.attend(held, person=bo, party=scene.east, by=OFFICER).tenure is None


def test_at_an_institution_of_the_party(held: Meeting, scene: Scene) -> None:
    ministry = parties.register("ministry", kind="ministry", name="Ministry", state=scene.east, by=SYSTEM)
    bo = people.introduce("bo", name="Bo", keeper="lakes", by=OFFICER)
    people.appoint(bo, post="Minister", at=ministry, took_office="2012", until="..", keeper="lakes", by=OFFICER)
    assert meetings.attend(held, person=bo, party=scene.east, by=OFFICER).tenure.post == "Minister"


def test_an_invitation_becomes_the_attendance(confirmed: Meeting, scene: Scene) -> None:
    invited = meetings.invite(confirmed, party=scene.west, by=OFFICER)
    meeting = meetings.hold(confirmed, by=OFFICER)
    made = meetings.attend(meeting, party=scene.west, capacity="delegate", number=3, by=OFFICER)
    assert (made.pk, made.capacity, made.number) == (invited.pk, "delegate", 3)


def test_words_capacities_and_sessions(held: Meeting, scene: Scene, planned: Meeting) -> None:
    assert meetings.attend(held, words="journalists", number=12, by=OFFICER).number == 12
    with pytest.raises(Refused, match="Say who"):
        meetings.attend(held, by=OFFICER)
    with pytest.raises(Refused, match="is no capacity"):
        meetings.attend(held, party=scene.east, capacity="king", by=OFFICER)
    other = meetings.plan("council-2", kind="summit", name="Second", body=scene.council, on="2015", by=OFFICER)
    session = meetings.put_on_agenda(other, title="x", session="Opening", by=OFFICER).session
    with pytest.raises(Refused, match="of another meeting"):
        meetings.attend(held, party=scene.east, session=session, by=OFFICER)


@pytest.mark.parametrize("state", ["planned", "confirmed", "postponed", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.attend(request.getfixturevalue(state), words="experts", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(held: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.attend(held, words="experts", by=reader)
