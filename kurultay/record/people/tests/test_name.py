"""One more name for a person."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, Scene


@pytest.fixture
def ada(scene: Scene) -> Person:
    return people.introduce("ada-lake", name="Ada Lake", keeper="lakes", by=OFFICER)


def test_another_script_and_one_primary_name_in_a_language(scene: Scene, ada: Person) -> None:
    made = people.name(ada, text="Ада Көл", kind="official", lang="kk", primary=True, by=OFFICER)
    assert (made.script, made.keeper) == ("Cyrl", "lakes")
    for lang, since in (("kk", ""), ("kk", "2001"), ("en", "")):
        with pytest.raises(Refused, match="already has a primary name"):
            people.name(ada, text="Ada", kind="short", lang=lang, since=since, primary=True, by=OFFICER)
    people.name(ada, text="Ada Shore", kind="former", until="2001", by=OFFICER)
    with reading_as(STRANGER):
        assert {n.text for n in ada.names.all()} == {"Ada Lake", "Ада Көл", "Ada Shore"}


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, ada: Person, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        people.name(ada, text="x", kind="alias", by=reader)
