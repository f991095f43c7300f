"""Entering a document: expected or tabled, kept by whoever keeps its organisation."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_a_document_with_its_title_and_rule(scene: Scene, treaty: Document, expected: Document) -> None:
    assert (treaty.stage, treaty.force_after, treaty.force_days, treaty.keeper) == ("tabled", 2, 30, "lakes")
    assert (expected.stage, expected.keeper, expected.sort_key) == ("expected", "lakes", "3652058")
    with reading_as(STRANGER):
        found = Document.objects.prefetch_related("names").order_by("key")
        assert [(d.key, [n.text for n in d.names.all()]) for d in found] == [
            ("lakes-plan", ["Plan of the Lakes"]), ("lakes-treaty", ["Treaty of the Lakes"]),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"stage": "adopted"}, "entered as expected or tabled"), ({"force_after": 0}, "at least one instrument"),
        ({"key": "lakes-treaty"}, "The key lakes-treaty is taken"),
    ],
)  # fmt: skip
def test_not_so(scene: Scene, treaty: Document, given: dict, why: str) -> None:
    words = {"kind": "plan", "title": "Plan", "of": scene.lakes, "by": OFFICER, **given}
    with pytest.raises(Refused, match=why):
        documents.register(words.pop("key", "new"), **words)


def test_a_document_of_a_hidden_organisation_is_as_hidden(scene: Scene) -> None:
    secret = parties.register("annex", kind="body", name="Annex", keeper="lakes", marking="secretariat", by=OFFICER)
    documents.register("annex-plan", kind="plan", title="Plan", of=secret, by=OFFICER)
    with reading_as(STRANGER):
        assert Document.objects.count() == 0


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.register("new", kind="plan", title="Plan", of=scene.lakes, by=reader)
