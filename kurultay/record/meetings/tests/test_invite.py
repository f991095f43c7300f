"""Inviting to a meeting that is to come."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Participation
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_a_party_a_person_or_words(planned: Meeting, scene: Scene, ada: Person) -> None:
    made = [
        meetings.invite(planned, party=scene.west, by=OFFICER),
        meetings.invite(planned, party=scene.east, person=ada, by=OFFICER),
        meetings.invite(planned, words="experts", number=20, by=OFFICER),
    ]
    assert [(p.capacity, p.party, p.person, p.words, p.number) for p in made] == [
        ("invited", scene.west, None, "", None), ("invited", scene.east, ada, "", None),
        ("invited", None, None, "experts", 20),
    ]  # fmt: skip
    with pytest.raises(Refused, match="on the list"):
        meetings.invite(planned, party=scene.west, by=OFFICER)
    with pytest.raises(Refused, match="Say who"):
        meetings.invite(planned, by=OFFICER)


def test_nobody_reads_it_who_may_not_read_whom(planned: Meeting) -> None:
    spy = people.introduce("spy", name="A Spy", keeper="lakes", marking="secretariat", by=OFFICER)
    meetings.invite(planned, person=spy, by=OFFICER)
    with reading_as(STRANGER):
        assert Participation.objects.count() == 0
    with reading_as(OFFICER):
        assert Participation.objects.count() == 1


@pytest.mark.parametrize("state", ["held", "postponed", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.invite(request.getfixturevalue(state), words="experts", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(planned: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.invite(planned, words="experts", by=reader)
