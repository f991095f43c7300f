"""Meeting a commitment: as promised, on a day, by what."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.actions import withdraw
from kurultay.record.commitments import actions as commitments
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def words(desk: Desk) -> dict[str, Any]:
    """What the verb needs besides the day."""
    return {"document": desk.document, "text": "Printed."}


def test_by_what_and_when(desk: Desk) -> None:
    made = commitments.meet(desk.handbook, on="2015-08", by=OFFICER, **words(desk))
    assert (made.kind, made.on, made.document_id, made.text) == ("met", "2015-08", desk.document.pk, "Printed.")


def test_a_wrong_end_is_withdrawn_first(desk: Desk) -> None:
    made = commitments.meet(desk.handbook, on="2015-08-01", by=OFFICER)
    withdraw(made, reason="it was another handbook", by=OFFICER)
    assert commitments.miss(desk.handbook, on="2016", reason="not written", by=OFFICER).kind == "not-met"


def test_a_closed_commitment_is_not_closed_again(desk: Desk) -> None:
    commitments.meet(desk.handbook, on="2015-08-01", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.meet(desk.handbook, on="2015-08-02", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.lapse(desk.handbook, on="2016", reason="too late", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.meet(desk.handbook, on="2015-08-01", by=reader, **words(desk))
