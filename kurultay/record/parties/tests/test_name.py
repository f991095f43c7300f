"""One more name for a party; one primary name in a language on a day."""

import pytest
from django.db import IntegrityError, transaction

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.kit.reading.models import intern
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, PartyName
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene, written


def test_an_acronym_and_another_language(scene: Scene) -> None:
    parties.name(scene.lakes, text="AL", kind="acronym", by=OFFICER)
    made = parties.name(scene.lakes, text="Göller Meclisi", kind="official", lang="tr", primary=True, by=OFFICER)
    with reading_as(STRANGER):
        assert {n.text for n in scene.lakes.names.all()} == {"Assembly of the Lakes", "AL", "Göller Meclisi"}
    assert (made.script, made.keeper) == ("Latn", "lakes")


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [("", "..", False), ("2001", "..", False), ("", "2010", False), ("2001", "2010", False), ("2010", "..", True)],
)
def test_one_primary_name_in_a_language_on_a_day(scene: Scene, since: str, until: str, may: bool) -> None:
    parties.name(scene.lakes, text="Göller", kind="official", lang="tr", until="2010-01-01", primary=True, by=OFFICER)
    words = {"text": "Göl", "kind": "short", "lang": "tr", "since": since, "until": until, "by": OFFICER}
    parties.name(scene.lakes, **words)  # any number that are not primary
    if may:
        parties.name(scene.lakes, **words, primary=True)
    else:
        with pytest.raises(Refused, match="already has a primary name"):
            parties.name(scene.lakes, **words, primary=True)
        with pytest.raises(IntegrityError, match="primary"), written(), transaction.atomic():
            PartyName(party=scene.lakes, text="Göl", lang="tr", primary=True, since=since, until=until).save()


def test_a_hidden_name_does_not_move_the_party_in_lists(scene: Scene) -> None:
    with reading_as(SYSTEM):
        before = Party.objects.get(key="lakes").sort_key
    with written():
        hidden = intern("lakes", "secretariat")
        PartyName(party=scene.lakes, text="Aaa", lang="en", primary=True, since="[2090..]", audience=hidden).save()
    parties.name(scene.lakes, text="Lakes", kind="short", by=OFFICER)
    with reading_as(SYSTEM):
        assert Party.objects.get(key="lakes").sort_key == before


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        parties.name(scene.lakes, text="x", kind="alias", by=reader)
