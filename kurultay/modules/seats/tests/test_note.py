"""Note: sign-ins and changes to an account are in history, for its owner and for administrators."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.modules.seats.actions import note
from kurultay.modules.seats.models import AccountEvent
from kurultay.modules.seats.tests.conftest import PASSWORD, browser, sits
from tests.cast import SYSTEM


def _events(reader):
    with reading_as(reader):
        return [(event.what, event.how, event.account.key) for event in AccountEvent.objects.order_by("id")]


def test_a_sign_in_and_another_password_are_noted_and_told_by_mail(officer, mailoutbox):
    client = browser(officer)
    new = "eight herons stand still"
    answer = client.post("/account/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert _events(SYSTEM) == [("signed-in", "password", "officer"), ("password", "", "officer")]
    assert [letter.to for letter in mailoutbox] == [[officer.mail]]


def test_they_are_read_by_owner_and_administrator_alone(officer, root, keeper, east):
    browser(officer)
    told = [("signed-in", "password", "officer")]
    assert _events(sits(officer)) == told
    assert _events(sits(root)) == told
    assert _events(sits(keeper)) == []
    assert _events(sits(east)) == []
    assert b"Signed in" in browser(root).get("/seats/accounts/officer").content


def test_nobody_notes_for_another(officer, root):
    with pytest.raises(Refused, match="owner"):
        note(officer, what="signed-in", by=sits(root))
