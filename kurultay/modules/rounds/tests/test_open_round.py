"""Opening a round: what it asks of whom is fixed by what runs on that day; whoever keeps the organisation opens."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.rounds.models import Round, RoundItem
from kurultay.record.commitments import actions as commitments
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM

from .conftest import EAST, Desk, open_spring, promise


def asks(thing: Round, reader: Reader = OFFICER) -> set[tuple[str, str]]:
    """What a round asks of whom, as a reader sees it."""
    with reading_as(reader):
        return set(RoundItem.objects.filter(round=thing).values_list("commitment__key", "party__key"))


SPRING = {("handbook", "eastshore"), ("handbook", "westshore"), ("map", "eastshore")}


def test_it_asks_whoever_owes_what_runs_on_the_day_it_opens(desk: Desk) -> None:
    assert asks(desk.round) == SPRING


def test_what_is_asked_stays_as_it_was_at_the_opening(desk: Desk) -> None:
    promise(desk, "new", desk.scene.east)
    commitments.meet(desk.map, on="2015-03-05", by=OFFICER)
    assert asks(desk.round) == SPRING
    assert asks(open_spring(desk.scene, "next", opens="2015-04-01", due="2015-05-01")) == {
        ("handbook", "eastshore"), ("handbook", "westshore"), ("new", "eastshore"),
    }  # fmt: skip


def test_a_round_of_a_catalogue_or_an_area_asks_about_that_alone(desk: Desk) -> None:
    assert asks(open_spring(desk.scene, "of-strategy", catalogue=desk.scene.catalogue)) == {("map", "eastshore")}
    assert asks(open_spring(desk.scene, "of-area", area=desk.scene.area)) == {("map", "eastshore")}


def test_a_party_that_owes_in_two_ways_is_asked_once(desk: Desk) -> None:
    commitments.assign(desk.map, party=desk.scene.east, capacity="contributing", by=OFFICER)
    found = open_spring(desk.scene, "again")
    with reading_as(SYSTEM):
        assert RoundItem.objects.filter(round=found, commitment=desk.map).count() == 1


def test_what_another_organisation_keeps_is_not_asked_about(desk: Desk) -> None:
    promise(desk, "foreign", desk.scene.east, keeper="plains", by=SYSTEM, of=desk.scene.lakes)
    assert asks(open_spring(desk.scene, "again")) == SPRING


def test_a_party_does_not_learn_of_what_it_may_not_read(desk: Desk) -> None:
    promise(desk, "secret", desk.scene.east, marking="secretariat")
    promise(desk, "of-both", desk.scene.west, marking="restricted", named=("westshore",))
    found = open_spring(desk.scene, "again")
    assert asks(found) == SPRING | {("secret", "eastshore"), ("of-both", "westshore")}
    assert asks(found, EAST) == asks(found, STRANGER) == SPRING


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"due": "2015-02-28"}, "due before it opens"),
        ({"opens": "2015-03"}, "whole day"),
        ({"opens": "2013-01-01"}, "nothing to ask"),
        ({"escalate_after": 10}, "both, or neither"),
        ({"key": "spring-2015"}, "is taken"),
    ],
)
def test_what_cannot_be(desk: Desk, words: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        open_spring(desk.scene, **{"key": "again", **words})
    with reading_as(SYSTEM):
        assert Round.objects.count() == 1


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        open_spring(desk.scene, "mine", by=reader)
