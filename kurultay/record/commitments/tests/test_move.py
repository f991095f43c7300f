"""Moving the due date: with a reason, to a day or a meeting, and the earlier dates stay."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment, Step, standing
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def due(desk: Desk, day: str) -> tuple[list[str], int, str]:
    """The due dates that may be in force on a day, the moves made by then, and whether it is overdue."""
    with reading_as(OFFICER):
        steps = Step.objects.filter(commitment=desk.handbook).prefetch_related("meeting")
        found = standing(Commitment.objects.get(key="handbook"), steps, PartialDate.parse(day))
        return [d.day.edtf if d.day else "" for d in found.due], found.moved, str(found.overdue)


def test_the_due_date_is_that_of_the_day_asked_about(desk: Desk) -> None:
    commitments.move(desk.handbook, on="2015-08-15", to="2015-12", reason="The printer burnt down.", by=OFFICER)
    commitments.move(desk.handbook, on="2015-11", to_meeting=desk.summit, reason="It is ready.", by=OFFICER)
    assert due(desk, "2015-08-14") == (["2015-09-01"], 0, "no")
    assert due(desk, "2015-08-15") == (["2015-12"], 1, "no")
    assert due(desk, "2015-11-10") == (["2015-12", "2015-09-11"], 1, "not determinable")
    assert due(desk, "2015-11") == (["2015-09-11"], 2, "yes")


def test_a_move_has_a_reason_and_an_aim(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say why"):
        commitments.move(desk.handbook, on="2015-08-15", to="2015-12", reason=" ", by=OFFICER)
    for words in ({}, {"to": "2016", "to_meeting": desk.summit}):
        with pytest.raises(Refused, match="one of the two"):
            commitments.move(desk.handbook, on="2015-08-15", reason="late", by=OFFICER, **words)


def test_the_due_date_of_a_closed_commitment_stays(desk: Desk) -> None:
    commitments.meet(desk.handbook, on="2015-08-01", by=OFFICER)
    with pytest.raises(Refused, match="closed"):
        commitments.move(desk.handbook, on="2015-08-15", to="2016", reason="late", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.move(desk.handbook, on="2015-08-15", to="2016", reason="late", by=reader)
