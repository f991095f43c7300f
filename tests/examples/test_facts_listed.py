"""Every fact of the founding documents is cited by a row of the example record, at its line."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
FACTS_PER_DOCUMENT = {"S1": 197, "S2": 77, "S3": 86}


def listed() -> list[dict[str, str]]:
    """The list of facts: id, kind, subject, state, and the row, field and value that hold it."""
    with (EXAMPLES / "facts.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def documents(pattern: str) -> Iterator[dict[str, Any]]:
    """The documents of the files of this pattern, in file order."""
    for path in sorted(EXAMPLES.glob(pattern)):
        yield from filter(None, yaml.load_all(path.read_text(encoding="utf-8"), yaml.BaseLoader))


def founding_rows() -> Iterator[dict[str, Any]]:
    """The rows of the three founding documents, in file order."""
    for document in documents("[13]?-founding-*.yaml"):
        yield from document["rows"]


def cited(row: dict[str, Any]) -> set[str]:
    """The fact ids of a row: of the row as a whole, and field by field."""
    whole = {row["fact"]} if "fact" in row else set()
    return whole | set(row.get("facts", {}).values())


def test_the_list_holds_every_fact_once() -> None:
    expected = [f"{document}-{n:03d}" for document, count in FACTS_PER_DOCUMENT.items() for n in range(1, count + 1)]
    assert [fact["id"] for fact in listed()] == expected


def test_every_fact_is_in() -> None:
    assert {fact["state"] for fact in listed()} == {"in"}


def test_the_facts_listed_are_those_the_rows_cite() -> None:
    assert {fact["id"] for fact in listed()} == set().union(*map(cited, founding_rows()))


def test_every_row_of_a_founding_document_cites_a_fact() -> None:
    assert [row for row in founding_rows() if not cited(row)] == []


def test_every_row_of_a_founding_document_says_its_line() -> None:
    places = [str(row.get("place" if next(iter(row)) == "tenure" else "at")) for row in founding_rows()]
    assert [place for place in places if not place.startswith("line ")] == []


def test_a_source_told_of_twice_is_told_the_same() -> None:
    """A page that speaks in two files has the same fields in both."""
    told: dict[str, dict[str, Any]] = {}
    sources = [document["source"] for document in documents("*.yaml")]
    assert [source["key"] for source in sources if told.setdefault(source["key"], source) != source] == []
