"""Signing: the first signature is the document's own day, each party signs once."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, PartyAction
from kurultay.record.meetings.models import Meeting
from kurultay.record.people import actions as people
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_the_first_signature_dates_the_document(scene: Scene, treaty: Document, meeting: Meeting) -> None:
    made = documents.sign(treaty, party=scene.east, on="2012-05-01", at=meeting, by=OFFICER)
    documents.sign(treaty, party=scene.west, on="2012-06-01", by=OFFICER)
    assert (treaty.stage, treaty.signed_on, treaty.signed_at) == ("signed", "2012-05-01", meeting)
    assert (made.key, made.kind, made.keeper) == ("lakes-treaty-eastshore-signature", "signature", "lakes")
    with pytest.raises(Refused, match="eastshore has signed lakes-treaty already"):
        documents.sign(treaty, party=scene.east, by=OFFICER)


def test_not_what_is_expected_and_not_before_adoption(scene: Scene, treaty: Document, expected: Document) -> None:
    with pytest.raises(Refused, match="is expected"):
        documents.sign(expected, party=scene.east, by=OFFICER)
    documents.adopt(treaty, on="2012-05", by=OFFICER)
    with pytest.raises(Refused, match="was adopted on 2012-05; 2012-04 is before that"):
        documents.sign(treaty, party=scene.east, on="2012-04", by=OFFICER)


def test_a_signature_by_a_hidden_person_or_party_stays_hidden(scene: Scene, treaty: Document) -> None:
    spy = people.introduce("spy", name="A Spy", keeper="lakes", marking="secretariat", by=OFFICER)
    documents.sign(treaty, party=scene.east, person=spy, by=OFFICER)
    with reading_as(STRANGER):
        row = PartyAction.objects.prefetch_related("person").get()
        assert row.person.veiled is True


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.sign(treaty, party=scene.east, by=reader)
