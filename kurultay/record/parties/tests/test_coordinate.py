"""Coordinating an area."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_several_areas_and_several_coordinators(scene: Scene) -> None:
    fish = parties.include("lakes-2012-fish", catalogue=scene.catalogue, kind="area", name="Fish", by=OFFICER)
    made = [
        parties.coordinate(party, of=scene.lakes, area=area, on="2013", by=OFFICER, kind=kind)
        for party, area, kind in (
            (scene.east, scene.area, "coordinator"),
            (scene.east, fish, "coordinator"),
            (scene.west, fish, "co-coordinator"),
        )
    ]  # fmt: skip
    assert [(r.key, r.area, r.until) for r in made] == [
        ("lakes-coordinator-eastshore", scene.area, ""), ("lakes-coordinator-eastshore-2", fish, ""),
        ("lakes-co-coordinator-westshore", fish, ""),
    ]  # fmt: skip
    with pytest.raises(Refused, match="coordinators and co-coordinators"):
        parties.coordinate(scene.east, of=scene.lakes, area=fish, on="2013", kind="chair", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.coordinate(scene.east, of=scene.lakes, area=scene.area, on="2013", by=reader)
