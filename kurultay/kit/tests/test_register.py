"""Entering a source."""

import pytest

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.sources.models import Source
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_a_source_is_there_for_everybody(scene: Scene) -> None:
    made = kit.register("note-7", title="Note 7", grade="press", as_of="2015-05", keeper="lakes", by=OFFICER)
    with reading_as(STRANGER):
        found = Source.objects.get(key="note-7")
        assert (found.title, found.grade, found.as_of, found.get_absolute_url()) == (
            "Note 7", "press", "2015-05", "/sources/note-7",
        )  # fmt: skip
    assert made.keeper == "lakes"


def test_a_key_that_is_taken_is_refused(scene: Scene) -> None:
    with pytest.raises(Refused, match="cannot hold this"):
        kit.register("statute", title="Another", grade="press", keeper="lakes", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        kit.register("note-7", title="Note 7", grade="press", keeper="lakes", by=reader)
