"""Closing a round: what is reported later does not count for it, and it is closed once."""

from datetime import date

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.models import response, state_of
from kurultay.record.commitments import actions as commitments
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def test_what_comes_after_does_not_count(desk: Desk) -> None:
    commitments.report(desk.map, text="In time.", on="2015-04-10", by=EAST)
    rounds.close_round(desk.round, on="2015-04-10", by=OFFICER)
    commitments.report(desk.handbook, text="Too late.", on="2015-04-11", by=EAST)
    with reading_as(OFFICER):
        found = response(desk.round, desk.scene.east, date(2015, 12, 31))
    assert found is not None
    assert [(each.item.commitment.key, each.step is not None) for each in found.asked] == [
        ("handbook", False), ("map", True),
    ]  # fmt: skip
    assert [state_of(desk.round, date(2015, 4, day)) for day in (9, 10)] == ["late", "closed"]


def test_once_and_not_before_it_opened(desk: Desk) -> None:
    with pytest.raises(Refused, match="before it opened"):
        rounds.close_round(desk.round, on="2015-02-28", by=OFFICER)
    rounds.close_round(desk.round, on="2015-04-10", by=OFFICER)
    with pytest.raises(Refused, match="is closed"):
        rounds.close_round(desk.round, on="2015-04-11", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        rounds.close_round(desk.round, on="2015-04-10", by=reader)
