"""Meeting a commitment otherwise: by what, and why."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.commitments import actions as commitments
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def words(desk: Desk) -> dict[str, Any]:
    """What the verb needs besides the day."""
    return {"meeting": desk.summit, "reason": "A seminar took its place."}


def test_by_what_and_why(desk: Desk) -> None:
    made = commitments.meet_otherwise(desk.handbook, on="2015-09-11", by=OFFICER, **words(desk))
    assert (made.kind, made.meeting_id, made.text) == ("met-otherwise", desk.summit.pk, "A seminar took its place.")


def test_something_met_it(desk: Desk) -> None:
    with pytest.raises(Refused, match="by what it was met"):
        commitments.meet_otherwise(desk.handbook, on="2015-09-11", reason="somehow", by=OFFICER)
    with pytest.raises(Refused, match="its own place"):
        commitments.meet_otherwise(desk.handbook, on="2015", instead=desk.handbook, reason="somehow", by=OFFICER)


def test_it_says_why(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say why"):
        commitments.meet_otherwise(desk.handbook, on="2015-08-01", by=OFFICER, **{**words(desk), "reason": ""})


def test_a_closed_commitment_is_not_closed_again(desk: Desk) -> None:
    commitments.meet_otherwise(desk.handbook, on="2015-08-01", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.meet_otherwise(desk.handbook, on="2015-08-02", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.lapse(desk.handbook, on="2016", reason="too late", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.meet_otherwise(desk.handbook, on="2015-08-01", by=reader, **words(desk))
