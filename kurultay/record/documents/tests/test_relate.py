"""How documents stand to each other."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, Relation
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_once_one_way_and_not_to_itself(scene: Scene, treaty: Document, expected: Document) -> None:
    made = documents.relate(expected, kind="implements", other=treaty, by=OFFICER)
    assert (made.kind, str(made), made.keeper) == ("implements", "implements", "lakes")
    for one, other, kind, why in (
        (expected, treaty, "implements", "recorded already"),
        (treaty, expected, "implements", "cannot be both ways"),
        (treaty, treaty, "amends", "no relation to itself"),
        (treaty, expected, "supersedes", "recorded by superseding"),
        (treaty, expected, "likes", "implements, amends"),
    ):
        with pytest.raises(Refused, match=why):
            documents.relate(one, kind=kind, other=other, by=OFFICER)


def test_a_relation_to_a_hidden_document_is_not_seen(scene: Scene, treaty: Document) -> None:
    secret = documents.register(
        "secret", kind="plan", title="Secret", of=scene.lakes, marking="secretariat", by=OFFICER
    )
    documents.relate(secret, kind="implements", other=treaty, by=OFFICER)
    with reading_as(STRANGER):
        assert Relation.objects.count() == 0


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, treaty: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.relate(treaty, kind="amends", other=treaty, by=reader)
