"""Every fact of the founding documents is in the public record with its value."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from kurultay.faces.intake.actions.kinds import kinds
from kurultay.kit.reading import public, reading_as
from kurultay.kit.sources.models import Citation, StatedFigure
from kurultay.kit.sources.values import text_of

pytestmark = pytest.mark.django_db  # without it there is no database for tests, and the real one is written to
EXAMPLES = Path(__file__).parents[2] / "examples"
PLANNED = {"S1": (61, 62, 63), "S2": (4, 12, 13, 49, 52, 53), "S3": (27, 28, 59, 79)}  # what the documents announce
Said = tuple[str, str, str]  # the row or, where it has no key, what it belongs to; the field or figure; the value


def listed() -> list[dict[str, str]]:
    """The facts with the row, the field and the value that the record must hold for each."""
    with (EXAMPLES / "facts.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def bearer(row: Any, owner: str) -> str:
    """`meetings.meeting fprc-1`; a row without a key goes by that of the row it belongs to."""
    return f"{row.type_name()} {row.key if owner == 'key' else getattr(row, owner).key}"


def said(citation: Citation, row: Any, owner: str, field: str) -> Said:
    """What a citation states of a field; a citation of the whole row states what the row holds."""
    value = citation.value if citation.field else text_of(row, field)
    return bearer(row, owner), citation.field or field, value


def in_the_record() -> dict[str, set[Said]]:
    """By fact: what the public record states under its number, of rows that are there."""
    asked = {fact["id"]: fact["field"] for fact in listed()}
    owners = {kind.model.type_name(): (kind.model, kind.identity[0]) for kind in kinds().values()}
    found: dict[str, set[Said]] = defaultdict(set)
    rows = {name: {row.pk: row for row in model.objects.all()} for name, (model, _owner) in owners.items()}
    for citation in Citation.objects.filter(ref__in=asked):
        row, field = rows[citation.subject_type].get(citation.subject_id), asked[citation.ref]
        if row is not None and (citation.field or any(column.name == field for column in row._meta.fields)):
            found[citation.ref].add(said(citation, row, owners[citation.subject_type][1], field))
    for figure in StatedFigure.objects.filter(ref__in=asked):
        row = rows[figure.subject_type].get(figure.subject_id)
        if row is not None:
            name = f"{figure.figure}, {figure.qualifier}" if figure.qualifier else figure.figure
            found[figure.ref].add((bearer(row, owners[figure.subject_type][1]), name, str(figure.value)))
    return found


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, set[Said]]]:
    """The record of all examples, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import", str(EXAMPLES), quiet=True)
        with reading_as(public()):
            yield in_the_record()
        transaction.set_rollback(True)


@pytest.mark.thorough
def test_every_fact_stands_with_its_value(found: dict[str, set[Said]]) -> None:
    wanted = {fact["id"]: (fact["row"], fact["field"], fact["value"]) for fact in listed()}
    assert {fact: (want, found[fact]) for fact, want in wanted.items() if want not in found[fact]} == {}


def test_a_planned_fact_is_not_told_as_done(found: dict[str, set[Said]]) -> None:
    """What a document announces stands as a plan: a day planned, a stage expected, a point still to come."""
    plans = ("planned_for", "place_words", "title", "stage", "host_party", "ordinal", "cica-events-planned")
    announced = [fact for fact in listed() if int(fact["id"][3:]) in PLANNED[fact["id"][:2]]]
    assert [fact["id"] for fact in announced if not fact["field"].startswith(plans)] == []
    assert [fact["id"] for fact in announced if fact["field"] == "starts_on"] == []
