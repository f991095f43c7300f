"""Whom a name means: proposals from the record in the reader's sight, homonyms as a choice, never a merge."""

import pytest
from babel import Locale
from django.conf import settings
from django.db import transaction

from kurultay.kit import actions as kit
from kurultay.kit.names import register
from kurultay.kit.names.register import Suggestion, suggest
from kurultay.kit.reading import NobodyReads, Reader, reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import PartyCode
from kurultay.record.people import actions as people
from kurultay.record.people.models import Person, PersonName
from tests.cast import FOCAL_POINT, OFFICER, OTHER_FOCAL_POINT, STRANGER, SYSTEM, Scene, statements, written


def asked(text: str, by: Reader = STRANGER, **words: object) -> Suggestion:
    """What is proposed to a reader."""
    with reading_as(by):
        return suggest(text, **words)  # type: ignore[arg-type]


def told(suggestion: Suggestion) -> list[tuple[str, str, float]]:
    """The proposals in short."""
    return [(p.bearer.key, p.text, p.score) for p in suggestion.proposals]


@pytest.fixture
def two(scene: Scene) -> tuple[Person, Person]:
    """Two who bear one name: one presides the Assembly, the other is a minister of Eastshore."""
    one = people.introduce("shahin-mustafayev", name="Shahin Mustafayev", by=SYSTEM)
    other = people.introduce("shahin-mustafayev-2", name="Şahin Mustafayev", lang="az", by=SYSTEM)
    people.appoint(one, post="President", at=scene.lakes, on="2022-09-05", until="..", by=SYSTEM)
    people.appoint(other, post="Deputy Prime Minister", at=scene.east, on="2019-10-21", until="..", by=SYSTEM)
    return one, other


def test_homonyms_are_a_choice_with_what_tells_them_apart(two: tuple[Person, Person]) -> None:
    found = asked("Шахин Мустафаев")
    assert found.one is None
    assert [p.bearer.key for p in found.choice] == ["shahin-mustafayev", "shahin-mustafayev-2"]
    assert [p.apart for p in found.choice] == [
        "President, Assembly of the Lakes (since 5 September 2022)",
        "Deputy Prime Minister, Eastshore (since 21 October 2019)",
    ]
    with reading_as(SYSTEM):
        assert Person.objects.count() == 2


def test_one_of_a_name_is_proposed_in_every_script(scene: Scene) -> None:
    people.introduce("tokayev", name="Kassym-Jomart Tokayev", by=SYSTEM)
    for writing in ("Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев", "Kasım Cömert Tokayev", "Kaszim-Zsomart Tokajev"):
        found = asked(writing)
        assert found.one is not None
        assert found.one.bearer.key == "tokayev"
    assert asked("President Tokayev").one is None  # a candidate: a surname names a family


def test_a_surname_that_one_is_printed_under_is_everybody_s_who_bears_it(scene: Scene) -> None:
    ramil = people.introduce("ramil-hasanov", name="Ramil Hasanov", by=SYSTEM)
    people.name(ramil, text="Hasanov", kind="printed", by=SYSTEM)
    assert asked("Hasanov").one is not None
    people.introduce("hasan-hasanov", name="Həsən Həsənov", lang="az", by=SYSTEM)
    assert asked("Hasanov").one is None
    assert {p.bearer.key for p in asked("Hasanov").choice} == {"ramil-hasanov", "hasan-hasanov"}


def test_a_hidden_name_is_proposed_to_nobody_who_may_not_read_it(scene: Scene) -> None:
    people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
    before = told(asked("Ada Lake")), told(asked("Ada Lane"))
    restricted = {"keeper": "lakes", "marking": "restricted", "named": ("eastshore",)}
    people.introduce("spy", name="Ada Lake", **restricted, by=OFFICER)
    for reader in (STRANGER, OTHER_FOCAL_POINT):
        assert (told(asked("Ada Lake", reader)), told(asked("Ada Lane", reader))) == before
        assert asked("Ada Lake", reader).one is not None
    for reader in (FOCAL_POINT, OFFICER):
        assert [p.bearer.key for p in asked("Ada Lake", reader).choice] == ["ada-lake", "spy"]


def test_a_hidden_post_tells_nobody_apart(scene: Scene) -> None:
    ada = people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
    people.appoint(ada, post="Spy", at=scene.lakes, on="2014", keeper="lakes", marking="secretariat", by=OFFICER)
    assert [p.apart for p in asked("Ada Lake").proposals] == [""]
    assert "Spy" in asked("Ada Lake", OFFICER).proposals[0].apart


def test_nobody_gets_no_proposal() -> None:
    with pytest.raises(NobodyReads, match="Names was queried by nobody"):
        suggest("Ada Lake")


