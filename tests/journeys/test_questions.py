"""The twenty questions of docs/reference/questions.md, asked over HTTP of the whole example record."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/questions.md"
ROW = re.compile(r"^\| (Q\d\d) \| (.+?) \| `(.+?)` \| (.+?) \|$", re.MULTILINE)
QUESTIONS = ROW.findall(PAGE.read_text())


@pytest.fixture(autouse=True, scope="module")
def _record(load):
    load("")


def test_there_are_twenty():
    assert len({number for number, _question, _address, _words in QUESTIONS}) == 20


@pytest.mark.parametrize(("number", "question", "address", "words"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_the_page_answers(ask, number, question, address, words):
    page = ask(address)
    assert [part for part in words.split(" · ") if part not in page] == []
