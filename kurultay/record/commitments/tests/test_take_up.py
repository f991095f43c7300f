"""Matters arising go on the agenda of a meeting in one act, tied to the commitments and points they take up."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.acting.models import Act, Change
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.actions import Point
from kurultay.record.commitments.models import Matter
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import AgendaItem, Meeting
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM

from .conftest import EAST, Desk


@pytest.fixture
def coming(kept: Desk) -> Meeting:
    """A meeting that is planned."""
    return meetings.plan("next", kind="summit", name="Next", body=kept.scene.lakes, on="2016-05", by=OFFICER)


def test_in_one_act_in_this_order_with_ties(kept: Desk, coming: Meeting) -> None:
    fish = meetings.put_on_agenda(kept.meeting, title="Fish", by=OFFICER)
    meetings.defer(fish, by=OFFICER)
    with reading_as(SYSTEM):
        before = Act.objects.count()
    points = [Point("Fish", "1", deferred=fish), Point("The handbook", "2", commitment=kept.handbook)]
    commitments.take_up(coming, points=points, by=OFFICER)
    with reading_as(SYSTEM):
        assert Act.objects.count() == before + 1
    with reading_as(STRANGER):
        agenda = AgendaItem.objects.filter(meeting=coming).order_by("position")
        assert [(i.number, i.title) for i in agenda] == [("1", "Fish"), ("2", "The handbook")]
        matter = Matter.objects.get()
        assert (matter.item.title, matter.commitment.key, matter.meeting.key) == ("The handbook", "handbook", "next")
        assert AgendaItem.objects.get(pk=fish.pk).deferred_to.key == "next"


def test_what_few_read_stays_with_them_also_in_history(kept: Desk, coming: Meeting) -> None:
    hidden = commitments.undertake(
        "hidden", verb="plans", name="Hidden", follows=kept.handbook, keeper="lakes", marking="secretariat", by=OFFICER
    )
    commitments.take_up(coming, points=[Point("Hidden", commitment=hidden)], by=OFFICER)
    with reading_as(STRANGER):
        assert AgendaItem.objects.count() == 0
        assert Matter.objects.count() == 0
        assert [c for c in Change.objects.all() if "Hidden" in c.after] == []
    with reading_as(OFFICER):
        assert AgendaItem.objects.get().title == "Hidden"


def test_refusals_leave_nothing(kept: Desk, coming: Meeting) -> None:
    fish = meetings.put_on_agenda(kept.meeting, title="Fish", by=OFFICER)
    good = Point("The handbook", commitment=kept.handbook)
    for points, why in (
        ([], "Nothing is chosen"),
        ([good, good], "on this agenda already"),
        ([good, Point("Fish", deferred=fish)], "was not deferred"),
        ([good, Point(" ")], "has a title"),
    ):
        with pytest.raises(Refused, match=why):
            commitments.take_up(coming, points=points, by=OFFICER)
    with reading_as(OFFICER):
        assert AgendaItem.objects.filter(meeting=coming).count() == 0


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(kept: Desk, coming: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.take_up(coming, points=[Point("The handbook", commitment=kept.handbook)], by=reader)
