"""Issue a token: shown once, kept as a hash, with the sight of its seats and its scope; never silently public."""

from datetime import timedelta

import pytest
from django.test import Client

from kurultay.kit import clock
from kurultay.kit.acting import Refused
from kurultay.kit.clock import stopped_at
from kurultay.kit.reading import Reader
from kurultay.modules.seats.actions import issue_token, seat, token_of
from kurultay.modules.seats.models import Secret, digest_of
from kurultay.modules.seats.sign_in import reader_of
from kurultay.modules.seats.tests.conftest import browser, seats_of, sits
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from tests.cast import SYSTEM

WORDS = {"name": "Sync", "scope": "read"}


def _in(days):
    return clock.today() + timedelta(days=days)


def _bearer(token):
    return {"HTTP_AUTHORIZATION": f"Bearer {token}"}


def _reader(rf, token) -> Reader:
    return reader_of(rf.get("/", **_bearer(token)))


def test_it_is_shown_once_and_kept_as_a_hash(officer):
    client = browser(officer)
    asked = {**WORDS, "seat": "", "expires_on": _in(30).isoformat()}
    shown = client.post("/account/tokens", asked).content.decode()
    token = shown.split('<code id="token">')[1].split("</code>")[0]
    assert token.startswith("kur_")
    assert len(token) == 47
    assert Secret.objects.get().digest == digest_of(token)
    listed = client.get("/account/tokens").content.decode()
    assert token not in listed
    assert token[:10] in listed


def test_it_reads_with_the_sight_of_its_owner(officer, scene):
    meetings.plan("one", kind="summit", name="one", body=scene.council, on="2014", keeper="lakes",
                  marking="secretariat", by=SYSTEM)  # fmt: skip
    token = issue_token(officer, **WORDS, expires_on=_in(9), by=sits(officer))
    assert Client().get("/meetings/one").status_code == 404
    answer = Client().get("/meetings/one", **_bearer(token))
    assert answer.status_code == 200
    assert "Authorization" in answer["Vary"]
    assert answer["Cache-Control"] == "private, no-store"
    assert "sessionid" not in answer.cookies
    assert Secret.objects.get().used_on == clock.today()


@pytest.mark.parametrize("text", ["kur_" + "x" * 43, "", "nonsense"])
def test_a_wrong_token_is_refused_and_never_the_public(officer, text):
    answer = browser(officer).get("/", **_bearer(text))
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert answer.json()["status"] == 401


def test_an_expired_token_is_refused(officer):
    token = issue_token(officer, **WORDS, expires_on=_in(2), by=sits(officer))
    assert token_of(token) is not None
    with stopped_at(clock.now() + timedelta(days=2)):
        assert Client().get("/", **_bearer(token)).status_code == 401


def test_a_token_that_reads_does_no_act_and_one_that_writes_does(officer, rf, scene):
    reads = issue_token(officer, **WORDS, expires_on=_in(9), by=sits(officer))
    writes = issue_token(officer, name="Entry", scope="write", expires_on=_in(9), by=sits(officer))
    words = {"kind": "body", "name": "Committee", "parent": scene.lakes, "keeper": "lakes"}
    with pytest.raises(Refused, match="reads only"):
        parties.register("lakes-committee", **words, by=_reader(rf, reads))
    made = parties.register("lakes-committee", **words, by=_reader(rf, writes))
    assert made.last_act.account == f"officer/{writes[:10]}"


def test_a_token_of_one_seat_has_no_other(officer, rf):
    seat(officer, role="officer", organisation="plains", by=SYSTEM)
    one = seats_of(officer)[1]
    token = issue_token(officer, **WORDS, seat=one.key, expires_on=_in(9), by=sits(officer))
    assert [held.organisation for held in _reader(rf, token).seats] == ["plains"]
    assert len(_reader(rf, issue_token(officer, **WORDS, expires_on=_in(9), by=sits(officer))).seats) == 2


def test_nobody_issues_a_token_for_another_nor_a_token_a_token(officer, root, rf):
    with pytest.raises(Refused, match="owner"):
        issue_token(officer, **WORDS, expires_on=_in(9), by=sits(root))
    writes = issue_token(officer, name="Entry", scope="write", expires_on=_in(9), by=sits(officer))
    with pytest.raises(Refused, match="signed in"):
        issue_token(officer, **WORDS, expires_on=_in(9), by=_reader(rf, writes))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": " "}, "what the token is for"),
        ({"scope": "rule"}, "reads and writes"),
        ({"expires_on": _in(0)}, "a day to come"),
        ({"expires_on": _in(400)}, "a year from now"),
        ({"seat": "root-administrator"}, "not a seat that you hold"),
    ],
)
def test_what_is_wrong_is_said(officer, root, wrong, says):
    with pytest.raises(Refused, match=says):
        issue_token(officer, **{**WORDS, "expires_on": _in(9), **wrong}, by=sits(officer))
    assert not Secret.objects.exists()
