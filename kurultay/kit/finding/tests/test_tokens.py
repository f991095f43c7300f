"""The stream of tokens: small ASCII words with their places, the same without them, and dates in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.dates import PartialDate
from kurultay.kit.finding import days, tokens

TEXTS = st.text(
    st.sampled_from("abcİIıiəƏöşĞқТоқаевЁё习近平عتهرانกขค'’ʻ-0123456789 .,/\"*") | st.characters(), max_size=60
)


def said(text: str, lang: str = "") -> list[str]:
    return [token.text for token in tokens.stream(text, lang)]


@given(TEXTS)
def test_tokens_are_small_ascii_words_that_lie_in_the_text(text: str) -> None:
    for token in tokens.stream(text):
        assert token.text.isascii()
        assert token.text.isalnum()
        assert token.text == token.text.lower()
        assert len(token.text) <= tokens.LONGEST + 1
        assert 0 <= token.start < token.end <= len(text)


@given(TEXTS, st.sampled_from(["", "tr", "kk", "hu"]))
def test_what_the_index_keeps_is_what_the_stream_says(text: str, lang: str) -> None:
    kept: dict[str, None] = {}
    tokens.gather(text, lang, kept, set())
    assert set(kept) == set(said(text, lang))


@given(TEXTS)
def test_a_name_begins_as_its_beginning_does(text: str) -> None:
    words = text.split()
    for count in range(1, len(words)):
        begun = tokens.run_together(" ".join(words[:count]))
        assert tokens.run_together(" ".join(words)).startswith(begun)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Erdoğan’ın", ["perdogan", "perdoganin"]),
        ("5th", ["n5", "p5t"]),
        ("007", ["n7"]),
        ("٢٠٤٠", ["n2040"]),
        ("习近平", ["u04e6008fd1", "u08fd105e73", "u05e73"]),
        ("Kassym-Jomart", ["pkasim", "pjomart", "pkasimjomart"]),
    ],
)
def test_words_numbers_and_signs(text: str, wanted: list[str]) -> None:
    assert [token for token in wanted if token not in said(text)] == []


def test_two_words_side_by_side_are_one_token_wherever_they_stand() -> None:
    pair = tokens.pair("turkik", "akademi")
    assert tokens.units("Turkic") == ("turkik",)
    assert pair in said("the Turkic Akademi")
    assert pair not in said("Akademi Turkic")
    assert pair not in said("Turkic new Akademi")


@pytest.mark.parametrize(
    "text",
    [
        "20 May 2014", "May 20, 2014", "20th May 2014", "2014-05-20", "20.05.2014", "20/5/2014", "20 Mayıs 2014",
        "20 мая 2014", "20 may 2014", "2014 жылғы 20 мамыр", "20 мамыр 2014", "2014. május 20.", "2014-yil 20-may",
        "20 Mayıs’ta, 2014",
    ],
)  # fmt: skip
def test_a_day_is_one_day_however_it_is_written(text: str) -> None:
    assert [day.tokens for day in days.days_in(text)] == [("d20140520", "d201405")]


def test_a_month_may_bear_an_ending() -> None:
    assert days.days_in("2014-nji ýylyň 10-njy sentýabry")[0].tokens == ("d20140910", "d201409")


def test_a_month_a_wrong_day_and_a_number_are_told_apart() -> None:
    assert [day.tokens for day in days.days_in("in May 2014")] == [("d201405",)]
    assert days.days_in("2014-13-40, 12 of 2014, maybe 5") == []
    assert [day.tokens for day in days.days_in("Between 1 May 2014 and 2 June 2015")] == [
        ("d20140501", "d201405"), ("d20150602", "d201506"),
    ]  # fmt: skip


def test_a_date_of_a_row_is_found_as_far_as_it_is_known() -> None:
    assert list(days.tokens_of_date(PartialDate.parse("2014-05-20"))) == ["n2014", "d20140520", "d201405"]
    assert list(days.tokens_of_date(PartialDate.parse("2014-05"))) == ["n2014", "d201405"]
    assert list(days.tokens_of_date(PartialDate.parse("2014"))) == ["n2014"]
    assert list(days.tokens_of_date(PartialDate.parse("[2014..2016]"))) == []
