"""A workbook comes back: reports and evidence of those who owe, in one act, each row by the rule of a report."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import reading_as
from kurultay.modules.papers.actions import Returned, take_in
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Step
from tests.cast import ADMINISTRATOR, CHAIR, ELSEWHERE, OBSERVER, OFFICER, STRANGER, SYSTEM

from .conftest import EAST, WEST, Office


def row(office: Office, **more: str) -> Returned:
    return Returned(office.promise, "2015-07-01", **{"text": "Half of it.", **more})


def test_in_one_act_for_the_party_that_owes_it(office: Office) -> None:
    with reading_as(SYSTEM):
        before = Act.objects.count()
    made = take_in((row(office, says="in-progress", evidence="https://example.org/half"),), by=EAST)
    assert made == 2
    with reading_as(SYSTEM):
        assert Act.objects.count() == before + 1
    with reading_as(EAST):
        steps = Step.objects.order_by("id").prefetch_related("by_party")
        assert [(s.kind, s.text or s.link, s.says, s.on, s.by_party.key) for s in steps] == [
            ("report", "Half of it.", "in-progress", "2015-07-01", "eastshore"),
            ("evidence", "https://example.org/half", "", "2015-07-01", "eastshore"),
        ]


def test_one_that_is_not_yours_stops_all(office: Office) -> None:
    other = commitments.undertake(
        "website", verb="decides", name="A website", document=office.declaration, keeper="lakes", by=OFFICER
    )
    with pytest.raises(Refused, match="kept by lakes"):
        take_in((row(office), Returned(other, "2015", "Done.")), by=EAST)
    with reading_as(OFFICER):
        assert Step.objects.count() == 0


def test_nothing_chosen(office: Office) -> None:
    with pytest.raises(Refused, match="Nothing is chosen"):
        take_in((), by=OFFICER)


@pytest.mark.parametrize("reader", [WEST, CHAIR, OBSERVER, ADMINISTRATOR, ELSEWHERE, STRANGER], ids=lambda r: r.name)
def test_others_may_not(office: Office, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        take_in((row(office),), by=reader)
