"""Accept: whoever holds the letter takes the seat, once; a wrong letter answers the same whatever is wrong."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from kurultay.kit import clock
from kurultay.kit.acting import Refused, chain
from kurultay.kit.clock import stopped_at
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.seats.actions import accept, invitation_opened_by, invite, recall
from kurultay.modules.seats.models import Account, Secret
from kurultay.modules.seats.tests.conftest import PASSWORD, browser, invitations, seats_of, secret_in, sits
from tests.cast import SYSTEM

SEAT = {"name": "Bo Reed", "role": "delegate", "organisation": "lakes", "party": "eastshore", "address": "http://x"}
BO = Reader.person("Bo Reed")


@pytest.fixture
def letter(keeper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invite("bo@example.org", **SEAT, by=sits(keeper))
    return secret_in(mail.outbox[-1])


def test_the_guest_chooses_a_password_and_sits_at_once(letter):
    client = Client()
    assert b"Bo Reed" in client.get(f"/account/invitation/{letter}").content
    answer = client.post(f"/account/invitation/{letter}", {"name": "Bo Reed", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/day")
    made = Account.objects.get(mail="bo@example.org")
    assert [(s.role, s.organisation, s.party) for s in seats_of(made)] == [("delegate", "lakes", "eastshore")]
    assert b"Bo Reed" in client.get("/account/").content
    assert not Secret.objects.exists()
    with reading_as(SYSTEM):
        assert chain.verify()[2] is None
        assert chain.verify_rows() is None


def test_it_opens_once(letter):
    held = invitations()[0]
    accept(held, password=PASSWORD, by=BO)
    assert invitation_opened_by(letter) is None
    with pytest.raises(Refused, match="not open any more"):
        accept(held, password=PASSWORD, by=BO)


@pytest.mark.parametrize("password", ["short", "password1234", "bo@example.org", "123456789012"])
def test_a_weak_password_is_refused_and_nothing_is_written(letter, password):
    answer = Client().post(f"/account/invitation/{letter}", {"name": "Bo Reed", "password": password})
    assert answer.status_code == 400
    assert 'id="id_password_error"' in answer.content.decode()
    assert not Account.objects.filter(mail="bo@example.org").exists()
    assert invitation_opened_by(letter) is not None


def test_used_taken_back_expired_and_made_up_letters_answer_with_the_same_bytes(letter, keeper):
    made_up = Client().get("/account/invitation/" + "x" * 43)
    with stopped_at(clock.now() + timedelta(days=15)):
        expired = Client().get(f"/account/invitation/{letter}")
    recall(invitations()[0], by=sits(keeper))
    taken_back = Client().get(f"/account/invitation/{letter}")
    bodies = [got.content.replace(letter.encode(), b"x" * 43) for got in (expired, taken_back)]
    assert [got.status_code for got in (made_up, expired, taken_back)] == [404, 404, 404]
    today = [body.split(b"<main")[1] for body in (made_up.content, *bodies)]
    assert today[0] == today[1] == today[2]


def test_whoever_has_an_account_takes_the_seat_with_it_and_nobody_else_does(letter, account):
    known = Account(key="bo", mail="bo@example.org", name="Bo")
    known.set_password(PASSWORD)
    known.save()
    other = account("other")
    with pytest.raises(Refused, match="Sign in first"):
        accept(invitations()[0], password=PASSWORD, by=BO)
    with pytest.raises(Refused, match="another address"):
        accept(invitations()[0], account=other, by=sits(other))
    with pytest.raises(Refused, match="another address"):
        accept(invitations()[0], account=known, by=sits(other))
    browser(other).post(f"/account/invitation/{letter}")
    assert seats_of(known) == []
    answer = browser(known).post(f"/account/invitation/{letter}")
    assert answer.status_code == 302
    assert [seat.role for seat in seats_of(known)] == ["delegate"]


def test_history_holds_no_secret(letter):
    from kurultay.kit.acting.models import Change

    accept(invitations()[0], password=PASSWORD, by=BO)
    made = Account.objects.get(mail="bo@example.org")
    with reading_as(SYSTEM):
        told = "".join(change.before + change.after for change in Change.objects.all())
    assert made.password not in told
    assert letter not in told
    assert "bo@example.org" in told
