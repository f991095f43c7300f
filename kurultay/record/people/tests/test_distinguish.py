"""Keeping two persons apart."""

import pytest
from django.db import IntegrityError, transaction

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.people import actions as people
from kurultay.record.people.models import Distinction, Person
from tests.cast import NOT_KEEPERS, OFFICER, REFERENCE, STRANGER, Scene


@pytest.fixture
def two(scene: Scene) -> tuple[Person, Person]:
    one = people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=OFFICER)
    return one, people.introduce("ada-lake-2", name="Ada Lake", by=REFERENCE)


def test_once_whichever_comes_first(scene: Scene, two: tuple[Person, Person]) -> None:
    one, other = two
    made = people.distinguish(other, other=one, by=REFERENCE, reason="Born in different years.")
    assert (made.one, made.other) == (one, other)
    with pytest.raises(IntegrityError), transaction.atomic():
        people.distinguish(one, other=other, by=OFFICER, reason="Again.")


def test_with_a_reason_and_from_somebody_else(scene: Scene, two: tuple[Person, Person]) -> None:
    with pytest.raises(Refused, match="themselves"):
        people.distinguish(two[0], other=two[0], by=OFFICER, reason="x")
    with pytest.raises(Refused, match="reason"):
        people.distinguish(two[0], other=two[1], by=OFFICER, reason="")


def test_it_is_read_by_nobody_who_may_not_read_both(scene: Scene, two: tuple[Person, Person]) -> None:
    spy = people.introduce("spy", name="Ada Lake", keeper="lakes", marking="secretariat", by=OFFICER)
    people.distinguish(two[0], other=spy, by=OFFICER, reason="The spy is another.")
    people.distinguish(spy, other=two[1], by=OFFICER, reason="Nor is she this one.")
    with reading_as(OFFICER):
        assert Distinction.objects.count() == 2
    with reading_as(STRANGER):
        assert Distinction.objects.count() == 0


@pytest.mark.parametrize("reader", [r for r in NOT_KEEPERS if r != REFERENCE], ids=lambda r: r.name)
def test_others_may_not(scene: Scene, two: tuple[Person, Person], reader: object) -> None:
    with pytest.raises(Refused, match=r"kept|reference"):
        people.distinguish(two[0], other=two[1], by=reader, reason="x")
