"""Reservations and declarations."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


@pytest.mark.parametrize("kind", ["reservation", "declaration"])
def test_by_a_party_to_it(scene: Scene, signed: Document, kind: str) -> None:
    made = documents.reserve(signed, party=scene.east, text="Not article 3.", kind=kind, on="2013", by=OFFICER)
    assert (made.kind, made.text, made.on) == (kind, "Not article 3.", "2013")


def test_by_nobody_else_and_with_words(scene: Scene, signed: Document) -> None:
    with pytest.raises(Refused, match="northbank has neither signed lakes-treaty nor is it bound by it"):
        documents.reserve(signed, party=scene.north, text="x", by=OFFICER)
    with pytest.raises(Refused, match="says what it excludes"):
        documents.reserve(signed, party=scene.east, text=" ", by=OFFICER)
    with pytest.raises(Refused, match="a reservation or a declaration"):
        documents.reserve(signed, party=scene.east, text="x", kind="signature", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, signed: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.reserve(signed, party=scene.east, text="x", by=reader)
