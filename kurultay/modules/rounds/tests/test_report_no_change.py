"""No change since the last round: one commitment, or all that wait, in one go."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.actions import Answer
from tests.cast import ADMINISTRATOR, CHAIR, ELSEWHERE, OFFICER, STRANGER

from .conftest import EAST, EAST_ELSEWHERE, NORTH, WEST, Desk

DAY = "2015-03-20"


def test_all_that_wait_in_one_go(desk: Desk) -> None:
    east = desk.scene.east
    rounds.respond(desk.round, party=east, answers=(Answer(desk.map, "Printed.", "met"),), on=DAY, by=EAST)
    made = rounds.report_no_change(desk.round, party=east, on=DAY, by=EAST)
    assert [(step.commitment_id, step.kind) for step in made] == [(desk.handbook.pk, "no-change")]
    with pytest.raises(Refused, match="its answer already"):
        rounds.report_no_change(desk.round, party=east, on=DAY, by=EAST)


def test_one_commitment(desk: Desk) -> None:
    made = rounds.report_no_change(desk.round, party=desk.scene.east, commitment=desk.map, on=DAY, by=EAST)
    assert [step.commitment_id for step in made] == [desk.map.pk]
    with pytest.raises(Refused, match="does not ask this party about map"):
        rounds.report_no_change(desk.round, party=desk.scene.west, commitment=desk.map, on=DAY, by=WEST)


def test_the_secretariat_may_for_anybody(desk: Desk) -> None:
    assert len(rounds.report_no_change(desk.round, party=desk.scene.west, on=DAY, by=OFFICER)) == 1


@pytest.mark.parametrize(
    "reader", [WEST, NORTH, EAST_ELSEWHERE, CHAIR, ADMINISTRATOR, ELSEWHERE, STRANGER], ids=lambda r: r.name
)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match=r"kept by lakes|and for nobody else"):
        rounds.report_no_change(desk.round, party=desk.scene.east, on=DAY, by=reader)
