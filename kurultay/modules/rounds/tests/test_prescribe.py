"""Rhythms: when a round is due by the rule, and the warning where none was opened; nothing opens by itself."""

from datetime import date
from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.models import Rhythm, Round, RoundItem, due_days, missed, next_due, warnings
from kurultay.record.meetings import actions as meetings
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk, open_spring


def rhythm(desk: Desk, **words: Any) -> Rhythm:
    given: dict[str, Any] = {"of": desk.scene.lakes, "title": "Every year", "every": "year", "month": 3, "by": OFFICER}
    return rounds.prescribe("yearly", **{**given, **words})


def test_every_year_and_every_half_year_by_the_end_of_a_month(desk: Desk) -> None:
    yearly = rhythm(desk, month=2)
    half = rounds.prescribe("half", of=desk.scene.lakes, title="H", every="half-year", month=9, by=OFFICER)
    with reading_as(OFFICER):
        assert due_days(yearly, date(2015, 1, 1), date(2016, 12, 31)) == [date(2015, 2, 28), date(2016, 2, 29)]
        assert due_days(half, date(2015, 1, 1), date(2015, 12, 31)) == [date(2015, 3, 31), date(2015, 9, 30)]
        assert next_due(yearly, date(2015, 3, 1)) == date(2016, 2, 29)
        assert next_due(half, date(2015, 3, 31)) == date(2015, 3, 31)


def test_every_three_months_and_every_two_years_from_the_year_in_which_it_begins(desk: Desk) -> None:
    quarter = rhythm(desk, every="quarter", month=1)
    rare = rounds.prescribe("rare", of=desk.scene.lakes, title="R", every="two-years", month=3, since="2014-05-01",
                            by=OFFICER)  # fmt: skip
    with reading_as(OFFICER):
        days = due_days(quarter, date(2015, 1, 1), date(2015, 12, 31))
        assert days == [date(2015, 1, 31), date(2015, 4, 30), date(2015, 7, 31), date(2015, 10, 31)]
        days = due_days(rare, date(2014, 1, 1), date(2020, 12, 31))
        assert days == [date(2015, 3, 31), date(2017, 3, 31), date(2019, 3, 31)]
        assert next_due(rare, date(2015, 4, 1)) == date(2017, 3, 31)


def test_one_party_alone_or_one_kind_of_parties_is_asked(desk: Desk) -> None:
    def asked(**words: Any) -> set[str]:
        rule = rhythm(desk, **words)
        rounds.open_round("of-rhythm", of=desk.scene.lakes, title="R", opens="2015-03-01", due="2015-03-31",
                          rhythm=rule, by=OFFICER)  # fmt: skip
        with reading_as(OFFICER):
            return set(RoundItem.objects.filter(round__key="of-rhythm").values_list("party__key", flat=True))

    assert asked(party=desk.scene.west) == {"westshore"}
    with pytest.raises(Refused, match="one of the two"):
        rhythm(desk, party=desk.scene.west, kind="state")


@pytest.mark.parametrize(("kind", "some"), [("state", {"eastshore", "westshore"}), ("fund", None)])
def test_those_of_one_kind(desk: Desk, kind: str, some: set[str] | None) -> None:
    rule = rhythm(desk, kind=kind)
    words = {"of": desk.scene.lakes, "title": "R", "opens": "2015-03-01", "due": "2015-03-31", "rhythm": rule}
    if some is None:
        with pytest.raises(Refused, match="There is nothing to ask"):
            rounds.open_round("of-rhythm", by=OFFICER, **words)
        return
    rounds.open_round("of-rhythm", by=OFFICER, **words)
    with reading_as(OFFICER):
        assert set(RoundItem.objects.filter(round__key="of-rhythm").values_list("party__key", flat=True)) == some


def test_before_each_meeting_of_a_body_whose_day_is_known(desk: Desk) -> None:
    council = desk.scene.council
    before = rhythm(desk, of=council, every="meeting", month=None, meeting_days=30)
    for key, on in (("council-1", "2015-06-30"), ("council-2", "2015")):
        meetings.plan(key, kind="round", name=key, body=council, on=on, by=OFFICER)
    off = meetings.plan("council-3", kind="round", name="3", body=council, on="2015-09-30", by=OFFICER)
    meetings.cancel(off, reason="Flood.", by=OFFICER)
    with reading_as(OFFICER):
        assert due_days(before, date(2015, 1, 1), date(2016, 1, 1)) == [date(2015, 5, 31)]


def test_it_warns_until_a_round_is_opened_and_opens_none(desk: Desk) -> None:
    rule = rhythm(desk, since="2013-06-01")
    with reading_as(OFFICER):
        assert warnings(rule, date(2015, 1, 29)) is None  # 61 days before the end of March
        assert warnings(rule, date(2015, 1, 30)) == date(2015, 3, 31)
        assert missed(rule, date(2015, 3, 1)) == [date(2014, 3, 31)]
        before = Round.objects.count()
    held = open_spring(desk.scene, "of-rhythm", rhythm=rule)
    with reading_as(OFFICER):
        assert warnings(rule, date(2015, 3, 1)) is None
        assert missed(rule, date(2015, 4, 2)) == [date(2014, 3, 31)]
        assert Round.objects.count() == before + 1
        assert held.rhythm_id == rule.pk


def test_a_round_takes_the_escalation_of_its_rhythm(desk: Desk) -> None:
    rule = rhythm(desk, escalate_after=14, escalate_to="chair")
    held = open_spring(desk.scene, "of-rhythm", rhythm=rule)
    assert (held.escalate_after, held.escalate_to) == (14, "chair")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"every": "week"}, "one of: two-years, year, half-year, quarter, meeting"),
        ({"month": None}, "by the end of which month"),
        ({"month": 13}, "by the end of which month"),
        ({"escalate_to": "chair"}, "both, or neither"),
        ({"every": "two-years"}, "Say since when"),
        ({"kind": "kingdom"}, "A kind of party is one of"),
    ],
)
def test_what_cannot_be(desk: Desk, words: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        rhythm(desk, **words)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        rhythm(desk, by=reader)
