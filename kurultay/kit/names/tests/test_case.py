"""Letter case with dotted and dotless i, and the fold for exact look-ups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.names.case import fold, lower, title, upper

languages = st.sampled_from(["en", "tr", "az", "az-Latn-AZ", "tr_TR", "kk", "hu", ""])


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("İSTANBUL", "tr", "istanbul"),
        ("İSTANBUL", "en", "istanbul"),
        ("I\u0307STANBUL", "en", "istanbul"),
        ("i\u0307stanbul", "tr", "istanbul"),
        ("IĞDIR", "tr", "ığdır"),
        ("IĞDIR", "az", "ığdır"),
        ("ILE", "en", "ile"),
        ("ІЛЕ", "kk", "іле"),
        ("ŐRSÉG", "hu", "őrség"),
    ],
)
def test_lower(text: str, lang: str, expected: str) -> None:
    assert lower(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("izmir", "tr", "İZMİR"),
        ("izmir", "tr-TR", "İZMİR"),
        ("ilham əliyev", "az", "İLHAM ƏLİYEV"),
        ("ığdır", "tr", "IĞDIR"),
        ("ığdır", "en", "IĞDIR"),
        ("izmir", "en", "IZMIR"),
        ("i\u0307zmir", "en", "IZMIR"),
        ("іле", "kk", "ІЛЕ"),
    ],
)
def test_upper(text: str, lang: str, expected: str) -> None:
    assert upper(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("ığdır ili", "tr", "Iğdır İli"),
        ("İSTANBUL'DA ISPARTA", "tr", "İstanbul'da Isparta"),
        ("islam kərimov", "az", "İslam Kərimov"),
        ("İZMİR", "en", "Izmir"),
        ("kassym-jomart tokayev", "en", "Kassym-Jomart Tokayev"),
        ("oʻzbekiston ʻali", "uz", "Oʻzbekiston ʻAli"),
        ("ҚАСЫМ-ЖОМАРТ ТОҚАЕВ", "kk", "Қасым-Жомарт Тоқаев"),
        ("3rd (special) meeting", "en", "3rd (Special) Meeting"),
    ],
)
def test_title(text: str, lang: str, expected: str) -> None:
    assert title(text, lang) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İstanbul", "ISTANBUL"),
        ("ığdır", "Igdir"),
        ("Oʻzbekiston", "O'zbekiston"),
        ("Oʻzbekiston", "Ozbekiston"),
        ("O\u00b4zbekiston", "O`zbekiston"),
        ("Əliyev", "Eliyev"),
        ("Türkiye", "TU\u0308RKIYE"),
        ("Ёлкин", "Елкин"),
        ("Nur\u2011Sultan", "nur-sultan"),
        ("  Ban\u00a0Ki moon", "ban ki  moon"),
        ("قاسم\u200cجومارت", "قاسمجومارت"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_vowel_signs_are_no_accents() -> None:
    assert fold("की") != fold("कु")


@given(st.text(), languages)
def test_case_never_fails_and_leaves_no_second_dot(text: str, lang: str) -> None:
    for change in (lower, upper, title):
        assert "i\u0307" not in change(text, lang)


@given(st.text())
def test_a_folded_text_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
