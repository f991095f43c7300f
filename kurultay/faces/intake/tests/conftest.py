"""What the tests of the import share: a small record to import into, and counts of every table."""

from collections.abc import Callable

import pytest
from django.db import connection

from kurultay.faces.intake.actions import NotImported, Problem, Report, load_all, read_text
from kurultay.kit.reading import Reader, system
from tests.conftest import committed

__all__ = ["committed"]

SYSTEM = system("import")

FIRST = """\
source: {key: S1, title: First, grade: official}
keeper: ""
rows:
  - {party: east, kind: state}
  - {party: west, kind: state}
---
source: {key: S2, title: Second, grade: press}
keeper: lakes
rows:
  - {party: lakes, kind: organisation}
  - {role: lakes-member-east, holder: east, of: lakes, as: member, since: 2010, at: page 1}
"""


@pytest.fixture
def enter(db: None) -> Callable[..., list[Report]]:
    """Imports a text as file t.yaml; raises NotImported."""

    def imported(text: str, by: Reader = SYSTEM, dry_run: bool = False) -> list[Report]:
        problems: list[Problem] = []
        documents = read_text(text, "t.yaml", problems)
        if problems:
            raise NotImported(problems)
        return load_all(documents, by=by, dry_run=dry_run)

    return imported


@pytest.fixture
def first(enter: Callable[..., list[Report]]) -> list[Report]:
    """An organisation of two states, one a member by a second source."""
    return enter(FIRST)


@pytest.fixture
def told(enter: Callable[..., list[Report]]) -> Callable[..., list[str]]:
    """Imports the rows of one source and says what happened to each."""

    def lines(rows: str, source: str = "S3", head: str = "keeper: lakes", by: Reader = SYSTEM) -> list[str]:
        title = "" if "title" in source else ", title: Third"
        text = f"source: {{key: {source}, grade: wiki{title}}}\n{head}\nrows:\n{rows}"
        return [" / ".join(line.what) for report in enter(text, by) for line in report.lines]

    return lines


@pytest.fixture
def counts(db: None) -> Callable[[], dict[str, int]]:
    """How many rows every table has."""

    def counted() -> dict[str, int]:
        found = {}
        with connection.cursor() as cursor:
            for table in sorted(connection.introspection.table_names()):
                cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
                found[table] = cursor.fetchone()[0]
        return found

    return counted
