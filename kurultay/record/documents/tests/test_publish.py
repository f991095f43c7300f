"""Publication with its language version, its authority and its digest."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, Version
from tests.cast import NOT_KEEPERS, OFFICER, Scene

DIGEST = "ab" * 32


def test_after_adoption_or_signature_with_a_version(scene: Scene, signed: Document) -> None:
    documents.publish(signed, on="2012-07", lang="en", authority="authentic", sha256=DIGEST, by=OFFICER)
    documents.publish(signed, on="2012-08", lang="tr", authority="courtesy", by=OFFICER)
    assert (signed.stage, signed.published_on) == ("published", "2012-07")
    with reading_as(OFFICER):
        assert [(str(v), v.sha256) for v in Version.objects.filter(document=signed).order_by("id")] == [
            ("en (authentic)", DIGEST), ("tr (courtesy)", ""),
        ]  # fmt: skip
    with pytest.raises(Refused, match=r"in this version \(tr, courtesy\) already"):
        documents.publish(signed, on="2012-09", lang="tr", authority="courtesy", by=OFFICER)


def test_a_treaty_is_not_published_from_the_table(scene: Scene, treaty: Document) -> None:
    with pytest.raises(Refused, match="is tabled; for this it has to be adopted / signed"):
        documents.publish(treaty, on="2012", by=OFFICER)


def test_a_press_release_is_published_as_it_is(scene: Scene) -> None:
    made = documents.register("lakes-pr", kind="press-release", title="News", of=scene.lakes, by=OFFICER)
    assert documents.publish(made, on="2012-01-05", by=OFFICER).stage == "published"


def test_not_before_signature_nor_with_half_a_digest(scene: Scene, signed: Document) -> None:
    with pytest.raises(Refused, match="was signed on 2012-05-01; 2012-04-30 is before that"):
        documents.publish(signed, on="2012-04-30", by=OFFICER)
    with pytest.raises(Refused, match="64 figures"):
        documents.publish(signed, on="2012-06", sha256="abc", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, signed: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.publish(signed, on="2013", by=reader)
