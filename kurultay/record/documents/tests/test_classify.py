"""A paragraph is operative, informational, or not yet marked; whoever keeps the document says so."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, Provision
from tests.cast import NOT_KEEPERS, OFFICER, Scene


@pytest.fixture
def two(scene: Scene, treaty: Document) -> list[Provision]:
    """Two paragraphs nobody has marked."""
    return [documents.set_out(treaty, number=n, text="The lakes are clean.", by=OFFICER) for n in "12"]


def marks() -> list[bool | None]:
    with reading_as(OFFICER):
        return list(Provision.objects.order_by("position").values_list("operative", flat=True))


def test_several_in_one_act_and_taken_back(treaty: Document, two: list[Provision]) -> None:
    one, other = two
    assert documents.classify(treaty, marks=[(one, True), (other, False)], by=OFFICER) == 2
    assert marks() == [True, False]
    assert documents.classify(treaty, marks=[(one, None), (other, False)], by=OFFICER) == 1
    assert marks() == [None, False]


def test_nothing_new_and_another_document_are_refused(
    treaty: Document, expected: Document, two: list[Provision]
) -> None:
    with pytest.raises(Refused, match="marked so already"):
        documents.classify(treaty, marks=[(two[0], None)], by=OFFICER)
    elsewhere = documents.set_out(expected, number="9", by=OFFICER)
    with pytest.raises(Refused, match="9 stands in another document"):
        documents.classify(treaty, marks=[(two[0], True), (elsewhere, True)], by=OFFICER)
    assert marks() == [None, None, None]


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(treaty: Document, two: list[Provision], reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.classify(treaty, marks=[(two[0], True)], by=reader)
