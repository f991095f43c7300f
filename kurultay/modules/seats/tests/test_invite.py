"""Invite: administrators at their organisation, focal points for their party; the answer tells nobody who is known."""

import pytest
from django.core.management import CommandError, call_command

from kurultay.kit.acting import Refused
from kurultay.modules.seats.actions import invite
from kurultay.modules.seats.models import Account
from kurultay.modules.seats.tests.conftest import browser, invitations, secret_in, sits
from tests.cast import SYSTEM

AT = {"address": "https://record.example.org"}
COLLEAGUE = {"name": "Bo", "role": "delegate", "organisation": "lakes", "party": "eastshore", **AT}


def test_a_letter_goes_out_with_a_secret_that_is_kept_as_a_hash_only(
    keeper, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = invite("Bo@Example.org", **COLLEAGUE, by=sits(keeper))
    assert (made.mail, made.role, made.party) == ("bo@example.org", "delegate", "eastshore")
    assert [letter.to for letter in mailoutbox] == [["bo@example.org"]]
    assert "https://record.example.org/account/invitation/" in mailoutbox[0].body
    secret = secret_in(mailoutbox[0])
    assert len(secret) == 43
    assert secret not in str([vars(found) for found in invitations()])


def test_a_focal_point_invites_equals_and_delegates_of_its_own_party_alone(east):
    assert invite("bo@example.org", **COLLEAGUE, by=sits(east)).role == "delegate"
    assert invite("cy@example.org", **{**COLLEAGUE, "role": "focal-point"}, by=sits(east)).role == "focal-point"
    for other in (
        {"party": "westshore"},
        {"role": "chair"},
        {"role": "officer", "party": ""},
        {"organisation": "plains"},
    ):
        with pytest.raises(Refused, match="administrator"):
            invite("bo@example.org", **{**COLLEAGUE, **other}, by=sits(east))


def test_an_administrator_of_one_organisation_is_none_of_another_nor_of_the_installation(keeper, officer):
    for other in ({"organisation": "plains"}, {"organisation": "", "party": "", "role": "administrator"}):
        with pytest.raises(Refused, match="administrator"):
            invite("bo@example.org", **{**COLLEAGUE, **other}, by=sits(keeper))
    with pytest.raises(Refused, match="administrator"):
        invite("bo@example.org", **COLLEAGUE, by=sits(officer))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"role": "king"}, "not a role"),
        ({"party": ""}, "for which party"),
        ({"party": "nowhere"}, "no party nowhere"),
        ({"organisation": "nowhere"}, "no organisation nowhere"),
        ({"role": "officer"}, "not for a party"),
        ({"role": "guest", "party": ""}, "which meeting"),
        ({"name": " "}, "called"),
    ],
)
def test_what_a_seat_needs_is_said(root, wrong, says):
    with pytest.raises(Refused, match=says):
        invite("bo@example.org", **{**COLLEAGUE, **wrong}, by=sits(root))
    assert invitations() == []


def test_a_party_that_the_administrator_may_not_see_is_not_there_for_them(root, scene):
    from kurultay.record.parties import actions as parties

    parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=SYSTEM)
    with pytest.raises(Refused, match="There is no party ghost in the record"):
        invite("bo@example.org", **{**COLLEAGUE, "party": "ghost"}, by=sits(root))


def test_the_page_answers_the_same_for_a_known_address_and_an_unknown_one(east, account):
    account("known")
    client, found = browser(east), []
    for mail in ("known@example.org", "other@example.org"):
        answer = client.post("/seats/invite", {**COLLEAGUE, "mail": mail})
        assert answer.status_code == 200
        found.append(answer.content.replace(mail.encode(), b"MAIL"))
    assert found[0] == found[1]


def test_a_form_that_is_wrong_says_so_beside_the_field_and_keeps_what_was_typed(east):
    answer = browser(east).post("/seats/invite", {**COLLEAGUE, "mail": "nonsense"})
    assert answer.status_code == 400
    assert 'id="id_mail_error"' in answer.content.decode()
    assert 'value="nonsense"' in answer.content.decode()


def test_the_first_administrator_comes_from_the_command_line(scene, capsys):
    call_command("invite", "ada@example.org", name="Ada")
    made = invitations()[0]
    assert (made.mail, made.role, made.organisation) == ("ada@example.org", "administrator", "")
    assert "The invitation of ada@example.org is sent" in capsys.readouterr().out
    with pytest.raises(CommandError, match="not a mail address"):
        call_command("invite", "nonsense", name="Ada")
    assert not Account.objects.exists()


def test_organisations_and_parties_are_picked_by_name(keeper, scene):
    client = browser(keeper)
    page = client.get("/seats/invite").content.decode()
    assert page.count('list="rows-parties-party"') == 2
    assert '<option value="Eastshore">eastshore</option>' in page
    words = {"mail": "new@example.org", "name": "New", "role": "delegate", "organisation": "Assembly of the Lakes"}
    assert (
        "There is no “Nowhere!” in the record."
        in client.post("/seats/invite", {**words, "party": "Nowhere!"}).content.decode()
    )
    several = client.post("/seats/invite", {**words, "party": "shore"})
    assert "“shore” may mean several: Eastshore (eastshore), Westshore (westshore)." in several.content.decode()
    assert client.post("/seats/invite", {**words, "party": "Eastshore"}).status_code < 400
    made = invitations()[-1]
    assert (made.organisation, made.party) == ("lakes", "eastshore")
