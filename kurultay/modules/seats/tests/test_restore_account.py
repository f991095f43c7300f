"""Restore an account: it signs in again, and history keeps both."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.modules.seats.actions import restore_account, suspend
from kurultay.modules.seats.tests.conftest import browser, sits


def test_it_signs_in_again(root, officer):
    suspend(officer, by=sits(root), reason="A laptop was stolen.")
    assert officer.is_active is False
    restore_account(officer, by=sits(root), reason="It was found.")
    assert officer.is_active is True
    page = browser(root).get("/seats/accounts/officer").content.decode()
    assert "A laptop was stolen." in page
    assert "It was found." in page


def test_nobody_restores_themselves(root, officer, keeper):
    with pytest.raises(Refused, match="not suspended"):
        restore_account(officer, by=sits(root))
    suspend(officer, by=sits(root), reason="A laptop was stolen.")
    for other in (officer, keeper):
        with pytest.raises(Refused, match="administrator"):
            restore_account(officer, by=sits(other))
    assert officer.is_active is False
