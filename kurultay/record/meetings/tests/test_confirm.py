"""Confirming a planned meeting."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_on_the_day_planned_or_another(planned: Meeting) -> None:
    made = meetings.confirm(planned, by=OFFICER)
    assert (made.status, made.planned_for, made.starts_on) == ("confirmed", "2014-05", "")


def test_a_day_is_said(scene: Scene) -> None:
    bare = meetings.plan("talks", kind="consultation", name="Talks", body=scene.council, by=OFFICER)
    with pytest.raises(Refused, match="Say for which day"):
        meetings.confirm(bare, by=OFFICER)
    assert meetings.confirm(bare, on="2015", by=OFFICER).planned_for == "2015"


@pytest.mark.parametrize("state", ["confirmed", "held", "postponed", "cancelled"])
def test_only_what_is_planned(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match=f"This meeting is {state}; that is done only while it is planned"):
        meetings.confirm(request.getfixturevalue(state), by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(planned: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.confirm(planned, by=reader)
