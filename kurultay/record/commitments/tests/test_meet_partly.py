"""Meeting a commitment in part: what is missing, and why."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.commitments import actions as commitments
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def words(desk: Desk) -> dict[str, Any]:
    """What the verb needs besides the day."""
    return {"reason": "Two chapters are missing."}


def test_it_keeps_what_is_missing(desk: Desk) -> None:
    made = commitments.meet_partly(desk.handbook, on="2015-08-01", document=desk.document, by=OFFICER, **words(desk))
    assert (made.kind, made.document_id, made.text) == ("partly-met", desk.document.pk, "Two chapters are missing.")


def test_it_says_why(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say why"):
        commitments.meet_partly(desk.handbook, on="2015-08-01", by=OFFICER, **{**words(desk), "reason": ""})


def test_a_closed_commitment_is_not_closed_again(desk: Desk) -> None:
    commitments.meet_partly(desk.handbook, on="2015-08-01", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.meet_partly(desk.handbook, on="2015-08-02", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.lapse(desk.handbook, on="2016", reason="too late", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.meet_partly(desk.handbook, on="2015-08-01", by=reader, **words(desk))
