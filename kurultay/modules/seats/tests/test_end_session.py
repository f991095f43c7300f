"""End a session: one's own, or as an administrator anybody's; the browser that used it is out at once."""

import pytest
from allauth.usersessions.models import UserSession

from kurultay.kit.acting import Refused
from kurultay.modules.seats.actions import end_session
from kurultay.modules.seats.tests.conftest import browser, sits


def test_a_session_that_is_ended_opens_nothing(officer):
    here, there = browser(officer), browser(officer)
    other = UserSession.objects.exclude(session_key=here.session.session_key).get()
    assert b"this one" in here.get("/account/sessions").content
    assert here.post("/account/sessions", {"session": other.pk}).status_code == 302
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert b"has ended already" in here.post("/account/sessions", {"session": other.pk}).content


def test_nobody_ends_the_session_of_another_but_an_administrator(officer, east, root):
    client = browser(officer)
    held = UserSession.objects.get()
    browser(east).post("/account/sessions", {"session": held.pk})
    assert client.get("/account/").status_code == 200
    with pytest.raises(Refused, match="administrator"):
        end_session(officer, by=sits(east))
    assert end_session(officer, by=sits(root)) == 1
    assert client.get("/account/").status_code == 302
