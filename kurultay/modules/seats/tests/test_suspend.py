"""Suspend: the account signs in no more, its session is over and its token is refused, at once."""

from datetime import timedelta

import pytest
from django.test import Client

from kurultay.kit import clock
from kurultay.kit.acting import Refused
from kurultay.modules.seats.actions import issue_token, suspend
from kurultay.modules.seats.tests.conftest import PASSWORD, browser, sits


def test_session_token_and_password_stop_at_once(root, officer):
    client = browser(officer)
    day = clock.today() + timedelta(days=9)
    token = issue_token(officer, name="Sync", scope="read", expires_on=day, by=sits(officer))
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert Client().get("/", **bearer).status_code == 200
    suspend(officer, by=sits(root), reason="A laptop was stolen.")
    assert client.get("/account/").status_code == 302
    assert Client().get("/", **bearer).status_code == 401
    again = Client().post("/account/sign-in", {"login": officer.mail, "password": PASSWORD})
    assert again["Location"] == "/account/closed"
    assert client.get("/account/").status_code == 302
    with pytest.raises(Refused, match="already"):
        suspend(officer, by=sits(root), reason="Again.")


def test_only_an_administrator_of_the_installation_and_not_their_own(root, keeper, officer):
    for other in (keeper, officer):
        with pytest.raises(Refused):
            suspend(root, by=sits(other), reason="No.")
    with pytest.raises(Refused, match="own account"):
        suspend(root, by=sits(root), reason="Tired.")
    with pytest.raises(Refused, match="reason"):
        suspend(officer, by=sits(root), reason=" ")
    assert browser(keeper).post("/seats/accounts/officer/suspend", {"reason": "No."}).status_code == 404
    assert browser(root).post("/seats/accounts/officer/suspend", {"reason": "Yes."}).status_code == 302
    assert officer.is_active is False
