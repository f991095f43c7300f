"""Entering a place."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.names.sorting import sort_key
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Place
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_with_the_name_it_bears(scene: Scene, town: Place) -> None:
    hall = meetings.locate("hall", kind="building", name="Hall", parent=town, keeper="lakes", by=OFFICER)
    assert (hall.kind, hall.parent, hall.sort_key, hall.keeper) == ("building", town, sort_key("Hall", "en"), "lakes")
    with pytest.raises(Refused, match="The key hall is taken"):
        meetings.locate("hall", name="Hall", keeper="lakes", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        meetings.locate("hall", name="Hall", keeper="lakes", by=reader)
