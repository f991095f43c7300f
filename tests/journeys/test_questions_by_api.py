"""The twenty questions of docs/reference/questions-by-api.md, asked of the example record through the API alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/questions-by-api.md"
ROW = re.compile(r"^\| (Q\d\d) \| (.+?) \| `(.+?)` \| (.+?) \|$", re.MULTILINE)
QUESTIONS = ROW.findall(PAGE.read_text())


@pytest.fixture(autouse=True, scope="module")
def _record(load):
    load("")


def standing_at(answer: Any, path: str) -> set[str]:
    """Every value at a path, through lists as through objects."""
    found = [answer]
    for name in path.split("."):
        flat = [each for one in found for each in (one if isinstance(one, list) else [one])]
        found = [one[name] for one in flat if isinstance(one, dict) and name in one]
    return {str(each) for one in found for each in (one if isinstance(one, list) else [one])}


def test_there_are_the_same_twenty_as_by_pages():
    by_pages = set(re.findall(r"^\| (Q\d\d) ", PAGE.with_name("questions.md").read_text(), re.MULTILINE))
    assert {number for number, *_rest in QUESTIONS} == by_pages
    assert len(by_pages) == 20


@pytest.mark.parametrize(("number", "question", "address", "told"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_the_api_answers(number, question, address, told):
    got = Client().get(address)
    assert got.status_code == 200, got.content
    answer = got.json()
    missing = []
    for part in told.split(" · "):
        path, value = re.fullmatch(r"`(.+?)` (.+)", part).groups()
        if value not in standing_at(answer, path):
            missing.append(f"{path}: {value} is not among {sorted(standing_at(answer, path))}")
    assert missing == []


def test_a_question_that_is_answered_otherwise_is_seen():
    assert standing_at({"items": [{"a": {"b": 1}}, {"a": {"b": [2, 3]}}, {"a": None}]}, "items.a.b") == {"1", "2", "3"}
    assert standing_at({"items": []}, "items.a") == set()
