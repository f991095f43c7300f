"""Appointing to a post: the appointment and taking office are two dates."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person, Tenure
from tests.cast import ELSEWHERE, NOT_KEEPERS, OFFICER, STRANGER, Scene


@pytest.fixture
def ada(scene: Scene) -> Person:
    return people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=OFFICER)


@pytest.mark.parametrize(
    ("on", "took_office", "appointed_on", "since"),
    [
        ("2014-05-20", "2014-06-05", "2014-05-20", "2014-06-05"), ("2014-05-20", "", "2014-05-20", "2014-05-20"),
        ("", "2014-06", "", "2014-06"), ("", "", "", ""),
    ],
)  # fmt: skip
def test_two_dates(scene: Scene, ada: Person, on: str, took_office: str, appointed_on: str, since: str) -> None:
    made = people.appoint(
        ada,
        post="Secretary",
        at=scene.lakes,
        for_party=scene.east,
        on=on,
        took_office=took_office,
        keeper="lakes",
        by=OFFICER,
    )
    assert (made.appointed_on, made.since, made.until, made.keeper) == (appointed_on, since, "", "lakes")


def test_each_tenure_has_a_key_of_its_own(scene: Scene, ada: Person) -> None:
    made = [people.appoint(ada, post="X", at=at, keeper="lakes", by=OFFICER) for at in (scene.lakes, scene.lakes, None)]
    assert [t.key for t in made] == ["ada-lake-lakes", "ada-lake-lakes-2", "ada-lake-post"]


def test_a_tenure_is_read_by_nobody_who_may_not_read_the_person_or_the_place(scene: Scene, ada: Person) -> None:
    hidden = people.introduce("spy", name="A Spy", keeper="lakes", marking="secretariat", by=OFFICER)
    place = parties.register("annex", kind="body", name="Annex", keeper="lakes", marking="secretariat", by=OFFICER)
    people.appoint(hidden, post="Clerk", at=scene.lakes, keeper="lakes", by=OFFICER)
    people.appoint(ada, post="Clerk", at=place, keeper="lakes", by=OFFICER)
    people.appoint(ada, post="Clerk", for_party=place, keeper="lakes", by=OFFICER)
    with reading_as(STRANGER):
        assert Tenure.objects.count() == 0
    with reading_as(OFFICER):
        assert Tenure.objects.count() == 3
    with pytest.raises(Refused, match="cannot be tied"):
        people.appoint(hidden, post="Clerk", keeper="plains", marking="members", by=ELSEWHERE)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, ada: Person, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        people.appoint(ada, post="Secretary", at=scene.lakes, keeper="lakes", by=reader)
