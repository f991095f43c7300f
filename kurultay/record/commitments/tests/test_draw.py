"""Drawing commitments from a paragraph: one or several in one act, and the words that say who owes what when."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import Citation
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.actions import Drawn
from kurultay.record.commitments.models import Commitment, CommitmentText
from kurultay.record.documents.models import Document, Provision
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, written

from .conftest import EAST, Desk


def two(desk: Desk) -> tuple[Drawn, ...]:
    return (
        Drawn(
            "A map", "requests", due="2016", responsible=(desk.scene.east,), contributing=(desk.scene.west,),
            wording="requests Eastshore to draw a map in 2016", quotes=(("verb", "requests"), ("due_on", "in 2016")),
        ),
        Drawn("A fair", "plans", due_at=desk.summit, words="Member States"),
    )  # fmt: skip


def test_several_in_one_act(kept: Desk) -> None:
    with reading_as(SYSTEM):
        before = Act.objects.count()
    made = commitments.draw(kept.provision, drawn=two(kept), by=OFFICER)
    with reading_as(SYSTEM):
        assert Act.objects.count() == before + 1
    with reading_as(STRANGER):
        found = Commitment.objects.filter(pk__in=[m.pk for m in made]).order_by("id").prefetch_related("parties__party")
        assert [(c.key, c.verb, c.due_on, c.due_at and c.due_at.key, c.of.key, c.provision.number) for c in found] == [
            ("declaration-3", "requests", "2016", None, "lakes", "3"),
            ("declaration-3-2", "plans", "", "summit", "lakes", "3"),
        ]
        assert [[(p.capacity, p.party.key if p.party else p.words) for p in c.parties.all()] for c in found] == [
            [("responsible", "eastshore"), ("contributing", "westshore")],
            [("responsible", "Member States")],
        ]
        texts = CommitmentText.objects.values_list("about", "text")
        assert list(texts) == [("wording", "requests Eastshore to draw a map in 2016")]
        assert Provision.objects.get(pk=kept.provision.pk).operative is True
        assert Commitment.objects.get(key="declaration-3").made_on == "2015-05-08"


def test_the_words_are_cited_where_the_document_is_a_source(kept: Desk) -> None:
    with written():
        document = Document.objects.get(pk=kept.document.pk)
        document.source = kept.scene.source
        document.save()
    with reading_as(OFFICER):
        provision = Provision.objects.get(pk=kept.provision.pk)
    commitments.draw(provision, drawn=two(kept), by=OFFICER)
    with reading_as(STRANGER):
        cited = Citation.objects.filter(subject_type="commitments.commitment", source=kept.scene.source)
        assert list(cited.order_by("id").values_list("field", "value", "as_printed", "place")) == [
            ("verb", "requests", "requests", "3"), ("due_on", "2016", "in 2016", "3"),
        ]  # fmt: skip


def test_nothing_drawn_is_refused(kept: Desk) -> None:
    with pytest.raises(Refused, match="no commitment is filled in"):
        commitments.draw(kept.provision, drawn=(), by=OFFICER)


def test_one_bad_one_leaves_none(kept: Desk) -> None:
    bad = Drawn("Both", "decides", due="2016", due_at=kept.summit)
    with pytest.raises(Refused, match="not both"):
        commitments.draw(kept.provision, drawn=(*two(kept), bad), by=OFFICER)
    with reading_as(OFFICER):
        assert Commitment.objects.count() == 1


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(kept: Desk, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.draw(kept.provision, drawn=two(kept), by=reader)
