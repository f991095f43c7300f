"""Entering a person; two who bear one name stay two."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


def test_homonyms_are_kept_apart(scene: Scene) -> None:
    for key, state in (("ada-lake", scene.east), ("ada-lake-2", scene.west)):
        people.introduce(key, name="Ada Lake", honorific="Dr.", state=state, keeper="lakes", by=OFFICER)
    with reading_as(STRANGER):
        found = Person.objects.filter(names__text="Ada Lake").order_by("key").prefetch_related("state")
        assert [(p.key, p.state.key, p.honorific) for p in found] == [
            ("ada-lake", "eastshore", "Dr."), ("ada-lake-2", "westshore", "Dr."),
        ]  # fmt: skip
        assert len({p.sort_key for p in found}) == 1
    with pytest.raises(Refused, match="The key ada-lake is taken"):
        people.introduce("ada-lake", name="Ada", keeper="lakes", by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=reader)
