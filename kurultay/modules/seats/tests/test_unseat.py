"""Unseat: an administrator ends a seat, and from that moment it lets do nothing."""

import pytest

from kurultay.kit import clock
from kurultay.kit.acting import Refused
from kurultay.modules.seats.actions import unseat
from kurultay.modules.seats.tests.conftest import browser, seats_of, sits


def test_the_seat_ends_today_and_the_next_page_knows(keeper, officer):
    client = browser(officer)
    held = seats_of(officer)[0]
    assert client.get("/account/").content.count(b"Officer") > 0
    ended = unseat(held, by=sits(keeper), reason="Left the secretariat.")
    assert ended.until == clock.today()
    assert sits(officer).seats == ()
    assert b"You hold no seat today" in client.get("/account/").content
    with pytest.raises(Refused, match="ended already"):
        unseat(ended, by=sits(keeper), reason="Again.")


def test_it_takes_a_reason_and_an_administrator(keeper, officer, east):
    held = seats_of(officer)[0]
    with pytest.raises(Refused, match="reason"):
        unseat(held, by=sits(keeper), reason="")
    for other in (officer, east):
        with pytest.raises(Refused, match="administrator"):
            unseat(held, by=sits(other), reason="No.")
    assert browser(east).post(f"/seats/{held.key}/end", {"reason": "No."}).status_code == 404
    assert browser(keeper).post(f"/seats/{held.key}/end", {"reason": ""}).status_code == 400
    assert browser(keeper).post(f"/seats/{held.key}/end", {"reason": "Left."}).status_code == 302
    assert sits(officer).seats == ()
