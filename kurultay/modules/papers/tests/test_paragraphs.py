"""Paragraphs are told by their numbers, and what somebody edits is what is confirmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.modules.papers.forms.paragraphs import confirmed, proposed, written
from kurultay.record.documents.actions import Paragraph


def told(text: str, flowing: bool = False) -> list[tuple[int, str, str]]:
    return [(p.depth, p.number, p.text) for p in proposed(text.splitlines(), flowing)]


def test_articles_decimals_letters_and_romans() -> None:
    text = """The Heads of State,
Article 1
There is a council.
1. It meets.
(a) in May;
(b) in June:
(i) at noon;
(ii) at night.
2. It speaks.
Article II: The end"""
    assert told(text) == [
        (0, "¶1", "The Heads of State,"), (0, "Article 1", "There is a council."), (1, "1", "It meets."),
        (2, "(a)", "in May;"), (2, "(b)", "in June:"), (3, "(i)", "at noon;"), (3, "(ii)", "at night."),
        (1, "2", "It speaks."), (0, "Article II", "The end"),
    ]  # fmt: skip


def test_i_after_h_is_a_letter() -> None:
    letters = "\n".join(f"({letter}) text" for letter in "abcdefghij")
    assert [number for _depth, number, _text in told(letters)] == [f"({letter})" for letter in "abcdefghij"]
    assert {depth for depth, _number, _text in told(letters)} == {0}


def test_other_languages() -> None:
    assert told("Статья 1. Озёра\n1) чисты\nMadde 2 - Göller\n3-cü maddə: Göllər") == [
        (0, "Статья 1", "Озёра"), (1, "1)", "чисты"), (0, "Madde 2", "Göller"), (0, "3-cü maddə", "Göllər"),
    ]  # fmt: skip


def test_lines_of_a_page_flow_into_their_paragraph() -> None:
    text = "1. The lakes shall be clean by the year\n2015. They stay so, as in\n12. May it be.\n2. The end\n\nSigned"
    assert told(text, flowing=True) == [
        (0, "1", "The lakes shall be clean by the year 2015. They stay so, as in 12. May it be."),
        (0, "2", "The end"), (0, "¶1", "Signed"),
    ]  # fmt: skip


def test_what_is_edited_is_what_is_confirmed() -> None:
    text = "1 | First\nand more\n> (a) | Part\n>> (i) | With | a bar\n\n2|Second"
    assert confirmed(text) == [
        Paragraph("1", "First and more"), Paragraph("(a)", "Part", 1), Paragraph("(i)", "With | a bar", 2),
        Paragraph("2", "Second"),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="1"):
        confirmed("no number and no bar")


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@given(st.lists(LINE, max_size=30), st.booleans())
def test_no_word_of_any_text_is_lost_and_it_comes_back_as_written(lines: list[str], flowing: bool) -> None:
    found = proposed(lines, flowing)
    said = "".join("".join(p.number + p.text for p in found).split())
    for line in lines:
        for word in line.split():
            letters = "".join(c for c in word if c.isalpha())
            assert letters in "".join(c for c in said if c.isalpha())
    again = confirmed(written(found))
    assert [(p.number, " ".join(p.text.split()), p.depth) for p in again] == [
        (p.number.strip(), " ".join(p.text.split()), p.depth) for p in found
    ]
