"""Splitting a commitment: several take its place, each follows it, and nothing of it is lost."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.actions import Drawn
from kurultay.record.commitments.models import Commitment, standing
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER

from .conftest import EAST, Desk

PARTS = (Drawn("The chapters", "decides", due="2015-08-01"), Drawn("The index", "decides"))


def test_the_parts_follow_it_and_it_is_superseded_with_its_reason(desk: Desk) -> None:
    made = commitments.split(desk.handbook, into=PARTS, on="2015-06-01", reason="Two authors.", by=OFFICER)
    with reading_as(STRANGER):
        old = Commitment.objects.get(key="handbook")
        stands = standing(old, old.steps.all(), PartialDate.parse("2015-06-02"))
        step = old.steps.get()
        assert (stands.status, step.kind, step.text, step.instead) == ("superseded", "superseded", "Two authors.", None)
        told = [(c.key, c.follows.key, c.provision.key, c.meeting.key, c.made_on, c.due_on) for c in made]
        assert told == [
            ("handbook-2", "handbook", "declaration-3", "first-meeting", "2015-05-08", "2015-08-01"),
            ("handbook-3", "handbook", "declaration-3", "first-meeting", "2015-05-08", ""),
        ]


def test_the_parts_of_what_few_read_are_read_by_few(desk: Desk) -> None:
    hidden = commitments.undertake(
        "hidden", verb="plans", name="Hidden", follows=desk.handbook, keeper="lakes", marking="secretariat", by=OFFICER
    )
    commitments.split(hidden, into=PARTS, on="2016", reason="Two.", by=OFFICER)
    with reading_as(STRANGER):
        assert list(Commitment.objects.values_list("key", flat=True)) == ["handbook"]


def test_into_two_at_least_and_with_a_reason_and_only_once(desk: Desk) -> None:
    with pytest.raises(Refused, match="two or more"):
        commitments.split(desk.handbook, into=PARTS[:1], on="2015-06-01", reason="No.", by=OFFICER)
    with pytest.raises(Refused, match="Say why"):
        commitments.split(desk.handbook, into=PARTS, on="2015-06-01", reason="", by=OFFICER)
    commitments.split(desk.handbook, into=PARTS, on="2015-06-01", reason="Two authors.", by=OFFICER)
    with pytest.raises(Refused, match="closed"):
        commitments.split(desk.handbook, into=PARTS, on="2015-06-02", reason="Again.", by=OFFICER)
    with reading_as(OFFICER):
        assert Commitment.objects.count() == 3


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.split(desk.handbook, into=PARTS, on="2015-06-01", reason="Two.", by=reader)
