"""The tracker of an office becomes commitments of a document, and how its columns were read is remembered."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.modules.papers.actions import Tracked, take_over
from kurultay.modules.papers.models import ColumnMap
from kurultay.record.commitments.models import Commitment, Step
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER

from .conftest import EAST, Office

HEADER = "0" * 64


def lines(office: Office) -> list[Tracked]:
    return [
        Tracked("A map", "requests", (office.scene.east,), "a friend", "2016", "2015-07-01", "Begun.", "in-progress"),
        Tracked("A fair"),
    ]


def test_lines_become_commitments_and_the_columns_are_remembered(office: Office) -> None:
    take_over(office.declaration, rows=lines(office), header=HEADER, columns={"name": "Task"}, by=OFFICER)
    with reading_as(OFFICER):
        found = Commitment.objects.exclude(key="handbook").order_by("id").prefetch_related("names", "parties__party")
        assert [
            (c.key, c.verb, c.due_on, c.made_on, [p.party.key if p.party else p.words for p in c.parties.all()])
            for c in found
        ] == [
            ("lakes-declaration", "requests", "2016", "2015-05-08", ["eastshore", "a friend"]),
            ("lakes-declaration-2", "undertakes", "", "2015-05-08", []),
        ]
        step = Step.objects.get()
        assert (step.kind, step.text, step.says, step.on) == ("report", "Begun.", "in-progress", "2015-07-01")
        assert [(m.header, m.columns) for m in ColumnMap.objects.all()] == [(HEADER, '{"name": "Task"}')]
    take_over(office.declaration, rows=[Tracked("A song")], header=HEADER, columns={"name": "What"}, by=OFFICER)
    with reading_as(OFFICER):
        assert [m.columns for m in ColumnMap.objects.all()] == ['{"name": "What"}']
    with reading_as(STRANGER):
        assert ColumnMap.objects.count() == 0


def test_nothing_chosen(office: Office) -> None:
    with pytest.raises(Refused, match="Nothing is chosen"):
        take_over(office.declaration, rows=[], header=HEADER, columns={}, by=OFFICER)


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(office: Office, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        take_over(office.declaration, rows=lines(office), header=HEADER, columns={}, by=reader)
