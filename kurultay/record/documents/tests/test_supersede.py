"""A document that takes the place of another."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_the_old_one_is_superseded_once(scene: Scene, signed: Document, expected: Document) -> None:
    with pytest.raises(Refused, match="lakes-plan is expected"):
        documents.supersede(expected, old=signed, by=OFFICER)
    documents.adopt(documents.table(expected, by=OFFICER), on="2015", by=OFFICER)
    documents.supersede(expected, old=signed, by=OFFICER)
    with reading_as(OFFICER):
        assert Document.objects.get(pk=signed.pk).stage == "superseded"
        assert [(r.kind, r.other_id) for r in expected.relations.all()] == [("supersedes", signed.pk)]
    with pytest.raises(Refused, match="lakes-treaty is superseded already"):
        documents.supersede(expected, old=signed, by=OFFICER)
    with pytest.raises(Refused, match="lakes-treaty is superseded; for this"):
        documents.supersede(signed, old=expected, by=OFFICER)


def test_not_itself(scene: Scene, signed: Document) -> None:
    with pytest.raises(Refused, match="no relation to itself"):
        documents.supersede(signed, old=signed, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, signed: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.supersede(signed, old=signed, by=reader)
