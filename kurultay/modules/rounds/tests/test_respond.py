"""Answering a round: a focal point for its own party, several commitments at once, all of it or nothing."""

from datetime import date

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.actions import mark
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.actions import Answer
from kurultay.modules.rounds.models import Response, response
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Step
from tests.cast import ADMINISTRATOR, CHAIR, ELSEWHERE, OBSERVER, OFFICER, REFERENCE, STRANGER

from .conftest import EAST, EAST_DELEGATE, EAST_ELSEWHERE, NORTH, WEST, Desk, promise

DAY = date(2015, 3, 20)


def both(desk: Desk) -> tuple[Answer, ...]:
    return (Answer(desk.handbook, "Half is written.", "in-progress"), Answer(desk.map, unchanged=True))


def answered(desk: Desk, reader: Reader, on: date = DAY) -> Response:
    with reading_as(reader):
        found = response(desk.round, desk.scene.east, on)
    assert found is not None
    return found


def test_a_focal_point_reports_on_several_at_once(desk: Desk) -> None:
    rounds.respond(desk.round, party=desk.scene.east, answers=both(desk), on=DAY, by=EAST)
    found = answered(desk, OFFICER)
    assert [(each.step.kind, each.step.text, each.step.says) for each in found.asked if each.step] == [
        ("report", "Half is written.", "in-progress"), ("no-change", "", ""),
    ]  # fmt: skip
    assert (found.answered, found.rate, found.open) == (2, 100, ())
    assert answered(desk, OFFICER, date(2015, 3, 19)).rate == 0


def test_a_third_is_thirty_three_per_cent(desk: Desk) -> None:
    rounds.respond(desk.round, party=desk.scene.east, answers=both(desk)[:1], on=DAY, by=EAST)
    assert answered(desk, EAST).rate == 50


def test_a_report_made_elsewhere_answers_too_and_one_from_before_does_not(desk: Desk) -> None:
    commitments.report(desk.handbook, text="Begun.", on="2015-02-28", by=EAST)
    assert answered(desk, EAST).answered == 0
    commitments.report(desk.handbook, text="Going on.", on="2015-03-02", by=EAST)
    commitments.attach(desk.map, text="A print.", on="2015-03-02", by=EAST)  # evidence alone is no report
    assert answered(desk, EAST).answered == 1


def test_until_it_is_published_others_do_not_know_that_there_is_an_answer(desk: Desk) -> None:
    made = rounds.respond(desk.round, party=desk.scene.east, answers=both(desk), on=DAY, by=EAST)
    assert [answered(desk, reader).answered for reader in (EAST, OFFICER, WEST, STRANGER)] == [2, 2, 0, 0]
    with reading_as(OFFICER):
        mark(Step.objects.get(pk=made[0].pk), marking="members", by=OFFICER)
    assert [answered(desk, reader).answered for reader in (EAST, OFFICER, WEST, STRANGER)] == [2, 2, 1, 0]


def test_the_party_may_publish_at_once(desk: Desk) -> None:
    rounds.respond(desk.round, party=desk.scene.east, answers=both(desk), on=DAY, marking="public", by=EAST)
    assert answered(desk, STRANGER).answered == 2


def test_one_wrong_answer_and_none_stands(desk: Desk) -> None:
    other = promise(desk, "other", desk.scene.east)
    with pytest.raises(Refused, match="does not ask this party about other"):
        rounds.respond(desk.round, party=desk.scene.east, answers=(*both(desk), Answer(other, "x")), on=DAY, by=EAST)
    with pytest.raises(Refused, match="Say what was done"):
        rounds.respond(desk.round, party=desk.scene.east, answers=(*both(desk)[:1], Answer(desk.map)), on=DAY, by=EAST)
    with pytest.raises(Refused, match="no answer here"):
        rounds.respond(desk.round, party=desk.scene.east, answers=(), on=DAY, by=EAST)
    assert answered(desk, OFFICER).answered == 0


def test_before_it_opens_and_after_it_closes_nobody_answers(desk: Desk) -> None:
    with pytest.raises(Refused, match="not open yet"):
        rounds.respond(desk.round, party=desk.scene.east, answers=both(desk), on="2015-02-28", by=EAST)
    rounds.close_round(desk.round, on="2015-04-30", by=OFFICER)
    with pytest.raises(Refused, match="is closed"):
        rounds.respond(desk.round, party=desk.scene.east, answers=both(desk), on="2015-05-01", by=EAST)


def test_late_is_still_an_answer(desk: Desk) -> None:
    rounds.respond(desk.round, party=desk.scene.east, answers=both(desk), on="2015-04-20", by=EAST)
    assert answered(desk, EAST, date(2015, 4, 20)).rate == 100


def test_the_secretariat_enters_what_a_party_sent_on_paper(desk: Desk) -> None:
    made = rounds.respond(desk.round, party=desk.scene.west, answers=both(desk)[:1], on=DAY, by=OFFICER)
    assert made[0].by_party_id == desk.scene.west.pk


def test_a_focal_point_speaks_for_nobody_else(desk: Desk) -> None:
    for reader, party in ((EAST, desk.scene.west), (WEST, desk.scene.east), (NORTH, desk.scene.east)):
        with pytest.raises(Refused, match="and for nobody else"):
            rounds.respond(desk.round, party=party, answers=both(desk)[:1], on=DAY, by=reader)
    with pytest.raises(Refused, match="asks nothing of that party"):
        rounds.respond(desk.round, party=desk.scene.north, answers=both(desk), on=DAY, by=NORTH)


@pytest.mark.parametrize(
    "reader",
    [EAST_ELSEWHERE, EAST_DELEGATE, CHAIR, OBSERVER, ADMINISTRATOR, ELSEWHERE, REFERENCE, STRANGER],
    ids=lambda r: r.name,
)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        rounds.respond(desk.round, party=desk.scene.east, answers=both(desk), on=DAY, by=reader)
