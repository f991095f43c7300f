"""The scene and a meeting in it, for acts that are asked for in words."""

import pytest

from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person
from tests.cast import OFFICER, Scene
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]


@pytest.fixture
def planned(scene: Scene) -> Meeting:
    return meetings.plan(
        "council-1", kind="summit", name="First Council", body=scene.council, ordinal=1, on="2014-05", by=OFFICER
    )


@pytest.fixture
def held(planned: Meeting) -> Meeting:
    meetings.confirm(planned, on="2014-05-20", by=OFFICER)
    return meetings.hold(planned, on="2014-05-20", by=OFFICER)


@pytest.fixture
def ada(scene: Scene) -> Person:
    return people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=OFFICER)
