"""Scripts of names and their direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.names.scripts import NO_SCRIPT, direction, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Türkiye", "Latn"),
        ("Oʻzbekiston", "Latn"),
        ("ＯＴＳ", "Latn"),
        ("Қазақстан", "Cyrl"),
        ("قاسم‌جومارت توقایف", "Arab"),
        ("卡瑟姆", "Hans"),
        ("東京の会議", "Jpan"),
        ("대한민국", "Kore"),
        ("Αθήνα", "Grek"),
        ("საქართველო", "Geor"),
        ("ᠮᠣᠩᠭᠣᠯ", "Mong"),
        ("СВМДА (CICA)", "Cyrl"),
        ("A я", "Latn"),
        ("2021 – 3", NO_SCRIPT),
        ("", NO_SCRIPT),
    ],
)
def test_script_of(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("script", "expected"),
    [("Arab", "rtl"), ("Hebr", "rtl"), ("arab", "rtl"), ("Latn", "ltr"), ("Cyrl", "ltr"), (NO_SCRIPT, "ltr")],
)
def test_direction(script: str, expected: str) -> None:
    assert direction(script) == expected


@given(st.text())
def test_every_text_has_a_script_code(text: str) -> None:
    assert len(script_of(text)) == 4
