"""What the tables of meetings do not hold, and what follows from their values."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kurultay.kit.dates import PartialDate
from kurultay.record.meetings.models import Meeting, Participation, PlaceName
from tests.cast import Scene, written


def _refused(row: Any) -> None:
    with written() as act, pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert act.count == 0


def test_what_cannot_be(scene: Scene, held: Meeting, town: Any) -> None:
    _refused(Meeting(key="x", kind="party", status="planned"))
    _refused(Meeting(key="x", kind="summit", status="forgotten"))
    _refused(Meeting(key="x", kind="summit", status="held"))
    _refused(Meeting(key="x", kind="summit", status="cancelled"))
    _refused(Meeting(key="x", kind="summit", status="held", starts_on="2014-05-02", ends_on="2014-05-01"))
    _refused(Participation(meeting=held))
    _refused(PlaceName(place=town, text="Again", primary=True))


@pytest.mark.parametrize(
    ("starts", "planned", "on", "said"),
    [
        ("2014-05-21", "", "2014-05-21", "held"), ("2014-05-21", "", "2014-05-20", "not-yet"),
        ("2014-05-21", "2014-06", "2014-05-20", "planned"), ("2014-05-21", "", "2014-05", "held"),
        ("2014-05-21", "", "2014-04", "not-yet"), ("2014-05", "", "2014-05-10", "not-determinable"),
        ("2014-05", "", "2014-05-31", "held"), ("2014", "", "2014", "held"),
    ],
)  # fmt: skip
def test_the_status_of_a_day(starts: str, planned: str, on: str, said: str) -> None:
    meeting = Meeting(key="x", kind="summit", status="held", starts_on=starts, planned_for=planned)
    assert meeting.status_on(PartialDate.parse(on)) == said


@pytest.mark.parametrize("status", ["planned", "confirmed", "postponed", "cancelled"])
def test_what_is_not_held_says_its_own_status(status: str) -> None:
    assert Meeting(key="x", status=status).status_on(PartialDate.parse("2014")) == status


@pytest.mark.parametrize(
    ("starts", "planned", "day"),
    [
        ("2014-05-21", "2013", "2014-05-21"), ("", "2014-06", "2014-06-01"), ("", "", "0001-01-01"),
        ("[..2015-05-08]", "", "2015-05-08"), ("2014", "", "2014-01-01"),
    ],
)  # fmt: skip
def test_the_day_of_lists(starts: str, planned: str, day: str) -> None:
    meeting = Meeting(key="x", starts_on=starts, planned_for=planned)
    meeting.settle()
    assert meeting.sort_day.isoformat() == day
