"""Adopting a version of a catalogue."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Catalogue
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_the_version_it_continues_ends_that_day(scene: Scene) -> None:
    made = parties.adopt(
        "lakes-2021", of=scene.lakes, title="Catalogue of 2021", on="2021-03", continues=scene.catalogue, by=OFFICER
    )
    assert (made.adopted_on, made.since, made.until, made.keeper) == ("2021-03", "2021-03", "..", "lakes")
    with reading_as(STRANGER):
        old = Catalogue.objects.get(key="lakes-2012")
        assert (old.until, [c.key for c in old.continued_by.all()]) == ("2021-03", ["lakes-2021"])


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.adopt("lakes-2021", of=scene.lakes, title="x", on="2021", by=reader)
