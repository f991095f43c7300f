"""The scene, and in it what the parties owe, a round that asks about it, and who answers."""

from dataclasses import dataclass
from typing import Any

import pytest

from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.models import Round
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents.models import Document
from kurultay.record.parties.models import Party
from tests.cast import OFFICER, SYSTEM, Scene, written
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]

EAST = Reader.person("A focal point of Eastshore", Seat("focal-point", "lakes", "eastshore"))
WEST = Reader.person("A focal point of Westshore", Seat("focal-point", "lakes", "westshore"))
NORTH = Reader.person("A focal point of a party that owes nothing", Seat("focal-point", "lakes", "northbank"))
EAST_ELSEWHERE = Reader.person("A focal point of Eastshore elsewhere", Seat("focal-point", "plains", "eastshore"))
EAST_DELEGATE = Reader.person("A delegate of Eastshore", Seat("delegate", "lakes", "eastshore"))


@dataclass
class Desk:
    """Eastshore owes a handbook and a map, Westshore helps with the handbook; the round asks them from 2015-03-01."""

    scene: Scene
    document: Document
    handbook: Commitment
    map: Commitment
    round: Round


def promise(desk: Any, key: str, *parties: Party, **words: Any) -> Commitment:
    """A commitment of the declaration that these parties owe."""
    scene = desk.scene if isinstance(desk, Desk) else desk
    document = Document.objects.get(key="declaration") if not isinstance(desk, Desk) else desk.document
    given: dict[str, Any] = {"verb": "decides", "name": f"The {key}", "of": scene.lakes, "document": document,
                             "keeper": "lakes", "by": OFFICER, "due": "2015-12-31", **words}  # fmt: skip
    made = commitments.undertake(key, **given)
    for place, party in enumerate(parties):
        commitments.assign(made, party=party, capacity="contributing" if place else "responsible", by=given["by"])
    return made


@pytest.fixture
def desk(scene: Scene) -> Desk:
    """A declaration of 2014-05-08, what is owed under it, and a round open from 2015-03-01, due on 2015-03-31."""
    with written():
        document = Document(key="declaration", kind="declaration", of=scene.lakes, adopted_on="2014-05-08")
        document.save()
    with reading_as(SYSTEM):
        handbook = promise(scene, "handbook", scene.east, scene.west)
        chart = promise(scene, "map", scene.east, area=scene.area)
        ended = promise(scene, "ended", scene.east)
        commitments.meet(ended, on="2015-01-10", by=OFFICER)
        promise(scene, "later", scene.east, on="2015-06-01")
        promise(scene, "nobodys")
        spring = open_spring(scene)
        return Desk(scene, document, handbook, chart, spring)


def open_spring(scene: Scene, key: str = "spring-2015", **words: Any) -> Round:
    """A round of the organisation."""
    given: dict[str, Any] = {"of": scene.lakes, "title": "Spring round", "opens": "2015-03-01", "due": "2015-03-31",
                             "by": OFFICER, **words}  # fmt: skip
    return rounds.open_round(key, **given)
