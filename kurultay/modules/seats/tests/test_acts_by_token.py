"""Tokens that write: an act through the API is their owner's, of their seat, and ends with them."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from kurultay.kit import clock
from kurultay.kit.reading import reading_as
from kurultay.modules.seats.actions import issue_token, revoke_token, seat
from kurultay.modules.seats.models import Token
from kurultay.modules.seats.tests.conftest import seats_of, sits
from kurultay.record.people.models import Person
from tests.cast import OFFICER, SYSTEM

WORDS = {"name": "Ada Lake", "keeper": "lakes"}


def _issued(owner, **words):
    day = clock.today() + timedelta(days=9)
    return issue_token(owner, **{"name": "Entry", "scope": "write", **words}, expires_on=day, by=sits(owner))


def _introduce(token, **body):
    sent = json.dumps({"words": WORDS, **body})
    client = Client(enforce_csrf_checks=True)
    return client.post(
        "/api/v1/acts/people.introduce", sent, content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip


def test_history_shows_the_account_and_its_token(officer):
    token = _issued(officer)
    got = _introduce(token)
    assert got.status_code == 201, got.content
    with reading_as(OFFICER):
        act = Person.objects.get(key="ada-lake").last_act
    assert (str(act.ref), act.verb, act.account) == (
        got.json()["act"], "people.introduce", f"{officer.key}/{token[:10]}",
    )  # fmt: skip
    assert "sessionid" not in got.cookies


def test_a_token_that_reads_is_refused(officer):
    got = _introduce(_issued(officer, scope="read"))
    assert (got.status_code, got.json()["detail"]) == (403, "This token reads only. Issue one that may write.")


def test_a_token_of_one_seat_writes_for_no_other(officer):
    seat(officer, role="officer", organisation="plains", by=SYSTEM)
    token = _issued(officer, seat=seats_of(officer)[1].key)
    assert _introduce(token).json()["errors"] == {"keeper": ["You do not write for lakes."]}
    assert _introduce(token, words={**WORDS, "keeper": "plains"}).status_code == 201


@pytest.mark.parametrize("ends", ["revoked", "unknown"])
def test_a_token_that_ended_is_not_recognised(officer, ends):
    token = _issued(officer)
    if ends == "revoked":
        with reading_as(SYSTEM):
            revoke_token(Token.objects.get(), by=sits(officer))
    got = _introduce(token if ends == "revoked" else "kur_" + "x" * 43)
    assert (got.status_code, got["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')
    with reading_as(SYSTEM):
        assert not Person.objects.exists()
