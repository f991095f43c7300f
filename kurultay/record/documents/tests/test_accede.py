"""Becoming bound without having signed."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_who_did_not_sign(scene: Scene, signed: Document) -> None:
    made = documents.accede(signed, party=scene.north, on="2014-02-01", by=OFFICER)
    assert (made.kind, made.key) == ("accession", "lakes-treaty-northbank-accession")
    with pytest.raises(Refused, match="northbank is bound by its accession already"):
        documents.accede(signed, party=scene.north, by=OFFICER)
    with pytest.raises(Refused, match="a party that has signed ratifies"):
        documents.accede(signed, party=scene.east, by=OFFICER)


def test_not_to_what_is_on_the_table(scene: Scene, treaty: Document) -> None:
    with pytest.raises(Refused, match="is tabled"):
        documents.accede(treaty, party=scene.north, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, signed: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.accede(signed, party=scene.north, by=reader)
