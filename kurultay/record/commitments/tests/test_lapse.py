"""Letting a commitment lapse: it binds nobody any more, and why."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.commitments import actions as commitments
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def words(desk: Desk) -> dict[str, Any]:
    """What the verb needs besides the day."""
    return {"reason": "The series ended."}


def test_it_keeps_the_reason(desk: Desk) -> None:
    made = commitments.lapse(desk.handbook, on="2017", by=OFFICER, **words(desk))
    assert (made.kind, made.on, made.text) == ("lapsed", "2017", "The series ended.")


def test_it_says_why(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say why"):
        commitments.lapse(desk.handbook, on="2015-08-01", by=OFFICER, **{**words(desk), "reason": ""})


def test_a_closed_commitment_is_not_closed_again(desk: Desk) -> None:
    commitments.lapse(desk.handbook, on="2015-08-01", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.lapse(desk.handbook, on="2015-08-02", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.meet(desk.handbook, on="2016", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.lapse(desk.handbook, on="2015-08-01", by=reader, **words(desk))