def test_the_register_follows_every_act(scene: Scene) -> None:
    ada = people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
    assert told(asked("Ada Lake")) == [("ada-lake", "Ada Lake", 1.0)]
    made = people.name(ada, text="Ада Озёрная", kind="alias", lang="ru", by=SYSTEM)
    assert told(asked("Ada Ozernaya")) == [("ada-lake", "Ада Озёрная", 1.0)]
    kit.withdraw(made, by=SYSTEM, reason="Nobody calls her that.")
    assert told(asked("Ada Ozernaya")) == []
    kit.restore(made, by=SYSTEM, reason="They do.")
    with written():
        made.refresh_from_db()
        made.text = "Ада Морская"
        made.save()
    assert told(asked("Ada Morskaya")) == [("ada-lake", "Ада Морская", 1.0)]
    kit.withdraw(ada, by=SYSTEM, reason="A mistake.")
    assert told(asked("Ada Lake")) == []


def test_an_act_taken_back_leaves_no_name(scene: Scene) -> None:
    with transaction.atomic():
        people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
        assert told(asked("Ada Lake")) == [("ada-lake", "Ada Lake", 1.0)]
        transaction.set_rollback(True)
    assert told(asked("Ada Lake")) == []
    people.introduce("ada-sea", name="Ada Sea", by=SYSTEM)
    assert [key for key, _text, _score in told(asked("Ada Lake"))] == []


def test_many_changes_at_once_make_the_index_anew(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
    asked("Ada Lake")
    monkeypatch.setattr(register, "CAUGHT_UP", 2)
    with written():
        for text in ("Ada Sea", "Ada Hill", "Ada Wood"):
            PersonName(person=ada, text=text, kind="alias").save()
    assert told(asked("Ada Wood")) == [("ada-lake", "Ada Wood", 1.0)]


def test_an_index_brought_up_half_way_is_made_anew(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
    asked("Ada Lake")
    people.name(ada, text="Ada Sea", kind="alias", by=SYSTEM)

    def broken(*_words: object) -> None:
        raise OSError("torn")

    with monkeypatch.context() as torn:
        torn.setattr(register, "_read_again", broken)
        with pytest.raises(OSError, match="torn"):
            asked("Ada Sea")
    assert told(asked("Ada Sea")) == [("ada-lake", "Ada Sea", 1.0)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_proposals_is_not_the_number_of_statements(scene: Scene, count: int) -> None:
    for n in range(count):
        made = people.introduce(f"ada-{n}", name="Ada Lake", by=SYSTEM)
        people.appoint(made, post="Delegate", at=scene.lakes, on="2014", by=SYSTEM)
    asked("Ada Lake")
    with statements() as said:
        assert len(asked("Ada Lake").proposals) == count
    assert len(said) == 7  # audiences, head of the chain, persons, names, tenures, their parties, those names


def test_places_and_parties_are_told_apart_too(scene: Scene) -> None:
    meetings.locate("harbour", name="Harbour", state=scene.east, by=SYSTEM)
    parties.register("harbour-office", kind="agency", name="Harbour", state=scene.west, by=SYSTEM)
    assert {(p.kind, p.apart) for p in asked("Harbour").choice} == {
        ("place", "City, Eastshore"), ("party", "Agency, Westshore"),
    }  # fmt: skip
    assert [p.kind for p in asked("Harbour", kinds=("place",)).proposals] == ["place"]
    assert [(p.text, p.apart) for p in asked("Council").proposals] == [("Council", "Body, Assembly of the Lakes")]


def test_no_more_is_proposed_than_asked_for_and_that_there_is_more_is_said(scene: Scene) -> None:
    for n in range(3):
        people.introduce(f"ada-{n}", name="Ada Lake", by=SYSTEM)
    found = asked("Ada Lake", limit=2)
    assert (len(found.proposals), len(found.choice), found.more) == (2, 2, True)
    assert asked("Ada Lake", limit=3).more is False


def test_a_text_that_is_no_name_is_looked_at_to_the_length_of_one(scene: Scene) -> None:
    people.introduce("ada-lake", name="Ada Lake", by=SYSTEM)
    assert told(asked("Ada Lake".ljust(register.LONGEST) + "and more" * 10_000)) == [("ada-lake", "Ada Lake", 1.0)]


def test_every_state_of_the_example_record_is_found_by_its_name_in_each_language(load: object) -> None:
    """The Unicode CLDR's names, also in languages in which the record itself has none."""
    load("00-states")  # type: ignore[operator]
    with reading_as(STRANGER):
        states = dict(PartyCode.objects.filter(scheme="iso2").values_list("value", "party__key"))
    assert len(states) > 20
    missed = []
    for lang, _name in settings.LANGUAGES:
        for code, key in states.items():
            text = Locale.parse(lang).territories[code]
            one = asked(text, kinds=("party",), lang=lang).one
            if one is None or one.bearer.key != key:
                missed.append((lang, text, one and one.bearer.key))
    assert missed == []
    hungary = asked("Macaristan").one
    assert hungary is not None
    assert (hungary.bearer.key, hungary.lang) == ("hungary", "tr")


def test_a_code_that_comes_later_lends_its_names(scene: Scene) -> None:
    assert asked("Macaristan").proposals == ()
    with written():
        PartyCode(party=scene.east, scheme="iso2", value="HU").save()
    assert told(asked("Macaristan")) == [("eastshore", "Macaristan", 1.0)]
