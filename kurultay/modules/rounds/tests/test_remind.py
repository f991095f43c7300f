"""Reminding: those who have not answered everything, once a day, by whoever keeps the round."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.models import Reminder
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER

from .conftest import EAST, WEST, Desk

DAY = "2015-03-20"


def test_those_who_have_not_answered_once_a_day(desk: Desk) -> None:
    rounds.report_no_change(desk.round, party=desk.scene.west, on="2015-03-05", by=WEST)
    made = rounds.remind(desk.round, on=DAY, by=OFFICER)
    assert [(each.party.key, each.kind, each.on) for each in made] == [("eastshore", "asked", DAY)]
    with pytest.raises(Refused, match="nobody to remind"):
        rounds.remind(desk.round, on=DAY, by=OFFICER)
    assert len(rounds.remind(desk.round, on="2015-03-21", by=OFFICER)) == 1


def test_one_party_alone(desk: Desk) -> None:
    made = rounds.remind(desk.round, party=desk.scene.west, on=DAY, by=OFFICER)
    assert [each.party.key for each in made] == ["westshore"]
    with pytest.raises(Refused, match="nobody to remind"):
        rounds.remind(desk.round, party=desk.scene.north, on=DAY, by=OFFICER)


def test_a_reminder_is_between_the_party_and_the_secretariat(desk: Desk) -> None:
    rounds.remind(desk.round, on=DAY, by=OFFICER)
    counts = {}
    for reader in (OFFICER, EAST, WEST, STRANGER):
        with reading_as(reader):
            counts[reader.name] = Reminder.objects.count()
    assert list(counts.values()) == [2, 1, 1, 0]


def test_not_before_it_opens_nor_after_it_closes(desk: Desk) -> None:
    with pytest.raises(Refused, match="not open yet"):
        rounds.remind(desk.round, on="2015-02-20", by=OFFICER)
    with pytest.raises(Refused, match="whole day"):
        rounds.remind(desk.round, on="2015-03", by=OFFICER)
    with pytest.raises(Refused, match="reminder is one of"):
        rounds.remind(desk.round, on=DAY, kind="shouted", by=OFFICER)
    rounds.close_round(desk.round, on=DAY, by=OFFICER)
    with pytest.raises(Refused, match="is closed"):
        rounds.remind(desk.round, on=DAY, by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        rounds.remind(desk.round, on=DAY, by=reader)
