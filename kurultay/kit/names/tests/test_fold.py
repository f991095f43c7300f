"""How names sound: one name in several writings has one sound and one key, and offsets stay those of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.names import fold

ONE_SOUND = [
    ("yildirim", "Yıldırım", "YILDIRIM", "YİLDİRİM", "Йылдырым"),
    ("Əliyev", "Eliyev", "Элиев"),
    ("Ozbekiston", "O'zbekiston", "O’zbekiston", "Oʻzbekiston", "O`zbekiston", "O´zbekiston", "Ўзбекистон"),
    ("Елкин", "Ёлкин", "Elkin"),
    ("Тоқаев", "Toqaev", "Токаев"),
    ("Tokayev", "Tokaýew", "Tokajev"),
    ("Gül", "Gul", "Гүл"),
    ("Джан", "Can", "Жан"),
    ("İĞDIR", "Iğdır", "iğdir"),
    ("Kassym-Jomart", "KassymJomart", "Касым-Жомарт"),
    ("Алиев", "А\u0301лиев", "Али\u00adев"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", ONE_SOUND, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_share_a_sound_and_a_key(spellings: tuple[str, ...]) -> None:
    assert [s for s in spellings if not set(fold.readings(spellings[0])) & set(fold.readings(s))] == []
    assert [s for s in spellings if not set(fold.keys(spellings[0])) & set(fold.keys(s))] == []


@pytest.mark.parametrize("writing", ["Tokayev", "Тоқаев", "Токаев", "Tokaýew", "Tokajev", "Toqayev", "Toqaev"])
def test_the_key_is_the_same_in_every_alphabet(writing: str) -> None:
    assert "tkf" in fold.keys(writing)


def test_the_key_tells_consonants_and_a_leading_vowel_apart() -> None:
    assert [fold.keys(name) for name in ("İzmir", "İzmit", "Zmir", "Yerlan", "Erlan")] == [
        ("asmr",), ("asmt",), ("smr",), ("arln",), ("arln",),
    ]  # fmt: skip
    assert fold.keys("destek") == ("tstk",)
    assert fold.keys("desteği") == ("tstk",)


def test_a_language_has_its_own_reading() -> None:
    assert fold.readings("Can", "tr") == ("jan",)
    assert fold.readings("Can", "en") == fold.readings("Can") == ("kan", "jan")
    assert fold.readings("Asgabat", "hu") == ("axgabat",)
    assert fold.readings("Asgabat", "tk") == ("asgabat",)
    assert fold.readings("Ёлкин", "ru") == ("elkin",)
    assert fold.readings("Xi", "zh-Latn") == ("xi",)


def test_other_scripts_are_transcribed_letter_by_letter() -> None:
    assert fold.readings("تهران") == ("thran",)
    assert fold.keys("توقایف") == ("tfkf",)  # the Arabic letter w stands for a vowel as well
    assert fold.readings("2040") == fold.readings("٢٠٤٠") == ("2040",)
    assert fold.readings("…") == fold.readings("") == ()


def test_lower_makes_the_four_i_one_and_strips_apostrophes() -> None:
    assert fold.lower("İstanbul'da IĞDIR ılık") == "istanbulda iğdir ilik"
    assert fold.lower("Oʻzbekiston O’zbekiston O`z") == "ozbekiston ozbekiston oz"


def test_words_keep_their_place_in_the_text() -> None:
    text = "«Erdoğan’ın» Kassym-Jomart, قاسم‌جومارت (2012–2015) e\u0301a 'quoted'"
    found = fold.words(text)
    assert [word.text for word in found] == [
        "Erdoğan’ın", "Kassym-Jomart", "قاسم‌جومارت", "2012", "2015", "e\u0301a", "quoted",
    ]  # fmt: skip
    assert [text[word.start : word.end] for word in found] == [word.text for word in found]


def test_what_is_longer_than_a_word_is_read_to_a_length() -> None:
    assert fold.readings("ab" * 5000) == fold.readings("ab" * 40) == ("ab" * 40,)
    assert fold.keys("ab" * 5000) == ("a" + "p" * 40,)


@given(st.text(max_size=40))
def test_any_text_is_read_in_small_ascii(text: str) -> None:
    for word in fold.words(text):
        assert text[word.start : word.end] == word.text
        for token in (*fold.readings(word.text), *fold.keys(word.text)):
            assert token.isascii()
            assert token.isalnum()
            assert token == token.lower()
    assert fold.lower(fold.lower(text)) == fold.lower(text)


@given(st.text(alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyzабвгдежзийклмнопрстуфхцчшщъыьэюяёқғһңәөұү'-", max_size=12))
def test_upper_case_sounds_like_lower_case(word: str) -> None:
    assert fold.readings(word.upper()) == fold.readings(word.lower().replace("ß", "ss"))
