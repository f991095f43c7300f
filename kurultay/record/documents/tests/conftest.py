"""The scene with a treaty on the table, a meeting, and documents at other stages."""

import pytest

from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from tests.cast import OFFICER, Scene, written
from tests.conftest import committed, scene, stage

__all__ = ["committed", "expected", "meeting", "scene", "signed", "stage", "treaty"]


@pytest.fixture
def treaty(scene: Scene) -> Document:
    """A treaty on the table, in force thirty days after the second instrument."""
    return documents.register(
        "lakes-treaty", kind="treaty", title="Treaty of the Lakes", of=scene.lakes, stage="tabled", force_after=2,
        force_days=30, by=OFFICER,
    )  # fmt: skip


@pytest.fixture
def signed(scene: Scene, treaty: Document) -> Document:
    """The treaty, signed by two on 1 May 2012."""
    for party in (scene.east, scene.west):
        documents.sign(treaty, party=party, on="2012-05-01", by=OFFICER)
    return treaty


@pytest.fixture
def expected(scene: Scene) -> Document:
    """A plan that is expected."""
    return documents.register("lakes-plan", kind="plan", title="Plan of the Lakes", of=scene.lakes, by=OFFICER)


@pytest.fixture
def meeting(scene: Scene) -> Meeting:
    """A summit that was held."""
    with written():
        row = Meeting(key="lakes-1", kind="summit", body=scene.lakes, status="held", starts_on="2012-05-01")
        row.audience_id = scene.lakes.audience_id
        row.save()
    return row
