"""Entering an area of a catalogue."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Area
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_areas_stand_in_the_order_they_are_entered_in(scene: Scene) -> None:
    made = parties.include(
        "lakes-2012-fish",
        catalogue=scene.catalogue,
        kind="area",
        name="Fish",
        parent=scene.area,
        number="1.1",
        by=OFFICER,
    )
    assert (made.position, made.number, made.keeper) == (1, "1.1", "lakes")
    with reading_as(STRANGER):
        rows = Area.objects.filter(catalogue=scene.catalogue).order_by("position").prefetch_related("names")
        assert [(a.key, a.names.all()[0].text) for a in rows] == [
            ("lakes-2012-water", "Water"),
            ("lakes-2012-fish", "Fish"),
        ]


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.include("x", catalogue=scene.catalogue, kind="area", name="x", by=reader)
