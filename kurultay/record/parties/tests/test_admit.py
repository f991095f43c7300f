"""Being admitted as observer, partner or guest."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.parties import actions as parties
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_observers_partners_and_guests(scene: Scene) -> None:
    for kind in ("partner", "guest"):
        role = parties.admit(scene.north, to=scene.lakes, on="2013", kind=kind, by=OFFICER)
        assert (role.key, role.until) == (f"lakes-{kind}-northbank", "..")


def test_not_twice_not_below_what_is_held_and_not_as_something_else(scene: Scene) -> None:
    for party, kind in ((scene.north, "observer"), (scene.east, "observer"), (scene.east, "guest")):
        with pytest.raises(Refused, match="holds that or a larger role"):
            parties.admit(party, to=scene.lakes, on="2013", kind=kind, by=OFFICER)
    with pytest.raises(Refused, match="as observer, partner or guest"):
        parties.admit(scene.north, to=scene.lakes, on="2013", kind="member", by=OFFICER)
    assert parties.admit(scene.north, to=scene.lakes, on="2009", by=OFFICER).key == "lakes-observer-northbank-2"


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.admit(scene.north, to=scene.lakes, on="2013", kind="guest", by=reader)
