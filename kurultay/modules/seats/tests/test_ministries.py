"""The sign-in of a ministry, against a provider that answers on this machine as one would anywhere."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from django.test import Client
from oidc_provider_mock import run_server_in_thread

from kurultay.kit.reading import reading_as
from kurultay.modules.seats.models import Account, AccountEvent
from tests.cast import SYSTEM


@pytest.fixture
def ministry(settings) -> Iterator[str]:
    """A provider that may vouch for the addresses of example.org."""
    with run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "APPS": [
                    {"provider_id": "mfa", "name": "The ministry", "client_id": "kurultay", "secret": "s",
                     "settings": {"server_url": address, "domains": ["example.org"], "oauth_pkce_enabled": True}}
                ]
            }
        }  # fmt: skip
        yield address


def _come_through(ministry: str, **claims: object) -> tuple[Client, object]:
    """Go to the ministry, be recognised there, and come back."""
    httpx.put(f"{ministry}/users/envoy", json=claims).raise_for_status()
    client = Client(SERVER_NAME="localhost")
    there = client.post("/account/ministries/mfa/go")["Location"]
    assert there.startswith(ministry)
    assert dict(parse_qsl(urlsplit(there).query))["code_challenge_method"] == "S256"
    back = httpx.post(there, data={"sub": "envoy"}).headers["Location"]
    assert "/account/ministries/mfa/back?" in back
    return client, client.get(back[back.index("/account") :])


def test_an_account_signs_in_through_its_ministry(ministry, officer):
    assert b"The ministry" in Client().get("/account/sign-in").content
    client, answer = _come_through(ministry, email="officer@example.org", email_verified=True)
    assert (answer.status_code, answer["Location"]) == (302, "/day")
    assert b"officer" in client.get("/account/").content
    with reading_as(SYSTEM):
        told = [event.what for event in AccountEvent.objects.order_by("id")]
    assert told[-1] == "signed-in"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "officer@example.org", "email_verified": False},
        {"email": "officer@example.org"},
        {"email": "stranger@example.org", "email_verified": True},
        {"email": "other@elsewhere.org", "email_verified": True},
    ],
    ids=["address not verified", "nothing said of it", "nobody invited", "not its domain"],
)
def test_whom_the_ministry_may_not_vouch_for_stays_outside(ministry, officer, account, claims):
    other = account("other")
    Account.objects.filter(pk=other.pk).update(mail="other@elsewhere.org")
    other.emailaddress_set.update(email="other@elsewhere.org")
    client, _answer = _come_through(ministry, **claims)
    assert client.get("/account/").status_code == 302
    assert Account.objects.count() == 2


def test_an_answer_that_was_not_asked_for_is_refused(ministry, officer):
    answer = Client().get("/account/ministries/mfa/back?code=x&state=y")
    assert b"sent no proof that holds" in answer.content
    assert Client().get("/account/ministries/nowhere/go").status_code == 404
