"""Attaching evidence: a document, a meeting, or words; by those who keep the commitment and those who owe it."""

from typing import Any

import pytest
from django.test import Client

from kurultay.kit.acting import Refused
from kurultay.record.commitments import actions as commitments
from kurultay.record.documents import actions as documents
from tests.cast import ADMINISTRATOR, ELSEWHERE, OFFICER, STRANGER

from .conftest import EAST, EAST_ELSEWHERE, NORTH, WEST, Desk


def test_evidence_of_three_kinds(desk: Desk) -> None:
    made = [
        commitments.attach(desk.handbook, on="2015", by=OFFICER, **words)
        for words in ({"document": desk.document}, {"meeting": desk.summit}, {"text": "A copy was handed over."})
    ]
    assert [(s.kind, s.document_id, s.meeting_id, s.text) for s in made] == [
        ("evidence", desk.document.pk, None, ""),
        ("evidence", None, desk.summit.pk, ""),
        ("evidence", None, None, "A copy was handed over."),
    ]


def test_a_link_stands_with_the_day_it_was_seen_and_leads_out(desk: Desk) -> None:
    made = commitments.attach(
        desk.handbook, on="2015-10", link="https://example.org/handbook", seen="2015-10-02", by=EAST
    )
    assert (made.link, made.seen_on, made.by_party_id) == (
        "https://example.org/handbook", "2015-10-02", desk.scene.east.pk,
    )  # fmt: skip
    text = Client().get("/commitments/handbook").content.decode()
    assert 'href="https://example.org/handbook"' in text
    assert "seen 2 October 2015" in text
    with pytest.raises(Refused, match="day on which it was seen"):
        commitments.attach(desk.handbook, on="2015-10", link="https://example.org/handbook", by=EAST)
    with pytest.raises(Refused, match="begins with https"):
        commitments.attach(desk.handbook, on="2015-10", link="javascript:alert(1)", seen="2015-10-02", by=EAST)


def test_a_publication_is_evidence(desk: Desk) -> None:
    book = documents.register("the-book", kind="publication", title="The Book", of=desk.scene.lakes, by=OFFICER,
                              keeper="lakes")  # fmt: skip
    assert commitments.attach(desk.handbook, on="2015-10", document=book, by=EAST).document_id == book.pk


def test_evidence_is_something(desk: Desk) -> None:
    with pytest.raises(Refused, match="what the evidence is"):
        commitments.attach(desk.handbook, on="2015", by=OFFICER)


@pytest.mark.parametrize(
    ("reader", "party"), [(EAST, "eastshore"), (WEST, "westshore")], ids=["responsible", "contributing"]
)
def test_focal_points_of_those_who_owe_it(desk: Desk, reader: Any, party: str) -> None:
    commitments.miss(
        desk.handbook, on="2015-10-01", reason="Nobody wrote it.", by=OFFICER
    )  # a closed one accepts it too
    made = commitments.attach(desk.handbook, on="2016", document=desk.document, by=reader)
    assert made.by_party.key == party


@pytest.mark.parametrize("reader", [NORTH, EAST_ELSEWHERE, ADMINISTRATOR, ELSEWHERE, STRANGER], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.attach(desk.handbook, on="2016", document=desk.document, by=reader)
