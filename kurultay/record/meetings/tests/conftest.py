"""The scene, a meeting of the council of the lakes in each state, and a person with a post."""

import pytest

from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Place
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person
from tests.cast import OFFICER, SYSTEM, Scene
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]


@pytest.fixture
def town(scene: Scene) -> Place:
    return meetings.locate("harbour", name="Old Harbour", state=scene.east, by=SYSTEM)


@pytest.fixture
def planned(scene: Scene) -> Meeting:
    return meetings.plan(
        "council-1", kind="summit", name="First Council", body=scene.council, ordinal=1, form="formal", on="2014-05",
        host=scene.east, by=OFFICER,
    )  # fmt: skip


@pytest.fixture
def confirmed(planned: Meeting) -> Meeting:
    return meetings.confirm(planned, on="2014-05-20", by=OFFICER)


@pytest.fixture
def held(confirmed: Meeting) -> Meeting:
    return meetings.hold(confirmed, on="2014-05-21", until="2014-05-22", by=OFFICER)


@pytest.fixture
def postponed(planned: Meeting) -> Meeting:
    return meetings.postpone(planned, by=OFFICER, reason="Snow.")


@pytest.fixture
def cancelled(planned: Meeting) -> Meeting:
    return meetings.cancel(planned, by=OFFICER, reason="No quorum.")


@pytest.fixture
def closed(held: Meeting) -> Meeting:
    return meetings.close(held, by=OFFICER)


@pytest.fixture
def ada(scene: Scene) -> Person:
    ada = people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=OFFICER)
    people.appoint(
        ada, post="Envoy", at=scene.east, took_office="2012-01-01", until="2015-01-01", keeper="lakes", by=OFFICER
    )
    return ada
