"""Plans of what search asks of either database: every table of the index by an index, the newest without sorting.

Facets group what is found, which no index does for them; nothing else sorts.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from kurultay.kit.dates import FIRST
from kurultay.kit.finding import engines, tokens
from kurultay.kit.finding import found as finding
from kurultay.kit.finding.found import Narrowed, find
from kurultay.kit.finding.models import Called, Heard, Tied
from kurultay.kit.finding.suggesting import suggest
from kurultay.kit.finding.writing import number_of
from kurultay.kit.names import fold
from kurultay.kit.reading import Reader, Seat, public, reading_as, system
from kurultay.kit.reading.models import intern
from tests.cast import Scene

TABLES = "kit_(?:entry|words|called|tied|heard|vocabulary)"
ENTRIES = 4000
BEYOND = 1_000_000  # numbers that no row of the scene has
NEXT = "a common word, next page"
SEARCHES: dict[str, Callable[[], Any]] = {
    "a rare word": lambda: find("Karakul17", Narrowed()),
    "a common word": lambda: find("council", Narrowed()),
    NEXT: lambda: find("council", Narrowed(), f"n0-{number_of(FIRST, 0, BEYOND + 9999, 0) >> 6}"),
    "two words": lambda: find("council Karakul", Narrowed()),
    "the beginning of a word": lambda: find("kara*", Narrowed()),
    "a phrase": lambda: find('"council of Karakul17"', Narrowed()),
    "a word without another": lambda: find("Karakul17 -council", Narrowed()),
    "of a kind and a year": lambda: find("council", Narrowed(kind=0, year=2014)),
    "of a party": lambda: find("council", Narrowed(party=7)),
    "suggestions": lambda: suggest("kara"),
    "suggestions of a kind": lambda: suggest("kara", ("meeting",)),
}


@pytest.fixture
def readers(scene: Scene) -> list[Reader]:
    """The public, and an officer of many audiences, over an index in which one word is everywhere and one is seldom."""
    with reading_as(system("plans")):
        audiences = [intern("").pk, *(intern("lakes", "restricted", (f"guest-{n}",)).pk for n in range(60))]
        for start in range(0, ENTRIES, 500):
            numbers = range(start + 1, start + 501)
            rows = [_entry(n, audiences[n % 61 if n % 9 == 0 else 0]) for n in numbers]
            engines.put(rows)
            entries = [row[0][0] for row in rows]
            Called.objects.bulk_create(Called(entry_id=e, form=f"karakul{e}") for e in entries)
            Tied.objects.bulk_create(Tied(entry_id=e, party=e % 50) for e in entries)
        Heard.objects.bulk_create(
            Heard(reading=f"karakul{n}", key=f"{fold.key_of('karakul')}{n:04d}") for n in range(ENTRIES)
        )
    engines.settle()
    return [public(), Reader.person("an officer", Seat("officer", "lakes"))]


def _entry(n: int, audience: int) -> tuple[tuple[Any, ...], list[str]]:
    """An entry with a name that ten have; nine of ten concern the council."""
    words: dict[str, None] = {}
    tokens.gather(f"{'Council of' if n % 10 else 'The'} Karakul{n % 400}", "", words, set())
    words |= {f"q{token}": None for token in words} | {f"skarakul{n}": None}
    return (number_of(FIRST, n % 3, BEYOND + n, 0), n % 3, n, audience, audience, n % 60, 2000 + n % 20, FIRST), list(
        words
    )


def asked(ask: Callable[[], Any]) -> Iterator[tuple[str, str]]:
    """Every statement that a search makes of the index, and its plan."""
    made: list[tuple[str, Any]] = []

    def note(execute: Any, statement: str, values: Any, many: bool, context: Any) -> Any:
        if re.search(TABLES, statement):
            made.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        ask()
    assert made
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    for statement, values in made:
        with engines.by_words():
            yield statement, "\n".join(str(row[-1]) for row in engines.fetch(f"{explain} {statement}", values or ()))


def faults(plan: str) -> list[str]:
    """The lines of a plan that read a table of the index as a whole, or sort what is shown."""
    whole = {
        "sqlite": rf"SCAN ([etc]|{TABLES})\b(?! VIRTUAL TABLE INDEX| USING)|AUTOMATIC|B-TREE FOR ORDER",
        "postgresql": rf"Seq Scan on {TABLES}",
    }
    return [line for line in plan.splitlines() if re.search(whole[connection.vendor], line)]


@pytest.mark.django_db
def test_a_search_reads_the_index_by_its_words(readers: list[Reader], monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in readers:
        with reading_as(reader):
            assert find("Karakul17", Narrowed()).total < 120
            assert find("council", Narrowed()).total > 3000
            for name, search in SEARCHES.items():
                for few in (finding.RANKED, 0) if name != NEXT else (0,):
                    monkeypatch.setattr(finding, "RANKED", few)
                    for statement, plan in asked(search):
                        assert faults(plan) == [], f"{name}, {reader.name}\n{statement}\n{plan}"


@pytest.mark.django_db
def test_a_page_of_very_many_is_walked_to(readers: list[Reader], monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL sorts a page of few hits, and reads that of many from the end of the index; SQLite sorts none."""
    sorts = {"sqlite": "TEMP B-TREE FOR ORDER BY", "postgresql": "Sort Key: "}[connection.vendor]
    with reading_as(readers[0]):
        for walked, some in ((100_000, connection.vendor == "postgresql"), (0, False)):
            monkeypatch.setattr(engines, "WALKED", walked)
            plans = [plan for statement, plan in asked(SEARCHES["a common word"]) if "ORDER BY" in statement]
            assert [sorts in plan for plan in plans] == [some]


def test_a_plan_that_reads_a_table_whole_is_named() -> None:
    said = {
        "sqlite": ["SCAN e", "SCAN kit_tied", "USE TEMP B-TREE FOR ORDER BY"],
        "postgresql": ["  ->  Seq Scan on kit_entry e  (cost=0.00..1805.85 rows=35827 width=20)"],
    }[connection.vendor]
    assert faults("\n".join([*said, "SCAN kit_words VIRTUAL TABLE INDEX 0:M1", "USE TEMP B-TREE FOR GROUP BY"])) == said
