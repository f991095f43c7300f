"""Adopting what is on the table: on a day, at a meeting, under a chairmanship."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, adopted
from kurultay.record.meetings.models import Meeting
from tests.cast import NOT_KEEPERS, OFFICER, Scene, written


def test_on_a_day_at_a_meeting(scene: Scene, treaty: Document, meeting: Meeting) -> None:
    documents.adopt(treaty, on="2012-05-01", at=meeting, under=scene.chair, by=OFFICER)
    assert (treaty.stage, treaty.adopted_on, treaty.adopted_at, treaty.under) == (
        "adopted", "2012-05-01", meeting, scene.chair,
    )  # fmt: skip
    with pytest.raises(Refused, match="is adopted; for this it has to be tabled"):
        documents.adopt(treaty, on="2012-06-01", by=OFFICER)


def test_not_what_is_only_expected(scene: Scene, expected: Document) -> None:
    with pytest.raises(Refused, match="is expected; for this it has to be tabled"):
        documents.adopt(expected, on="2012-05-01", by=OFFICER)


def test_not_at_a_meeting_that_was_cancelled_nor_under_a_member(
    scene: Scene, treaty: Document, meeting: Meeting
) -> None:
    with written():
        meeting.status, meeting.status_reason = "cancelled", "Snow."
        meeting.save()
    with pytest.raises(Refused, match="lakes-1 was cancelled"):
        documents.adopt(treaty, at=meeting, by=OFFICER)
    with pytest.raises(Refused, match="adopted under a chairmanship"):
        documents.adopt(treaty, under=scene.east_joined, by=OFFICER)


def test_the_day_lies_within_the_chairmanship(scene: Scene, treaty: Document) -> None:
    documents.adopt(treaty, under=scene.chair, by=OFFICER)
    day, under = adopted(treaty)
    assert (str(day), under) == ("[2014-01-01..2015-12-31]", scene.chair)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.adopt(treaty, on="2012-05-01", by=reader)
