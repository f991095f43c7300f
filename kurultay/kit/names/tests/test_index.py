"""The index of names: found by sound, taken out and put in again, and blind to what is out of a reader's sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.names.index import COMPARED, Entry, Index, keys_of

OPEN, CLOSED = 1, 2
NAMES = [
    Entry("person", 1, 1, "Kassym-Jomart Tokayev", "en", OPEN),
    Entry("person", 1, 2, "Қасым-Жомарт Тоқаев", "kk", OPEN),
    Entry("person", 2, 3, "Shahin Mustafayev", "en", OPEN),
    Entry("person", 3, 4, "Shahin Mustafayev", "en", OPEN),
    Entry("person", 4, 5, "Сауле Токаева", "ru", CLOSED),
    Entry("place", 1, 1, "Nur-Sultan", "en", OPEN),
    Entry("party", 1, 1, "Turkic Council", "en", OPEN),
    Entry("party", 2, 2, "Secretariat of the Turkic Council", "en", OPEN),
]


def found(index: Index, text: str, audiences: set[int] | None = None, kinds: tuple[str, ...] = ()) -> list[object]:
    """Whose names were found, by kind and number, with how alike they are."""
    return [(f.entry.kind, f.entry.bearer, f.score) for f in index.look(text, audiences, kinds)]


def test_a_thing_is_found_once_by_its_likest_name() -> None:
    index = Index(NAMES)
    assert found(index, "Токаев Касым-Жомарт", {OPEN}) == [("person", 1, 1.0)]
    assert index.look("Тоқаев Қасым-Жомарт", {OPEN})[0].entry.row == 2
    assert found(index, "Nursultan") == [("place", 1, 1.0)]
    assert found(index, "Zzz") == found(index, "") == []


def test_two_of_one_name_are_both_found() -> None:
    assert found(Index(NAMES), "Шахин Мустафаев", {OPEN}) == [("person", 2, 0.983), ("person", 3, 0.983)]


def test_a_kind_may_be_asked_for_alone_and_has_its_own_cost_of_words() -> None:
    assert found(Index(NAMES), "Turkic Council", kinds=("place",)) == []
    assert found(Index(NAMES), "Turkic Council", {OPEN}) == [("party", 1, 1.0), ("party", 2, 0.94)]
    assert found(Index(NAMES, {"party": 0.25}), "Turkic Council", {OPEN}) == [("party", 1, 1.0), ("party", 2, 0.75)]


def test_a_name_out_of_sight_is_not_found() -> None:
    index = Index(NAMES)
    assert found(index, "Саулe Токаева", {OPEN, CLOSED})[0][:2] == ("person", 4)
    assert [f for f in found(index, "Токаева", {OPEN}) if f[1] == 4] == []
    assert found(index, "Токаева", set()) == []


def test_a_name_that_changed_is_found_by_what_it_is_now() -> None:
    index = Index(NAMES)
    index.put(Entry("place", 1, 1, "Astana", "en", OPEN))
    assert found(index, "Nursultan") == []
    assert found(index, "Астана") == [("place", 1, 1.0)]
    index.drop("place", 1)
    index.drop("place", 1)
    assert found(index, "Астана") == []
    assert len(index) == len(list(index)) == len(NAMES) - 1


def test_lent_names_are_taken_up_in_place_of_those_before() -> None:
    index = Index(NAMES)
    index.lend("party", [Entry("party", 9, 0, "Macaristan", "tr", OPEN), Entry("party", 9, 0, "Венгрия", "ru", OPEN)])
    assert found(index, "macaristan") == [("party", 9, 1.0)]
    index.lend("party", [Entry("party", 9, 0, "Венгрия", "ru", OPEN)])
    assert found(index, "macaristan") == []
    assert found(index, "Венгрия") == [("party", 9, 1.0)]


def test_an_index_wears_with_what_is_taken_out() -> None:
    index = Index(NAMES)
    for _turn in range(1100):
        index.put(NAMES[0])
    assert index.worn
    assert not Index(index).worn


def test_an_index_holds_so_many_names_and_says_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurultay.kit.names.index.HELD", 2)
    assert (len(Index(NAMES[:2])), Index(NAMES[:2]).full) == (2, False)
    assert (len(Index(NAMES[:3])), Index(NAMES[:3]).full) == (2, True)


def test_a_rare_word_leads_past_a_thousand_bearers_of_a_common_one() -> None:
    many = [Entry("person", n, n, f"{chr(65 + n % 26)}ulan Mammadov", "en", OPEN) for n in range(1, 1001)]
    index = Index([*many, Entry("person", 5000, 5000, "Novruz Məmmədov", "az", OPEN)])
    assert found(index, "Новруз Мамедов")[0][:2] == ("person", 5000)
    assert len(found(index, "Mammadov")) == COMPARED


def test_keys_are_those_of_each_word_and_of_a_short_name_in_one() -> None:
    assert keys_of("Nur-Sultan", "en") == {"nr", "sltn", "nrsltn"}
    assert keys_of("Centre for Strategic Research", "kk") == {"kntr", "strtkk", "rsrc", "kntrstrtkkrsrk"}
    assert keys_of("President") == {"prstnt"}


WORDS = st.sampled_from(["Tokayev", "Токаев", "Saule", "Сауле", "Nur-Sultan", "Sultan", "Mustafayev", "Şahin", "Omar"])
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
ROWS = st.lists(st.tuples(TEXTS, st.sampled_from([OPEN, CLOSED]), st.integers(1, 4)), max_size=30)


@given(ROWS, TEXTS)
def test_names_out_of_sight_move_nothing(rows: list[tuple[str, int, int]], asked: str) -> None:
    """The answer for a reader is the same, byte for byte, as if the hidden names had never been given."""
    entries = [Entry("person", who, n, text, "en", audience) for n, (text, audience, who) in enumerate(rows, 1)]
    whole, seen = Index(entries), Index(e for e in entries if e.audience == OPEN)
    assert whole.look(asked, {OPEN}) == seen.look(asked, {OPEN}) == seen.look(asked, None)


@given(ROWS, st.lists(st.integers(1, 30), max_size=10), TEXTS)
def test_an_index_kept_up_to_date_answers_as_one_made_anew(
    rows: list[tuple[str, int, int]], again: list[int], asked: str
) -> None:
    entries = [Entry("person", who, n, text, "en", audience) for n, (text, audience, who) in enumerate(rows, 1)]
    kept = Index(entries)
    for n in again:
        kept.drop("person", n)
    for entry in entries:
        if entry.row in again:
            kept.put(entry)
    assert kept.look(asked, {OPEN}) == Index(entries).look(asked, {OPEN})
