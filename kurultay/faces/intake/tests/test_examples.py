"""The example record loads as it stands, twice without a change, and answers what it is for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from kurultay.faces.intake.actions import Report, documents_of, load_all
from kurultay.kit.acting import chain
from kurultay.kit.acting.models import Act
from kurultay.kit.dates import PartialDate, on
from kurultay.kit.reading import reading_as, system
from kurultay.kit.sources.models import Citation
from kurultay.record.parties.models import Role

EXAMPLES = Path(__file__).parents[4] / "examples"
FILES = sorted(EXAMPLES.glob("*.yaml"))
FOUNDING = [path for path in FILES if path.name < "20"]


def load(files: list[Path]) -> list[Report]:
    return load_all(documents_of(list(map(str, files))), by=system("import"))


def chairs(day: str) -> list[tuple[str, bool]]:
    """Who chairs CICA on a day, and whether that is certain."""
    held = Role.objects.filter(of__key="cica", kind="chair", within=None)
    return sorted(on(held, PartialDate.parse(day)).values_list("holder__key", "is_certain"))


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Report]]:
    """The founding documents, loaded once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic(), reading_as(system("test")):
        yield load(FOUNDING)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _apart(founded: list[Report], db: None) -> Iterator[None]:
    with reading_as(system("test")):
        yield


def test_the_founding_documents_are_there() -> None:
    assert [path.name[:2] for path in FOUNDING] == ["00", "10", "11", "12"]


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2010-02-01", [("turkiye", False)]),
        ("2012-05-01", [("turkiye", True)]),
        ("2022-05", [("kazakhstan", True)]),
        ("2022-05-10", [("kazakhstan", False)]),
    ],
)
def test_the_founding_documents_alone_answer(day: str, answer: list[tuple[str, bool]]) -> None:
    found = chairs(day)
    assert [pair for pair in found if pair[0] in dict(answer)] == answer
    assert [holder for holder, certain in found if certain] == [holder for holder, certain in answer if certain]


def test_the_other_pages_answer_more() -> None:
    load([path for path in FILES if path.name.startswith("2")])
    assert [pair for pair in chairs("2010-02-01") if pair[1]] == [("kazakhstan", True)]


def test_every_example_loads_with_one_act_a_source_and_the_chain_holds() -> None:
    before = Act.objects.count()
    sources = len(documents_of(list(map(str, FILES)))) - len(documents_of(list(map(str, FOUNDING))))
    load(FILES)
    assert Act.objects.count() - before == sources
    assert (chain.verify()[2], chain.verify_rows()) == (None, None)
    assert {word for report in load(FILES) for line in report.lines for word in line.what} == {"unchanged"}


def test_every_row_of_the_record_says_its_source() -> None:
    load(FILES)
    cited = set(Citation.objects.values_list("subject_type", "subject_id"))
    for model in (m for label in ("parties", "people") for m in apps.get_app_config(label).get_models()):
        table: Any = model
        assert {(table.type_name(), pk) for pk in table.objects.values_list("pk", flat=True)} - cited == set()
