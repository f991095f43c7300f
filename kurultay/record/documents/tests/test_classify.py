"""A paragraph is operative, informational, or not yet marked; whoever keeps the document says so."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, Provision
from tests.cast import NOT_KEEPERS, OFFICER, Scene


@pytest.fixture
def paragraph(scene: Scene, treaty: Document) -> Provision:
    """A paragraph nobody has marked."""
    return documents.set_out(treaty, number="1", text="The lakes are clean.", by=OFFICER)


def test_marked_and_marked_otherwise_and_taken_back(paragraph: Provision) -> None:
    seen = []
    for operative in (True, False, None):
        documents.classify(paragraph, operative=operative, by=OFFICER)
        with reading_as(OFFICER):
            seen.append(Provision.objects.get(pk=paragraph.pk).operative)
    assert seen == [True, False, None]


def test_the_same_mark_twice_is_refused(paragraph: Provision) -> None:
    with pytest.raises(Refused, match="recorded already"):
        documents.classify(paragraph, operative=None, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(paragraph: Provision, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.classify(paragraph, operative=True, by=reader)
