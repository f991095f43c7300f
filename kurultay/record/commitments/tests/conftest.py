"""The scene, and in it a meeting, a document with a provision, and commitments made there."""

from dataclasses import dataclass

import pytest

from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents.models import Document, Provision
from kurultay.record.meetings.models import Meeting
from tests.cast import OFFICER, SYSTEM, Scene, written
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]


@dataclass
class Desk:
    """What commitments come from, and one of them: Eastshore is to write a handbook by 2015-09-01, Westshore helps."""

    scene: Scene
    meeting: Meeting
    summit: Meeting
    document: Document
    provision: Provision
    handbook: Commitment


@pytest.fixture
def desk(scene: Scene) -> Desk:
    """A meeting of 2015-05-08, a summit of 10 to 11 September, a declaration, and the handbook."""
    with written():
        meeting = Meeting(key="first-meeting", kind="round", status="held", body=scene.lakes, starts_on="2015-05-08")
        summit = Meeting(key="summit", kind="summit", status="held", body=scene.lakes, starts_on="2015-09-10")
        summit.ends_on = "2015-09-11"
        meeting.save()
        summit.save()
        document = Document(key="declaration", kind="declaration", of=scene.lakes, adopted_on="2015-05-08")
        document.save()
        provision = Provision(key="declaration-3", document=document, number="3")
        provision.save()
    handbook = commitments.undertake(
        "handbook", verb="decides", name="A handbook", of=scene.lakes, meeting=meeting, provision=provision,
        area=scene.area, due="2015-09-01", keeper="lakes", by=OFFICER,
    )  # fmt: skip
    commitments.assign(handbook, party=scene.east, by=OFFICER)
    commitments.assign(handbook, party=scene.west, capacity="contributing", by=OFFICER)
    with reading_as(SYSTEM):
        return Desk(scene, meeting, summit, document, provision, handbook)


NORTH = Reader.person("A focal point of a party that owes nothing", Seat("focal-point", "lakes", "northbank"))
EAST = Reader.person("A focal point of the responsible party", Seat("focal-point", "lakes", "eastshore"))
WEST = Reader.person("A focal point of a contributing party", Seat("focal-point", "lakes", "westshore"))
BOTH = Reader.person(
    "A focal point of both parties",
    Seat("focal-point", "lakes", "eastshore"),
    Seat("focal-point", "lakes", "westshore"),
)
EAST_ELSEWHERE = Reader.person(
    "A focal point of the responsible party at another organisation", Seat("focal-point", "plains", "eastshore")
)
EAST_DELEGATE = Reader.person("A delegate of the responsible party", Seat("delegate", "lakes", "eastshore"))


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """The desk, with its meeting, document and provision kept by the lakes as the commitment is."""
    with written():
        for row in (desk.meeting, desk.document, desk.provision):
            row.audience_id = desk.handbook.audience_id
            row.save()
    return desk
