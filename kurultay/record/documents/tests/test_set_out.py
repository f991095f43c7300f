"""Provisions of a document: addressable, in order, parts of parts."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_in_order_with_keys_of_their_own(scene: Scene, treaty: Document) -> None:
    first = documents.set_out(treaty, number="Article 1", text="There is a council.", operative=True, by=OFFICER)
    part = documents.set_out(treaty, number="1.a", parent=first, by=OFFICER)
    again = documents.set_out(treaty, number="Article 1", by=OFFICER)
    assert [(p.key, p.position) for p in (first, part, again)] == [
        ("lakes-treaty-article-1", 0), ("lakes-treaty-article-1-1-a", 1), ("lakes-treaty-article-1-2", 2),
    ]  # fmt: skip
    assert first.get_absolute_url() == "/provisions/lakes-treaty-article-1"


def test_a_part_lies_in_the_same_document(scene: Scene, treaty: Document, expected: Document) -> None:
    other = documents.set_out(expected, number="1", by=OFFICER)
    with pytest.raises(Refused, match="belongs to another document"):
        documents.set_out(treaty, number="1", parent=other, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.set_out(treaty, number="1", by=reader)
