"""One more title for a document: as printed, and as corrected."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_as_printed_and_as_corrected(scene: Scene, treaty: Document) -> None:
    made = documents.name(treaty, text="Traety of the Lakes", kind="printed", by=OFFICER)
    assert (made.primary, made.keeper) == (False, "lakes")
    with pytest.raises(Refused, match="Two primary titles"):
        documents.name(treaty, text="Another", kind="official", primary=True, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.name(treaty, text="x", kind="short", by=reader)
