"""Recall: whoever might have sent an invitation takes it back."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.modules.seats.actions import invite, recall
from kurultay.modules.seats.models import Secret
from kurultay.modules.seats.tests.conftest import browser, sits

SEAT = {"name": "Bo", "role": "delegate", "organisation": "lakes", "party": "eastshore", "address": "http://x"}


def test_the_letter_opens_nothing_any_more(east):
    made = invite("bo@example.org", **SEAT, by=sits(east))
    assert browser(east).post(f"/seats/invitations/{made.key}/recall").status_code == 302
    assert not Secret.objects.exists()
    with pytest.raises(Refused, match="not open"):
        recall(made, by=sits(east))


def test_nobody_else_takes_it_back(east, account):
    made = invite("bo@example.org", **SEAT, by=sits(east))
    west = account("west", ("focal-point", "lakes", "westshore"))
    delegate = account("delegate", ("delegate", "lakes", "eastshore"))
    for other in (west, delegate):
        with pytest.raises(Refused, match="administrator"):
            recall(made, by=sits(other))
    assert browser(west).post(f"/seats/invitations/{made.key}/recall").status_code == 404
    assert Secret.objects.count() == 1
