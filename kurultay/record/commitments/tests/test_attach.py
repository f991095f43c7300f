"""Attaching evidence: a document, a meeting, or words; by those who keep the commitment and those who owe it."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.commitments import actions as commitments
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
