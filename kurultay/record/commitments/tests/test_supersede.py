"""Superseding a commitment: by another one, and no circle of them."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def words(desk: Desk) -> dict[str, Any]:
    """A commitment that takes the place of the handbook, made where there is none yet."""
    with reading_as(OFFICER):
        found = Commitment.objects.filter(key="website").first()
    if found is None:
        found = commitments.undertake(
            "website", verb="decides", name="A website", meeting=desk.summit, keeper="lakes", by=OFFICER
        )
    return {"instead": found, "reason": "Nobody reads handbooks."}


def test_by_what_and_why(desk: Desk) -> None:
    made = commitments.supersede(desk.handbook, on="2015-09-11", by=OFFICER, **words(desk))
    assert (made.kind, made.instead.key, made.text) == ("superseded", "website", "Nobody reads handbooks.")


def test_none_takes_its_own_place(desk: Desk) -> None:
    instead = words(desk)["instead"]
    commitments.supersede(desk.handbook, instead=instead, on="2015-09-11", reason="better", by=OFFICER)
    for other in (desk.handbook, instead):
        with pytest.raises(Refused, match="its own place"):
            commitments.supersede(instead, instead=other, on="2016", reason="better", by=OFFICER)


def test_it_says_why(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say why"):
        commitments.supersede(desk.handbook, on="2015-08-01", by=OFFICER, **{**words(desk), "reason": ""})


def test_a_closed_commitment_is_not_closed_again(desk: Desk) -> None:
    commitments.supersede(desk.handbook, on="2015-08-01", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.supersede(desk.handbook, on="2015-08-02", by=OFFICER, **words(desk))
    with pytest.raises(Refused, match="closed"):
        commitments.lapse(desk.handbook, on="2016", reason="too late", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.supersede(desk.handbook, on="2015-08-01", by=reader, **words(desk))
