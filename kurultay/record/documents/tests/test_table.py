"""A document that was expected is tabled."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_from_expected_alone(scene: Scene, expected: Document) -> None:
    assert documents.table(expected, by=OFFICER).stage == "tabled"
    with pytest.raises(Refused, match="lakes-plan is tabled; for this it has to be expected"):
        documents.table(expected, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, expected: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.table(expected, by=reader)
