"""Taking back a signature or an instrument, and leaving."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_once_and_not_before_it_was_in(scene: Scene, signed: Document) -> None:
    with pytest.raises(Refused, match="The signature of eastshore is of 2012-05-01; 2011 is before that"):
        documents.withdraw(signed, party=scene.east, on="2011", by=OFFICER)
    made = documents.withdraw(signed, party=scene.east, on="2013-01-01", by=OFFICER)
    assert (made.kind, made.on) == ("withdrawal", "2013-01-01")
    with pytest.raises(Refused, match="has withdrawn"):
        documents.withdraw(signed, party=scene.east, by=OFFICER)
    with pytest.raises(Refused, match="neither signed"):
        documents.withdraw(signed, party=scene.north, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, signed: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.withdraw(signed, party=scene.east, by=reader)
