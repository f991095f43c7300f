"""What an export writes, an import reads back, letter by letter, and always in the same spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurultay.faces.intake.actions.reading import nodes_of
from kurultay.faces.intake.actions.writing import item

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=60)


def back(given: dict[str, object]) -> dict[str, object]:
    problems: list[object] = []
    (node,) = nodes_of("rows:\n" + "\n".join(item(given)) + "\n", "t.yaml", problems)  # type: ignore[arg-type]
    assert problems == []
    (row,) = node.plain()["rows"]
    return row


@given(TEXTS, TEXTS)
def test_every_text_is_read_back(text: str, other: str) -> None:
    text, other = (unicodedata.normalize("NFC", each) for each in (text, other))
    row = {"name": text, "why": other, "cited": [{"source": "F1", "why": text, "claims": {"since": other}}]}
    assert back(row) == row


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Astana", "- name: Astana"),
        ("2010", "- name: 2010"),
        ("null", '- name: "null"'),
        ("~", '- name: "~"'),
        ("[2010..]", '- name: "[2010..]"'),
        ("a: b", '- name: "a: b"'),
        ("a #b", '- name: "a #b"'),
        ("page 1, line 2", "- name: page 1, line 2"),
        ("Кеңес", "- name: Кеңес"),
        ("one\ntwo", "- name: |-\n    one\n    two"),
        ("one \ntwo", '- name: "one \\ntwo"'),
        ("a\u2028b", '- name: "a\\u2028b"'),
    ],
)
def test_texts_stand_plain_where_they_can(text: str, line: str) -> None:
    assert "\n".join(item({"name": text})) == line
    assert back({"name": text}) == {"name": text}


def test_an_entry_stands_on_one_line_until_it_is_long() -> None:
    entry = {"source": "F1", "at": "page 1, line 2", "states": ["since", "until"]}
    assert list(item({"role": "r", "cited": [entry]})) == [
        "- role: r",
        "  cited:",
        '  - {source: F1, at: "page 1, line 2", states: [since, until]}',
    ]
    long = {**entry, "why": "so " * 50 + "it is"}
    assert list(item({"role": "r", "cited": [long]}))[2:4] == ["  - source: F1", "    at: page 1, line 2"]
