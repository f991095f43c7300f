"""Sort keys against lists in the order of CLDR 42, language by language, and for any text."""

import itertools
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.names.sorting import KEY_LENGTH, sort_key

IN_ORDER = {
    "en": (
        "_x|-x|(x)|2|10|2021|astana|Astana|Ástana|Astana-2|Co op|Co-op|Coop|Lodi|Lodz|Łódź|New York|Newark|oeuf|œuvre"
        "|Orel|Øresund|resume|Resume|résumé|résumés|Zurich|Zürich|Αθήνα|Алматы"
    ),
    "tr": (
        "agora|Ağrı|cuma|Cuma|Çorum|dağ|hal|Hal|hâl|ığdır|Iğdır|ısı|Isparta|istanbul|İstanbul|izmir|Ordu|Özbekistan"
        "|Sivas|Şırnak|Urfa|Ürgüp|zile|Алматы|Қазақстан"
    ),
    "az": (
        "Agora|Ağdam|Cavid|Ceyhun|Çingiz|Eldar|Əliyev|Fərid|Gəncə|Həsənov|Xankəndi|Ilıq|İsmayıl|Kürd|Qarabağ|Lənkəran"
        "|Orxan|Ömər|Salyan|Şuşa|Umud|Üzeyir|Zaqatala|Wikipedia|Баку"
    ),
    "tk": (
        "Cary|Çärjew|Enew|Änew|Farap|Gurban|Gülşat|Jan|Žanna|Kerki|Näme|Nur|Ňäme|Oraz|Öwez|Sapar|Şatlyk|Umyt|Ümit|Yuri"
        "|Ýomut|Zaman"
    ),
    "uz": (
        "Buxoro|Cobalt|Guliston|Gulnora|Olim|Oqtosh|Samarqand|Sirdaryo|Zomin|Oʻzbekiston|O'sh|G‘allaorol|Gʻijduvon"
        "|Shahrisabz|Sherobod|Chirchiq|Choʻl|Ташкент"
    ),
    "hu": (
        "aszfalt|Ászok|asszony|asztal|aszú|cirok|cukor|csillag|Dezső|Duna|dzéta|dzs|dzseki|Gergely|Gusztáv|gyöngy|Gyula"
        "|híd|hossz|hosszú|hoz|lap|lócs|loccsan|locsol|Ludas|Lyon|meg|megy|meggy|Nap|Nyár|nyúl|Ócs|Ócsa|Ocsu|Ozora|Őcs"
        "|Öcsi|Őrség|ötven|öz|őz|Tivadar|tű|Tyukod|Zoltán|Zúg|Zsolt"
    ),
    "kk": (
        "Алматы|Әлихан|Гүлнар|Ғалым|Еж|Елена|Ёлка|Жезқазған|Иса|Йод|Көкшетау|Қызылорда|Нұр|Ңарық|Орал|Өскемен|Ушарал"
        "|Ұлытау|Үржар|Хромтау|Һаммер|Цирк|Ыбырай|Іле|Эмба|Astana"
    ),
    "ky": "Еж|Ем|Ёлка|Жалал-Абад|Манас|Нарын|Наын|Ңы|Ош|Өзгөн|Пишпек|Узген|Үсөн|Чүй|Ысык-Көл|Эркин|Bishkek",
    "ru": (
        "Астана|Еж|Ёж|Ежов|Елкин|Ёлкин|Иваново|Исаев|Йошкар-Ола|Қазан|мир|Мир|Мир-1|Шукшин|Щукин|Ъ|Эльбрус|Юрий|Ялта"
        "|Astana"
    ),
}

languages = st.sampled_from([*IN_ORDER, "fa", "zh-Hans", "kk-Latn", "uz-Cyrl", ""])


@pytest.mark.parametrize("lang", IN_ORDER)
def test_names_stand_in_the_order_of_the_alphabet(lang: str) -> None:
    expected = IN_ORDER[lang].split("|")
    mixed = random.Random(7).sample(expected, len(expected))
    assert sorted(mixed, key=lambda name: sort_key(name, lang)) == expected


@pytest.mark.parametrize("lang", IN_ORDER)
def test_each_name_has_a_key_of_its_own(lang: str) -> None:
    names = IN_ORDER[lang].split("|")
    assert len({sort_key(name, lang) for name in names}) == len(names)


def test_every_apostrophe_of_uzbek_makes_the_same_letter() -> None:
    keys = {sort_key(f"O{sign}zbekiston", "uz") for sign in "'\u2019\u02bb\u02bc\u2018`\u00b4\u02bf\u02be"}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("hu", "sZa", "sza"),  # sZ is no digraph: s and Z, before any sz
        ("hu", "szsz", "ssz"),
        ("hu", "dz", "dzs"),
        ("en", "7", "07"),
        ("en", "9" * 30, "1" + "0" * 30),
        ("en", "٣", "10"),
        ("en", "z", "卡瑟姆"),
        ("ru", "Ялта", "Zürich"),
        ("tr", "Zürich", "Ялта"),
        ("uz-Cyrl", "Ялта", "Zomin"),
        ("kk-Latn", "Zomin", "Ялта"),
        ("fa", "Zomin", "توقایف"),
    ],
)
def test_first_stands_before_second(lang: str, first: str, second: str) -> None:
    assert sort_key(first, lang) < sort_key(second, lang)


def test_composed_and_decomposed_text_have_one_key() -> None:
    assert sort_key("C\u0327", "tr") == sort_key("Ç", "tr")


def test_white_space_and_invisible_characters_do_not_count() -> None:
    assert sort_key("  New\u00a0 York\u200b ", "en") == sort_key("New York", "en")


def test_a_language_without_an_alphabet_sorts_as_english_does() -> None:
    assert sort_key("Ələt Çay", "de") == sort_key("Ələt Çay", "en")


def test_a_long_text_keeps_its_place() -> None:
    long = "Ministry of Foreign Affairs " * 20
    assert len(sort_key(long, "en")) == KEY_LENGTH
    assert sort_key("Ministry", "en") < sort_key(long, "en") < sort_key("Ministrz", "en")


@given(st.text(), languages)
def test_any_text_has_a_bounded_key_of_hexadecimal_digits(text: str, lang: str) -> None:
    key = sort_key(text, lang)
    assert re.fullmatch(rf"[0-9a-f]{{0,{KEY_LENGTH}}}", key)
    assert key == sort_key(text, lang)


@given(st.text(alphabet="sSzZdDcCőöÓo'’gGhH -17", max_size=12), languages)
def test_a_text_never_sorts_before_its_own_beginning_of_whole_words(text: str, lang: str) -> None:
    assert sort_key(text, lang) <= sort_key(text + " a", lang)


@given(st.lists(st.text(max_size=8), min_size=3, max_size=3), languages)
def test_the_order_does_not_depend_on_where_sorting_starts(texts: list[str], lang: str) -> None:
    orders = {
        tuple(sort_key(text, lang) for text in sorted(each, key=lambda text: sort_key(text, lang)))
        for each in itertools.permutations(texts)
    }
    assert len(orders) == 1
