"""Merging commitments: one takes the place of several, and says of which."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.actions import Drawn, replaced_by
from kurultay.record.commitments.models import Commitment, Step
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER

from .conftest import EAST, Desk

WHOLE = Drawn("A handbook with a website", "decides", due="2016-06-01")


def website(desk: Desk, marking: str = "public", keeper: str = "lakes") -> Commitment:
    return commitments.undertake(
        "website", verb="decides", name="A website", meeting=desk.summit, keeper=keeper, marking=marking, by=OFFICER
    )


def test_each_names_what_took_its_place(desk: Desk) -> None:
    made = commitments.merge(
        desk.handbook, others=[website(desk)], drawn=WHOLE, on="2015-10-01", reason="One editor.", by=OFFICER
    )
    with reading_as(STRANGER):
        steps = Step.objects.filter(kind="superseded").order_by("id").prefetch_related("commitment", "instead")
        assert [(s.commitment.key, s.instead.key, s.text) for s in steps] == [
            ("handbook", "handbook-2", "One editor."), ("website", "handbook-2", "One editor."),
        ]  # fmt: skip
        assert (made.follows.key, made.made_on, made.provision.key) == ("handbook", "2015-10-01", "declaration-3")
        assert [c.key for c in replaced_by(made)] == ["handbook", "website"]


def test_two_different_ones(desk: Desk) -> None:
    for others in ([], [desk.handbook]):
        with pytest.raises(Refused, match="each once"):
            commitments.merge(desk.handbook, others=others, drawn=WHOLE, on="2016", reason="One.", by=OFFICER)


def test_not_what_different_people_read(desk: Desk) -> None:
    with pytest.raises(Refused, match="read by different people"):
        commitments.merge(
            desk.handbook, others=[website(desk, "secretariat")], drawn=WHOLE, on="2016", reason="One.", by=OFFICER
        )
    with reading_as(STRANGER):
        assert list(Commitment.objects.values_list("key", flat=True)) == ["handbook"]


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: object) -> None:
    other = website(desk)
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.merge(desk.handbook, others=[other], drawn=WHOLE, on="2016", reason="One.", by=reader)
