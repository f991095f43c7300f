"""Seeds of one-time codes are sealed in the database; a role that asks for a second step counts with it alone."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory

from kurultay.kit import clock
from kurultay.modules.seats.actions import issue_token
from kurultay.modules.seats.actions.sealing import CannotOpen, opened, sealed
from kurultay.modules.seats.models import Account
from kurultay.modules.seats.sign_in import reader_of
from kurultay.modules.seats.tests.conftest import Maker, browser, sits

SEED = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def demanded(settings: Any) -> None:
    settings.KURULTAY_SECOND_STEP = ["administrator"]


def with_codes(account: Account) -> Authenticator:
    return TOTP.activate(account, SEED).instance


def kept(account: Account) -> str:
    return str(Authenticator.objects.get(user=account).data["secret"])


def test_the_database_holds_no_seed(officer: Account) -> None:
    with_codes(officer)
    assert SEED not in kept(officer)
    assert get_adapter().decrypt(kept(officer)) == SEED
    assert sealed(SEED) != sealed(SEED)


def test_another_secret_key_opens_with_the_earlier_among_the_fallbacks_and_reseals(
    officer: Account, settings: Any
) -> None:
    with_codes(officer)
    earlier, settings.SECRET_KEY = settings.SECRET_KEY, "another secret key of fifty letters at the very least"
    with pytest.raises(CannotOpen):
        opened(kept(officer))
    with pytest.raises(CommandError, match="FALLBACKS"):
        call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = [earlier]
    assert opened(kept(officer)) == SEED
    call_command("reseal", stdout=(said := StringIO()))
    settings.SECRET_KEY_FALLBACKS = []
    assert (opened(kept(officer)), said.getvalue()[:2]) == (SEED, "1 ")


def test_a_seed_from_before_is_read_and_sealed(officer: Account) -> None:
    Authenticator.objects.create(user=officer, type="totp", data={"secret": SEED})
    assert opened(kept(officer)) == SEED
    call_command("reseal", stdout=StringIO())
    assert kept(officer).startswith("sealed:")


def test_an_administrator_without_it_is_led_to_it_and_administers_nothing(demanded: None, root: Account) -> None:
    client = Client()
    answer = client.post("/account/sign-in", {"login": root.mail, "password": "seven herons stand still"})
    assert (answer.status_code, answer["Location"]) == (302, "/account/codes")
    assert client.get("/seats/accounts/officer").status_code == 404
    page = client.get("/parties/").content.decode()
    assert "A seat of yours counts only once you have a second step" in page
    with_codes(root)
    assert "Administrator" in client.get("/parties/").content.decode()
    assert "A seat of yours counts" not in client.get("/parties/").content.decode()


def test_other_roles_and_example_accounts_are_asked_for_none(demanded: None, root: Account, officer: Account) -> None:
    assert browser(officer).get("/parties/").status_code == 200
    root.example = True
    root.save()
    assert "Administrator" in browser(root).get("/parties/").content.decode()


def test_a_token_of_such_a_seat_waits_too(demanded: None, account: Maker, settings: Any) -> None:
    one = account("one", ("administrator", "lakes"), ("officer", "lakes"))
    words = {"name": "Program", "scope": "read", "seat": "", "expires_on": clock.today() + timedelta(days=30)}
    secret = issue_token(one, **words, by=sits(one))
    head = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    assert Client().get("/api/v1/", **head).status_code == 200
    assert [s.role for s in reader_of(RequestFactory().get("/", **head)).seats] == ["officer"]
    with_codes(one)
    assert [s.role for s in reader_of(RequestFactory().get("/", **head)).seats] == ["administrator", "officer"]
