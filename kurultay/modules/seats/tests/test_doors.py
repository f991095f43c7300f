"""Sign-in: what it tells nobody, what it counts, what it sets, and where it never leads."""

import re
import threading

import pytest
from django.conf import settings as ours
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client

from kurultay.modules.seats.models import Account
from kurultay.modules.seats.tests.conftest import PASSWORD, browser
from tests.cast import statements

CSRF = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


def _told(answer, *words):
    """Status, headers and body without the one-time token of the form and without the address that was typed."""
    body = CSRF.sub(rb"\1", answer.content)
    for word in words:
        body = body.replace(word.encode(), b"WORD")
    headers = {name: value for name, value in answer.headers.items() if name not in ("ETag", "Content-Length")}
    return answer.status_code, headers, body


@pytest.mark.parametrize(
    "address", ["/", "/parties/", "/parties/lakes", "/parties/nowhere", "/seats/", "/account/closed"]
)
def test_whoever_is_not_signed_in_gets_no_cookie_and_no_session(scene, address):
    answer = Client().get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_what_one_person_sees_is_kept_by_no_cache(officer):
    answer = browser(officer).get("/parties/lakes")
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]
    assert b"officer" in answer.content


def test_a_cookie_of_no_session_is_the_public(scene):
    client = Client()
    client.cookies[ours.SESSION_COOKIE_NAME] = "x" * 32
    assert client.get("/parties/lakes").status_code == 200
    assert client.get("/account/").status_code == 302


def test_sign_in_and_the_letter_for_a_password_tell_nobody_who_has_an_account(officer, settings):
    known, unknown = officer.mail, "stranger@example.org"
    found = [
        _told(Client().post("/account/sign-in", {"login": mail, "password": "wrong words here"}), mail)
        for mail in (known, unknown)
    ]
    assert found[0] == found[1]
    assert found[0][0] == 200
    sent = [_told(Client().post("/account/forgotten", {"email": mail}), mail) for mail in (known, unknown)]
    assert sent[0] == sent[1]
    assert sent[0][0] == 302


def test_an_unknown_address_costs_a_hash_as_a_known_one_does(officer, monkeypatch):
    """Roughly equal times: in both cases one password is hashed."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *words: hashed.append(1) or encode(*words))
    for mail in (officer.mail, "stranger@example.org"):
        hashed.clear()
        Client().post("/account/sign-in", {"login": mail, "password": "wrong words here"})
        assert len(hashed) == 1, mail


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "https:evil.org"])
def test_sign_in_leads_nowhere_else(officer, where):
    answer = Client().post("/account/sign-in", {"login": officer.mail, "password": PASSWORD, "next": where})
    assert (answer.status_code, answer["Location"]) == (302, "/day")
    words = {"login": officer.mail, "password": PASSWORD}
    assert Client().post("/account/sign-in", words, query_params={"next": where})["Location"] == "/day"


def test_sign_in_leads_back_to_the_page_one_came_from(officer):
    asked = Client().get("/parties/lakes?on=2015-12-31").content.decode()
    assert "/account/sign-in?next=/parties/lakes%3Fon%3D2015-12-31" in asked
    words = {"login": officer.mail, "password": PASSWORD, "next": "/parties/lakes?on=2015-12-31"}
    assert Client().post("/account/sign-in", words)["Location"] == "/parties/lakes?on=2015-12-31"


def test_nobody_registers(scene):
    assert b"Accounts come by invitation" in Client().get("/account/registration").content
    Client().post("/account/registration", {"email": "me@example.org", "password1": PASSWORD})
    assert not Account.objects.exists()


def test_a_form_from_elsewhere_is_refused(officer):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/account/sign-in", {"login": officer.mail, "password": PASSWORD}).status_code == 403
    inside = browser(officer)
    inside.handler.enforce_csrf_checks = True
    assert inside.post("/account/tokens", {"name": "x"}).status_code == 403


def test_no_view_is_exempt_from_the_proof_of_a_form_where_a_cookie_comes_along(officer, rf):
    from django.http import HttpResponse
    from django.views.decorators.csrf import csrf_exempt

    from kurultay.kit.pages.policy import CsrfForCookies

    exempt = csrf_exempt(lambda request: HttpResponse("written"))
    guard = CsrfForCookies(exempt)

    def refused(**headers):
        request = rf.post("/api/v1/parties", **headers)
        guard.process_request(request)
        return getattr(guard.process_view(request, exempt, (), {}), "status_code", None)

    rf.cookies[ours.SESSION_COOKIE_NAME] = "x" * 32
    assert refused() == 403
    assert refused(HTTP_AUTHORIZATION="Bearer kur_x") is None
    rf.cookies.clear()
    assert refused() is None


def test_guessing_is_slowed_down(officer):
    wrong = {"login": officer.mail, "password": "wrong words here"}
    said = [Client().post("/account/sign-in", wrong).content for _try in range(6)]
    assert [b"Too many failed" in text for text in said] == [False] * 5 + [True]
    right = Client().post("/account/sign-in", {**wrong, "password": PASSWORD})
    assert right.status_code == 200


@pytest.mark.skipif("sqlite" in connection.vendor, reason="the tables of a test on SQLite are one connection's")
def test_guessing_at_the_same_moment_is_slowed_down_too(committed, settings):
    """Twelve at once, over the cache that all processes share: at most five passwords are looked at."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kurultay_cache"}
    }
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)
    cache.clear()
    Account(key="one", mail="one@example.org", name="One", password="!").save()
    looked, gate = [], threading.Barrier(12)

    def count(self, password):
        looked.append(1)
        return False

    def guess():
        gate.wait()
        Client().post("/account/sign-in", {"login": "one@example.org", "password": "wrong words here"})
        connections.close_all()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Account, "check_password", count)
        tries = [threading.Thread(target=guess) for _try in range(12)]
        for one in tries:
            one.start()
        for one in tries:
            one.join()
    assert 1 <= len(looked) <= 5


def test_the_way_of_cookies(officer):
    client = browser(officer)
    held = client.cookies[ours.SESSION_COOKIE_NAME]
    assert (held["httponly"], held["samesite"], held["path"]) == (True, "Lax", "/")
    before = client.session.session_key
    client.post("/account/sign-out")
    assert client.get("/account/").status_code == 302
    assert Client(cookies={ours.SESSION_COOKIE_NAME: before}).get("/account/").status_code == 302


def test_another_password_by_letter(officer, mailoutbox):
    client = Client()
    client.post("/account/forgotten", {"email": officer.mail})
    link = re.search(r"/account/forgotten/\S+", mailoutbox[0].body)[0]
    form = client.get(link)["Location"]
    new = "nine herons stand still"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert Client().post("/account/sign-in", {"login": officer.mail, "password": new}).status_code == 302
    assert b"holds no longer" in Client().get(link, follow=True).content


def test_being_signed_in_costs_a_page_four_statements(officer, scene):
    client = browser(officer)
    with statements() as public:
        Client().get("/sources/")
    with statements() as own:
        client.get("/sources/")
    tables = [table for table in ("django_session", "seats_account", "seats_seat", "kit_audience")
              if any(f'FROM "{table}"' in sql for sql in own)]  # fmt: skip
    assert (len(own) - len(public), len(tables)) == (3, 4)  # audiences are looked up for the public too
