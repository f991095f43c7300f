"""Assigning: parties responsible, contributing, or promised to; words where the source names none."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import CommitmentParty
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER

from .conftest import Desk


def test_parties_and_words(desk: Desk) -> None:
    commitments.assign(desk.handbook, words="the other members", capacity="contributing", by=OFFICER)
    commitments.assign(desk.handbook, party=desk.scene.north, capacity="beneficiary", by=OFFICER)
    with reading_as(OFFICER):
        rows = CommitmentParty.objects.filter(commitment=desk.handbook).order_by("id").prefetch_related("party")
        assert [(r.capacity, r.party.key if r.party else r.words) for r in rows] == [
            ("responsible", "eastshore"), ("contributing", "westshore"), ("contributing", "the other members"),
            ("beneficiary", "northbank"),
        ]  # fmt: skip


def test_somebody_and_once(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say who"):
        commitments.assign(desk.handbook, by=OFFICER)
    with pytest.raises(Refused, match="already"):
        commitments.assign(desk.handbook, party=desk.scene.east, by=OFFICER)


def test_a_hidden_party_stays_hidden(desk: Desk) -> None:
    hidden = parties.register("hidden", kind="body", name="Hidden", keeper="lakes", marking="secretariat", by=OFFICER)
    commitments.assign(desk.handbook, party=hidden, by=OFFICER)
    with reading_as(STRANGER):
        assert CommitmentParty.objects.count() == 2


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.assign(desk.handbook, party=desk.scene.north, by=reader)
