"""Pages of seats: who sees whom, in the same number of statements however many there are."""

import pytest

from kurultay.modules.seats.actions import example_cast, invite
from kurultay.modules.seats.models import Account
from kurultay.modules.seats.tests.conftest import browser, sits
from tests.cast import statements


def test_each_sees_the_seats_that_are_theirs_to_see(root, keeper, east, officer, account):
    account("west", ("focal-point", "lakes", "westshore"))
    account("far", ("officer", "plains"))
    seen = {}
    for one in (root, keeper, east, officer):
        text = browser(one).get("/seats/").content.decode().split("<main")[1]
        seen[one.key] = {
            name for name in ("root", "keeper", "east", "west", "officer", "far") if f">{name}</a>" in text
        }
    assert seen == {
        "root": {"root", "keeper", "east", "west", "officer", "far"},
        "keeper": {"keeper", "east", "west", "officer"},
        "east": {"east"},
        "officer": set(),
    }


def test_an_officer_reads_no_address_and_no_seat(officer, keeper, east):
    client = browser(officer)
    for held in ("keeper-administrator-lakes", "east-focal-point-lakes"):
        assert client.get(f"/seats/{held}").status_code == 404
    assert client.get("/seats/accounts/").status_code == 404
    assert client.get("/seats/accounts/keeper").status_code == client.get("/seats/accounts/nobody").status_code == 404
    assert browser(keeper).get("/seats/east-focal-point-lakes").status_code == 200


def test_an_open_invitation_is_shown_to_the_delegation_and_its_administrator(east, keeper, officer, account):
    words = {
        "name": "Bo Reed",
        "role": "delegate",
        "organisation": "lakes",
        "party": "eastshore",
        "address": "http://x",
    }
    invite("bo@example.org", **words, by=sits(east))
    west = account("west", ("focal-point", "lakes", "westshore"))
    shown = [b"bo@example.org" in browser(one).get("/seats/").content for one in (east, keeper, west, officer)]
    assert shown == [True, True, False, False]


@pytest.mark.parametrize(
    "address", ["/seats/", "/account/", "/seats/accounts/", "/account/tokens", "/account/sessions"]
)
def test_the_number_of_statements_stays(root, account, address):
    client = browser(root)
    counts = []
    for n in (1, 3):
        for extra in range(n):
            account(f"one-{n}-{extra}", ("delegate", "lakes", "eastshore"))
        client.get(address)
        with statements() as said:
            assert client.get(address).status_code == 200
        counts.append(len(said))
    assert counts[0] == counts[1]


def test_the_header_tells_who_is_signed_in(east):
    text = browser(east).get("/parties/lakes").content.decode().split("<main")[0]
    assert "<summary>east</summary>" in text
    assert "Focal point" in text
    assert 'href="/seats/"' in text


def test_the_example_accounts_are_told_on_an_example_database_alone(scene, client, account):
    assert b"lighthouse-keeper" not in client.get("/account/sign-in").content
    made = example_cast("lakes")
    assert [one.mail for one in made] == [
        "administrator@example.org", "officer@example.org", "registrar@example.org",
        "focal-point.eastshore@example.org",
        "focal-point.westshore@example.org", "delegate.eastshore@example.org", "chair.westshore@example.org",
    ]  # fmt: skip
    page = client.get("/account/sign-in").content.decode()
    assert "lighthouse-keeper" in page
    assert all(one.mail in page for one in made)
    assert client.post("/account/sign-in", {"login": made[1].mail, "password": "lighthouse-keeper"}).status_code == 302
    assert example_cast("lakes") == []
    account("real")
    assert b"lighthouse-keeper" not in type(client)().get("/account/sign-in").content


def test_whoever_invites_from_the_command_line_closes_the_example_accounts(scene, client):
    from django.core.management import call_command

    made = example_cast("lakes")
    call_command("invite", "ada@example.org", name="Ada", verbosity=0)
    assert {one.is_active for one in Account.objects.all()} == {False}
    answer = client.post("/account/sign-in", {"login": made[1].mail, "password": "lighthouse-keeper"})
    assert answer["Location"] == "/account/closed"


def test_no_act_of_kit_reaches_a_row_about_accounts(root, officer):
    from kurultay.kit import actions as kit
    from kurultay.kit.acting import Refused
    from kurultay.kit.reading import reading_as
    from kurultay.modules.seats.models import Seat

    with reading_as(sits(root)):
        held = Seat.objects.get(account=officer)
    for verb, words in (
        (kit.mark, {"marking": "public"}),
        (kit.withdraw, {}),
        (kit.correct, {"field": "role", "value": "x"}),
    ):
        with pytest.raises(Refused, match="acts on accounts"):
            verb(held, **words, by=sits(root), reason="Try.")
