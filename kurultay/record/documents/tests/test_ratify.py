"""Binding oneself after signing: ratification, acceptance, approval, notification."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


@pytest.mark.parametrize("kind", ["ratification", "acceptance", "approval", "notification"])
def test_a_signatory_once(scene: Scene, signed: Document, kind: str) -> None:
    made = documents.ratify(signed, party=scene.east, on="2013-02-01", kind=kind, reference="Law 7", by=OFFICER)
    assert (made.kind, made.on, made.reference) == (kind, "2013-02-01", "Law 7")
    with pytest.raises(Refused, match=f"eastshore is bound by its {kind} already"):
        documents.ratify(signed, party=scene.east, by=OFFICER)


def test_nobody_who_has_not_signed_and_nothing_else(scene: Scene, signed: Document, expected: Document) -> None:
    with pytest.raises(Refused, match="northbank has not signed lakes-treaty; a party that has not signed accedes"):
        documents.ratify(signed, party=scene.north, by=OFFICER)
    with pytest.raises(Refused, match="ratifies, accepts, approves or notifies"):
        documents.ratify(signed, party=scene.east, kind="accession", by=OFFICER)
    with pytest.raises(Refused, match="was signed on 2012-05-01"):
        documents.ratify(signed, party=scene.east, on="2011", by=OFFICER)
    with pytest.raises(Refused, match="is expected"):
        documents.ratify(expected, party=scene.east, by=OFFICER)


def test_nobody_who_has_left(scene: Scene, signed: Document) -> None:
    documents.withdraw(signed, party=scene.east, on="2013", by=OFFICER)
    with pytest.raises(Refused, match="eastshore has withdrawn from lakes-treaty"):
        documents.ratify(signed, party=scene.east, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, signed: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.ratify(signed, party=scene.east, by=reader)
