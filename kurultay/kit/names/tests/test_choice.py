"""The right name for a day and a language: renamed states, cities and organisations."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from kurultay.kit.dates import PartialDate, Period
from kurultay.kit.names.choice import also_known, choose, past_names
from kurultay.kit.names.scripts import direction, script_of


@dataclass(frozen=True)
class Row:
    text: str
    lang: str
    kind: str
    primary: bool
    since_earliest: date
    since_latest: date
    until_earliest: date
    until_latest: date


def name(text: str, since: str = "", until: str = "..", lang: str = "en", kind: str = "short", **more: Any) -> Row:
    held = Period(since, until)
    bounds = (held.since_earliest, held.since_latest, held.until_earliest, held.until_latest)
    return Row(text, lang, kind, more.get("primary", True), *bounds)


def on(edtf: str) -> PartialDate:
    return PartialDate.parse(edtf)


def texts(rows: list[Row]) -> list[str]:
    return [row.text for row in rows]


def chosen(rows: list[Row], day: str | None, lang: str = "en", **more: Any) -> str | None:
    row = choose(random.Random(3).sample(rows, len(rows)), on(day) if day else None, lang, **more)
    return row.text if row else None


ORGANISATION = [
    name("Cooperation Council of Turkic Speaking States", "2009-10-03", "2021-11-12", kind="official"),
    name("Turkic Council", "2009-10-03", "2021-11-12"),
    name("Organization of Turkic States", "2021-11-12", kind="official"),
    name("OTS", "2021-11-12", kind="acronym"),
    name("Türk Devletleri Teşkilatı", "2021-11-12", lang="tr", kind="official"),
    name("Türk Keneşi", "2009-10-03", "2021-11-12", lang="tr"),
    name("The Turkic Council", "2009-10-03", kind="printed"),
]
CAPITAL = [
    name("Astana", "1998-05-06", "2019-03-23"),
    name("Nur-Sultan", "2019-03-23", "2022-09-17"),
    name("Astana", "2022-09-17"),
    name("Aqmola", "1992-07-06", "1998-05-06"),
]
TURKIYE = [
    name("Turkey", "1923", "2022-06-01"),
    name("Türkiye", "2022-06-01"),
    name("Republic of Türkiye", "2022-06-01", kind="official"),
    name("Republic of Turkey", "1923", "2022-06-01", kind="official"),
    name("Türkiye", "1923", lang="tr"),
]
KYRGYZSTAN = [
    name("Kyrgyz Republic", "1993-05-05", kind="official"),
    name("Kyrgyzstan", "1991"),
    name("Кыргызстан", "1991", lang="ky"),
    name("Кыргыз Республикасы", "1993-05-05", lang="ky", kind="official"),
    name("Kirghizia", "1991", kind="alias"),
    name("Republic of Kyrgyzstan", "1991", "1993-05-05", kind="former"),
    name("قرقیزستان", "1991", lang="fa"),
]


@pytest.mark.parametrize(
    ("rows", "day", "lang", "expected"),
    [
        (ORGANISATION, "2021-11-11", "en", "Turkic Council"),
        (ORGANISATION, "2021-11-12", "en", "Organization of Turkic States"),
        (ORGANISATION, "2021-11-12", "tr", "Türk Devletleri Teşkilatı"),
        (ORGANISATION, "2021-11-11", "tr", "Türk Keneşi"),
        (ORGANISATION, "2021-11", "en", "Organization of Turkic States"),  # of a month, its last day
        (ORGANISATION, "2001", "en", "Turkic Council"),  # before any: the nearest
        (ORGANISATION, None, "en", "Organization of Turkic States"),
        (CAPITAL, "2019-03-22", "en", "Astana"),
        (CAPITAL, "2019-03-23", "en", "Nur-Sultan"),
        (CAPITAL, "2022-09-16", "kk", "Nur-Sultan"),
        (CAPITAL, "2022-09-17", "en", "Astana"),
        (CAPITAL, "[2023-01-01..]", "en", "Astana"),
        (TURKIYE, "2015-05-08", "en", "Turkey"),
        (TURKIYE, "2022-05-31", "tr", "Türkiye"),
        (TURKIYE, "2022-06-01", "en", "Türkiye"),
        (TURKIYE, None, "en", "Türkiye"),
        (KYRGYZSTAN, "2026-01-01", "en", "Kyrgyzstan"),
        (KYRGYZSTAN, "2026-01-01", "ky", "Кыргызстан"),
        (KYRGYZSTAN, "2026-01-01", "hu", "Kyrgyzstan"),
        (KYRGYZSTAN, "2026-01-01", "fa-IR", "قرقیزستان"),
        ([], "2026", "en", None),
    ],
)
def test_the_name_of_the_day(rows: list[Row], day: str | None, lang: str, expected: str | None) -> None:
    assert chosen(rows, day, lang, kinds=("short", "official")) == expected


def test_the_official_name_when_it_is_asked_for_first() -> None:
    assert chosen(KYRGYZSTAN, "2026-01-01", kinds=("official", "short")) == "Kyrgyz Republic"
    assert chosen(KYRGYZSTAN, "2026-01-01", "ky", kinds=("official", "short")) == "Кыргыз Республикасы"
    assert chosen(TURKIYE, "2022-05-31", kinds=("official",)) == "Republic of Turkey"


def test_the_same_language_in_another_writing_comes_before_the_fallbacks() -> None:
    rows = [name("Kazakhstan"), name("Qazaqstan", lang="kk-Latn"), name("Казахстан", lang="ru")]
    assert chosen(rows, "2026", "kk") == "Qazaqstan"
    assert chosen([*rows, name("Қазақстан", lang="kk")], "2026", "kk") == "Қазақстан"
    assert chosen(rows, "2026", "uz") == "Kazakhstan"
    assert chosen(rows, "2026", "uz", fallbacks=("ru", "en")) == "Казахстан"
    assert chosen(rows[1:], "2026", "hu") == "Qazaqstan"


def test_a_name_that_holds_certainly_comes_before_one_that_may_hold() -> None:
    rows = [name("Sure", "2010", lang="tr"), name("Perhaps", "2015", "")]
    assert chosen(rows, "2016-01-01") == "Sure"
    assert chosen(rows[1:], "2016-01-01") == "Perhaps"


@pytest.mark.parametrize(("day", "expected"), [("2003-01-01", "Early"), ("2008-01-01", "Late")])
def test_outside_all_periods_the_nearest_name(day: str, expected: str) -> None:
    assert chosen([name("Early", "2000", "2001-01-01"), name("Late", "2010")], day) == expected


def test_a_printed_name_only_when_there_is_no_other() -> None:
    printed = name("Turky", kind="printed")
    assert chosen([printed, name("Turkey", "1923", "2022-06-01")], "2026-01-01") == "Turkey"
    assert chosen([printed, name("TR", kind="acronym", lang="tr")], "2026-01-01") == "TR"
    assert chosen([printed], "2026-01-01") == "Turky"
    assert chosen([printed, name("Turkey")], "2026-01-01", kinds=("printed",)) == "Turky"


def test_the_primary_name_then_the_alphabet() -> None:
    assert chosen([name("A", primary=False), name("C"), name("B")], "2026") == "B"


def test_a_kind_asked_for_in_another_language_comes_before_other_kinds() -> None:
    assert chosen([name("TDT", lang="tr", kind="acronym"), name("Turkic States")], "2026", "tr") == "Turkic States"


def test_also_known() -> None:
    day = on("2026-01-01")
    first = choose(KYRGYZSTAN, day, "en")
    expected = ["Kyrgyz Republic", "Kirghizia", "قرقیزستان", "Кыргыз Республикасы", "Кыргызстан"]
    for seed in range(3):
        assert texts(also_known(random.Random(seed).sample(KYRGYZSTAN, 7), first, day)) == expected


def test_also_known_has_each_text_once_and_only_of_the_day() -> None:
    day = on("2022-06-01")
    assert texts(also_known(TURKIYE, choose(TURKIYE, day, "en"), day)) == ["Republic of Türkiye"]
    assert texts(also_known(CAPITAL, None, None)) == ["Aqmola", "Astana", "Nur-Sultan"]


def test_past_names_start_with_the_last_to_end() -> None:
    assert texts(past_names(CAPITAL, on("2026-01-01"))) == ["Nur-Sultan", "Astana", "Aqmola"]
    assert texts(past_names(CAPITAL, on("2019-03-23"))) == ["Astana", "Aqmola"]
    assert texts(past_names(CAPITAL, on("2019-03-22"))) == ["Aqmola"]
    assert texts(past_names(KYRGYZSTAN, None)) == ["Republic of Kyrgyzstan"]
    assert past_names([name("Old", "1990", "")], on("2026-01-01")) == []


def test_a_name_in_a_script_from_right_to_left() -> None:
    row = choose(KYRGYZSTAN, on("2026-01-01"), "fa")
    assert row is not None
    assert direction(script_of(row.text)) == "rtl"
