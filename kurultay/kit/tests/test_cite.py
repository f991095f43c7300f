"""Saying which source states a value, without changing it."""

import pytest

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.sources.models import Citation
from kurultay.kit.sources.stating import Cite
from kurultay.record.parties.models import Role
from tests.cast import NOT_KEEPERS, OFFICER, SYSTEM, Scene


def test_the_claim_stands_beside_the_value(scene: Scene) -> None:
    made = kit.cite(
        scene.chair, field="since", value="2013", cite=Cite(scene.source, "p. 2", dispute="C07"), by=OFFICER
    )
    assert (made.value, made.place, made.dispute, made.decides, made.keeper) == ("2013", "p. 2", "C07", False, "lakes")
    with reading_as(SYSTEM):
        assert Role.objects.get(pk=scene.chair.pk).since == "2014-01-01"


def test_a_field_that_the_row_does_not_have(scene: Scene) -> None:
    with pytest.raises(Refused, match="colour"):
        kit.cite(scene.chair, field="colour", value="red", cite=Cite(scene.source), by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        kit.cite(scene.chair, field="since", value="2013", cite=Cite(scene.source), by=reader)
    with reading_as(SYSTEM):
        assert Citation.objects.count() == 0
