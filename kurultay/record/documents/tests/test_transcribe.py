"""The text of a document comes in whole: numbered, in order, parts under their paragraph, in one act, once."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.actions import Paragraph
from kurultay.record.documents.models import Document, Provision, ProvisionText, Version
from tests.cast import NOT_KEEPERS, OFFICER, SYSTEM, Scene

TEXT = (Paragraph("1", "The lakes are clean."), Paragraph("(a)", "All of them.", 1), Paragraph("2", "So they stay."))
DIGEST = "0123456789abcdef" * 4


def test_all_paragraphs_in_one_act_with_the_version_they_come_from(scene: Scene, treaty: Document) -> None:
    with reading_as(SYSTEM):
        before = Act.objects.count()
    documents.transcribe(treaty, paragraphs=TEXT, lang="tr", authority="authentic", sha256=DIGEST, by=OFFICER)
    with reading_as(OFFICER):
        found = Provision.objects.filter(document=treaty).order_by("position").prefetch_related("texts", "parent")
        told = [(p.number, p.parent and p.parent.number, p.operative, p.texts.get().text) for p in found]
        texts = ProvisionText.objects.filter(provision__document=treaty)
        versions = list(Version.objects.filter(document=treaty).values_list("lang", "authority", "sha256"))
        assert told == [
            ("1", None, None, "The lakes are clean."), ("(a)", "1", None, "All of them."),
            ("2", None, None, "So they stay."),
        ]  # fmt: skip
        assert {(t.lang, t.status) for t in texts} == {("tr", "authentic")}
        assert versions == [("tr", "authentic", DIGEST)]
    with reading_as(SYSTEM):
        assert Act.objects.count() == before + 1


def test_not_twice(scene: Scene, treaty: Document) -> None:
    documents.transcribe(treaty, paragraphs=TEXT, by=OFFICER)
    with pytest.raises(Refused, match="in the record already"):
        documents.transcribe(treaty, paragraphs=TEXT, by=OFFICER)


@pytest.mark.parametrize(
    ("paragraphs", "why"),
    [
        ((), "no paragraph"),
        ((Paragraph(" ", "Text."),), "has a number"),
        ((Paragraph("1" * 21, "Text."),), "at most 20"),
        ((Paragraph("1", "Text."), Paragraph("2", " ")), "Paragraph 2 has no text"),
    ],
)
def test_a_bad_paragraph_leaves_nothing(
    scene: Scene, treaty: Document, paragraphs: tuple[Paragraph, ...], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        documents.transcribe(treaty, paragraphs=paragraphs, by=OFFICER)
    with reading_as(OFFICER):
        assert Provision.objects.filter(document=treaty).count() == 0


def test_a_digest_is_one(scene: Scene, treaty: Document) -> None:
    with pytest.raises(Refused, match="64 hexadecimal"):
        documents.transcribe(treaty, paragraphs=TEXT, sha256="short", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.transcribe(treaty, paragraphs=TEXT, by=reader)
