"""Revoke a token: it is refused at once; its owner and an administrator may."""

from datetime import timedelta

import pytest
from django.test import Client

from kurultay.kit import clock
from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.modules.seats.actions import issue_token, revoke_token
from kurultay.modules.seats.models import Secret, Token
from kurultay.modules.seats.tests.conftest import browser, sits
from tests.cast import SYSTEM


def _issued(owner):
    day = clock.today() + timedelta(days=9)
    text = issue_token(owner, name="Sync", scope="read", expires_on=day, by=sits(owner))
    with reading_as(SYSTEM):
        return text, Token.objects.order_by("-id").prefetch_related("account").first()


def test_it_is_refused_at_once(officer):
    text, token = _issued(officer)
    assert browser(officer).post(f"/account/tokens/{token.key}/revoke").status_code == 302
    assert Client().get("/", HTTP_AUTHORIZATION=f"Bearer {text}").status_code == 401
    assert not Secret.objects.exists()


def test_owner_and_administrator_may_and_nobody_else(officer, root, keeper, east):
    _text, token = _issued(officer)
    for other in (keeper, east):
        with pytest.raises(Refused, match="administrator"):
            revoke_token(token, by=sits(other))
    assert browser(east).post(f"/account/tokens/{token.key}/revoke").status_code == 404
    revoke_token(token, by=sits(root), reason="Found in a repository.")
    with pytest.raises(Refused, match="already"):
        revoke_token(token, by=sits(root))
