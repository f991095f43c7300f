"""How alike names are: the bars on the table of pairs, the names that must stay apart, and any text at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.names.compare import LONE_SURNAME, SAME, similarity, sounds, words_alike
from kurultay.kit.names.pairs import Pair, Unreadable, figures, read, recall_at, slices

TABLE = Path(__file__).parent / "pairs.csv"
HEAD = "kind,tag_a,name_a,tag_b,name_b,same,category\n"

SAME_NAMES = [
    ("Kassym-Jomart Tokayev", "Токаев Касым-Жомарт Кемелевич"),
    ("Kasım Cömert Tokayev", "Kaszim-Zsomart Tokajev"),
    ("Qosim-Jomart Toqayev", "Қасым-Жомарт Тоқаев"),
    ("İlham Heydər oğlu Əliyev", "Ilham Aliyev"),
    ("Орбан Виктор", "Viktor Orbán"),
    ("Гюль Абдулла", "Abdullah Gül"),
    ("Nur-Sultan", "Нурсултан"),
    ("Алма Ата", "Alma-Ata"),
    ("Dr. Talant Sultanov", "Талант Султанов"),
    ("Recep Tayyip Erdoğan", "Реджеп Тайип Эрдоган"),
]  # fmt: skip
OTHER_NAMES = [
    ("Ilham Aliyev", "Гейдар Алиев"),
    ("Sadyr Japarov", "Акылбек Жапаров"),
    ("Serdar Berdimuhamedov", "Gurbanguly Berdimuhamedow"),
    ("Kairat Sarybay", "Кайрат Умаров"),
    ("Farhad Mammadov", "Elmar Məmmədyarov"),
    ("Shavkat Mirziyoyev", "Saida Mirziyoyeva"),
    ("Saida Mirziyoyev", "Saida Mirziyoyeva"),
    ("Mirziyoyev", "Mirziyoyeva"),
    ("İzmir", "İzmit"),
    ("Astana", "Astara"),
    ("Turkistan", "Turkmenistan"),
    ("TURKSOY", "TURKPA"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), SAME_NAMES)
def test_one_name_in_two_writings_is_proposed(a: str, b: str) -> None:
    assert similarity(a, b) >= SAME


@pytest.mark.parametrize(("a", "b"), OTHER_NAMES)
def test_two_names_that_look_alike_stay_apart(a: str, b: str) -> None:
    assert similarity(a, b) < SAME


def test_a_lone_surname_is_a_candidate_and_never_a_match() -> None:
    assert similarity("President Tokayev", "Qasym-Jomart Toqaev") == LONE_SURNAME < SAME
    assert similarity("Tokayev", "Тоқаев") == pytest.approx(0.97)  # the glide is written or not


def test_an_extra_word_costs_six_in_a_hundred() -> None:
    assert similarity("Ilham Aliyev", "Ilham Heydar Aliyev") == pytest.approx(0.94)
    assert similarity("Ilham Aliyev", "Ilham Heydar oglu Aliyev") == pytest.approx(0.94)


def test_a_language_tells_how_letters_are_read() -> None:
    assert similarity("Can", "Джан", "tr", "ru") == 1 > similarity("Can", "Джан", "kk-Latn", "ru")
    assert similarity("Qəbələ", "Gabala", "az", "en") >= SAME


def test_a_name_of_many_words_is_compared_without_trying_every_order() -> None:
    words = "Centre for Strategic Research of the Ministry of Foreign Affairs"
    assert similarity(words, " ".join(reversed(words.split()))) == 1


def test_words_alike_lets_endings_pass() -> None:
    assert words_alike("Токаева", "Tokayev") >= SAME
    assert words_alike("Tokayev", "Nazarbayev") < SAME
    assert words_alike("...", "Tokayev") == 0


def test_the_bars_hold_on_the_table() -> None:
    pairs = read(TABLE)
    persons = [p for p in pairs if p.kind == "person" and p.category != "other-script"]
    places = [p for p in pairs if p.kind == "place" and p.category != "other-script"]
    assert len(persons) == 420
    assert recall_at(persons) >= 0.95
    assert recall_at(places) >= 0.90
    assert figures("persons", persons, SAME).precision >= 0.98
    assert figures("places", places, SAME).precision >= 0.98


def test_figures_are_counted_as_people_would() -> None:
    def pair(score: float, same: bool, category: str = "a") -> Pair:
        return Pair("person", category, ("", ""), same, score)

    pairs = [pair(0.9, True), pair(0.8, True, "b"), pair(0.8, False, "neg"), pair(0.2, True)]
    found = figures("all", pairs, 0.78)
    assert (found.precision, found.recall, found.f1) == (
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
    )
    assert found.recall_at == pytest.approx(1 / 3)  # 0.8 is one threshold for both pairs that have it
    assert recall_at(pairs, 0.7) == 1
    assert [(f.slice, f.pairs) for f in slices(pairs, 0.78)] == [("person", 4), ("person, a", 3), ("person, b", 2)]
    assert figures("none", [], 0.78).precision == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,name_a\n", "lacks the columns tag_a, tag_b, name_b, same, category"),
        (HEAD + "person,en,A,en,B,yes,neg\n", "line 2: `same` is 0 or 1"),
        (HEAD + "person,en,A\n", "line 2: `same` is 0 or 1"),
        (None, "cannot be read"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path: Path, text: str | None, said: str) -> None:
    table = tmp_path / "pairs.csv"
    if text is not None:
        table.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as told:
        read(table)
    assert said in str(told.value)


NAMES = st.text(alphabet="abcəışzj yКтжёіқ-'’.习ا2", max_size=24) | st.text(max_size=24)


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_between_0_and_1(a: str, b: str) -> None:
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == pytest.approx(similarity(b, a))


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    assert similarity(name, name) == (1 if sounds(name) else 0)
