"""How alike names are: those that are one, those that must stay apart, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.names.compare import LONE_SURNAME, SAME, similarity, sounds, words_alike

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
    ("İlham Heydər oğlu Əliyev", "Heydər Əliyev"),
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
    assert similarity("Ilham Aliyev", "Ilham Heydar oglu Aliyev") == 1
    assert similarity("Ilham Heydarovich Aliyev", "Ilham Heydar oglu Aliyev") == pytest.approx(0.94)


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


NAMES = st.text(alphabet="abcəışzj yКтжёіқ-'’.习ا2", max_size=24) | st.text(max_size=24)


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_between_0_and_1(a: str, b: str) -> None:
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == pytest.approx(similarity(b, a))


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    assert similarity(name, name) == (1 if sounds(name) else 0)
