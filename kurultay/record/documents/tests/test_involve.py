"""Who is party to a document, wrote it, or is addressed by it."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, DocumentParty
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_a_party_a_person_or_words(scene: Scene, treaty: Document) -> None:
    made = [
        documents.involve(treaty, capacity="party", party=scene.east, by=OFFICER),
        documents.involve(treaty, capacity="author", words="three authors", by=OFFICER),
    ]
    assert [str(row) for row in made] == ["Party", "Author: three authors"]
    with pytest.raises(Refused, match="Say who it is"):
        documents.involve(treaty, capacity="author", by=OFFICER)


def test_a_hidden_party_is_not_seen(scene: Scene, treaty: Document) -> None:
    ghost = parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=OFFICER)
    documents.involve(treaty, capacity="party", party=ghost, by=OFFICER)
    with reading_as(STRANGER):
        assert DocumentParty.objects.count() == 0


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.involve(treaty, capacity="party", words="all", by=reader)
