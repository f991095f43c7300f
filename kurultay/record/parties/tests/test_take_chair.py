"""Taking the chair: who held it hands over, and the database refuses two certain chairs of one day."""

import pytest
from django.db import IntegrityError, connection, transaction

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Role
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene, written


def test_who_held_it_hands_over_that_day(scene: Scene) -> None:
    one = parties.take_chair(scene.west, of=scene.lakes, on="2016-01-01", by=OFFICER, terms=1)
    two = parties.take_chair(scene.east, of=scene.lakes, on="2018", until="2020", by=OFFICER)
    with reading_as(STRANGER):
        assert [Role.objects.get(pk=r.pk).until for r in (scene.chair, one, two)] == ["2016-01-01", "2018", "2020"]
    assert (one.key, one.terms, two.key) == ("lakes-chair-westshore", 1, "lakes-chair-eastshore-2")


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [
        ("2015-01-01", "2017-01-01", False), ("2010", "..", False), ("2014-01-01", "2014-01-02", False),
        ("2015-12-31", "2016-01-01", False), ("2016-01-01", "..", True), ("2013", "2014-01-01", True),
        ("2013", "2014", True), ("2015", "", True), ("", "2015", True), ("[..2015]", "[2013..]", True), ("", "", True),
    ],
)  # fmt: skip
def test_two_certain_chairs_of_one_day_are_refused_by_the_database(
    scene: Scene, since: str, until: str, may: bool
) -> None:
    """The chair from 2014-01-01 until 2016-01-01 stands; terms that are not certain then are accepted beside it."""
    role = Role(key="x", kind="chair", holder=scene.west, of=scene.lakes, since=since, until=until)
    if may:
        with written():
            role.save()
        return
    with written() as act, pytest.raises(IntegrityError), transaction.atomic():
        role.save()
    assert act.count == 0
    with written(), pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.bulk_create([role])
    with pytest.raises(Refused, match="certainly in the chair"):
        parties.take_chair(scene.west, of=scene.lakes, on=since, until=until, by=OFFICER)


def test_moving_a_term_onto_another_is_refused_too(scene: Scene) -> None:
    later = parties.take_chair(scene.west, of=scene.lakes, on="2016-01-01", until="2018-01-01", by=OFFICER)
    for statement in (
        "UPDATE parties_role SET since_latest = '2015-06-01', since_earliest = '2015-06-01' WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [later.pk])
    later.since = "2015-06-01"
    with written(), pytest.raises(IntegrityError), transaction.atomic():
        later.save()


def test_withdrawn_terms_other_bodies_and_other_roles_are_no_clash(scene: Scene) -> None:
    with written():
        scene.chair.withdrawn = True
        scene.chair.save()
    parties.take_chair(scene.west, of=scene.lakes, on="2014-06-01", until="2015-01-01", by=OFFICER)
    parties.take_chair(scene.west, of=scene.council, on="2014-06-01", until="2015-01-01", by=OFFICER)
    with written():
        Role(key="dep", kind="depositary", holder=scene.west, of=scene.lakes, since="2014-01-01", until="..").save()


def test_a_term_within_a_chairmanship_is_no_second_chair(scene: Scene) -> None:
    whole = parties.take_chair(scene.west, of=scene.lakes, on="2016-01-01", until="2020-01-01", terms=2, by=OFFICER)
    with written(), reading_as(SYSTEM):
        for term, (since, until) in enumerate((("2016-01-01", "2018-01-01"), ("2018-01-01", "2020-01-01")), start=1):
            Role(
                key=f"t{term}", kind="chair", holder=scene.west, of=scene.lakes, since=since, until=until, within=whole,
                term=term,
            ).save()  # fmt: skip
        assert list(whole.terms_within.order_by("term").values_list("term", flat=True)) == [1, 2]
    with pytest.raises(Refused):
        parties.take_chair(scene.east, of=scene.lakes, on="2017-01-01", until="2017-06-01", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.take_chair(scene.west, of=scene.lakes, on="2016-01-01", by=reader)
