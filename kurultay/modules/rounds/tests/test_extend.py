"""Extending a round: a later due day, with the reason."""

from datetime import date

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.models import state_of
from tests.cast import NOT_KEEPERS, OFFICER

from .conftest import EAST, Desk


def test_what_was_late_is_open_again(desk: Desk) -> None:
    assert state_of(desk.round, date(2015, 4, 5)) == "late"
    rounds.extend(desk.round, due="2015-04-10", reason="A holiday fell into it.", by=OFFICER)
    assert (desk.round.due_on, state_of(desk.round, date(2015, 4, 5))) == ("2015-04-10", "open")


def test_only_to_a_later_day_with_a_reason_and_before_the_close(desk: Desk) -> None:
    with pytest.raises(Refused, match="not later"):
        rounds.extend(desk.round, due="2015-03-31", reason="Why not.", by=OFFICER)
    with pytest.raises(Refused, match="without a reason"):
        rounds.extend(desk.round, due="2015-04-10", reason=" ", by=OFFICER)
    rounds.close_round(desk.round, on="2015-04-01", by=OFFICER)
    with pytest.raises(Refused, match="is closed"):
        rounds.extend(desk.round, due="2015-04-10", reason="Too late.", by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        rounds.extend(desk.round, due="2015-04-10", reason="We need it.", by=reader)
