"""Points of the agenda, and the sessions they stand in."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import AgendaItem, Meeting, Session
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER


def test_points_in_order_and_sessions_that_begin_with_them(planned: Meeting) -> None:
    for title, session in (("Water", "Opening"), ("Fish", "Opening"), ("Any other matter", "")):
        meetings.put_on_agenda(planned, title=title, session=session, by=OFFICER)
    with reading_as(STRANGER):
        points = [(p.position, p.title, p.session and p.session.title) for p in AgendaItem.objects.order_by("position")]
        assert points == [(1, "Water", "Opening"), (2, "Fish", "Opening"), (3, "Any other matter", None)]
        assert [s.position for s in Session.objects.all()] == [1]
        assert AgendaItem.objects.filter(planned=True).count() == 3


def test_what_was_discussed_is_not_planned(held: Meeting) -> None:
    assert meetings.put_on_agenda(held, title="Fish", number="1", by=OFFICER).planned is False


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_in_no_other_state(state: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused, match="done only while"):
        meetings.put_on_agenda(request.getfixturevalue(state), title="Fish", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(planned: Meeting, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.put_on_agenda(planned, title="Fish", by=reader)
