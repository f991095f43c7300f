"""Withdrawing a row: out of the lists, still there, and never without a reason."""

import pytest

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.record.parties.models import Role
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_it_leaves_the_lists_and_stays_readable(scene: Scene) -> None:
    kit.withdraw(scene.chair, by=OFFICER, reason="Entered twice.")
    with reading_as(STRANGER):
        assert not Role.objects.filter(pk=scene.chair.pk).exists()
        assert Role.everything.get(pk=scene.chair.pk).last_act.reason == "Entered twice."
    with pytest.raises(Refused, match="already"):
        kit.withdraw(scene.chair, by=OFFICER, reason="Again.")


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        kit.withdraw(scene.chair, by=reader, reason="x")
