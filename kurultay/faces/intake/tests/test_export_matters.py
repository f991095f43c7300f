"""Deferred points and matters arising go out with the record and come back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kurultay.faces.intake.actions import documents_of, export, load_all
from kurultay.kit.reading import reading_as, system
from kurultay.record.commitments.models import Matter
from kurultay.record.meetings.models import AgendaItem
from tests.conftest import committed

from .test_export import emptied

__all__ = ["committed"]
SYSTEM = system("test")
MATTERS = """\
source: {key: S6, title: Agendas, grade: official}
keeper: lakes
rows:
  - {meeting: lakes-1, kind: summit, body: lakes, status: held, starts: 2014}
  - {meeting: lakes-2, kind: summit, body: lakes, status: planned, planned_for: 2016}
  - {agenda: Fish, meeting: lakes-1, outcome: deferred, deferred_to: lakes-2}
  - {agenda: Birds, meeting: lakes-1, outcome: concluded}
  - {agenda: The handbook, meeting: lakes-2, number: "1", planned: "true"}
  - {commitment: handbook, verb: decides, meeting: lakes-1, due: 2015}
  - {matter: handbook, meeting: lakes-2, item: The handbook}
"""


@pytest.mark.usefixtures("committed")
def test_they_come_back(first: object, enter: Callable[..., object], tmp_path: Path) -> None:
    with reading_as(SYSTEM):
        enter(MATTERS)
        list(export(tmp_path / "one"))
    emptied()
    load_all(documents_of([str(tmp_path / "one")]), by=SYSTEM)
    with reading_as(SYSTEM):
        list(export(tmp_path / "two"))
        points = AgendaItem.objects.order_by("id").prefetch_related("deferred_to")
        assert [(p.title, p.outcome, p.deferred_to and p.deferred_to.key) for p in points] == [
            ("Fish", "deferred", "lakes-2"), ("Birds", "concluded", None), ("The handbook", "", None),
        ]  # fmt: skip
        matter = Matter.objects.get()
        assert (matter.item.title, matter.commitment.key, matter.meeting.key) == ("The handbook", "handbook", "lakes-2")
    one, two = ({p.name: p.read_text() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
