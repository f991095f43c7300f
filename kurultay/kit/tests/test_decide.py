"""Choosing between claims: one signed choice, and the claims that lost stay beside it."""

import pytest

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused
from kurultay.kit.acting.history import history
from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.sources.evidence import Evidences
from kurultay.kit.sources.models import Citation
from kurultay.kit.sources.stating import Cite
from kurultay.record.parties.models import Role
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene


@pytest.fixture
def claims(scene: Scene) -> list[Citation]:
    return [
        kit.cite(scene.chair, field=field, value=value, cite=Cite(scene.source), by=OFFICER)
        for field, value in (("since", "2013"), ("since", "2013-06"), ("holder", "westshore"), ("term", "2"), ("", ""))
    ]


def _decided(scene: Scene) -> list[tuple[str, bool]]:
    with reading_as(SYSTEM):
        rows = Citation.objects.filter(subject_id=scene.chair.pk, field="since").order_by("id")
        return list(rows.values_list("value", "decides"))


def test_the_decision_moves_and_history_tells_it(scene: Scene, claims: list[Citation]) -> None:
    kit.decide(claims[0], by=OFFICER, reason="The older paper.")
    assert _decided(scene) == [("2013", True), ("2013-06", False)]
    with reading_as(SYSTEM):
        again = Citation.objects.get(pk=claims[1].pk)
    kit.decide(again, by=OFFICER, reason="The minutes.")
    assert _decided(scene) == [("2013", False), ("2013-06", True)]
    with reading_as(STRANGER):
        row = Role.objects.get(pk=scene.chair.pk)
        assert row.since == "2013-06"
        told = [(e.label, e.reason, e.lines[0].before, e.lines[0].after) for e in history([row])][:2]
        assert Evidences([row]).of(row, "since").best.value == "2013-06"
    assert told == [
        ("decided between claims on", "The minutes.", "2013", "2013-06"),
        ("decided between claims on", "The older paper.", "2014-01-01", "2013"),
    ]


def test_keys_and_numbers(scene: Scene, claims: list[Citation]) -> None:
    for made in claims[2:4]:
        kit.decide(made, by=OFFICER, reason="By the minutes.")
    with reading_as(SYSTEM):
        row = Role.objects.get(pk=scene.chair.pk)
        assert (row.holder, row.term) == (scene.west, 2)


def test_a_citation_of_a_whole_row_and_one_without_a_reason(scene: Scene, claims: list[Citation]) -> None:
    with pytest.raises(Refused, match="not a field"):
        kit.decide(claims[4], by=OFFICER, reason="x")
    with pytest.raises(Refused, match="reason"):
        kit.decide(claims[0], by=OFFICER, reason=" ")
    assert _decided(scene) == [("2013", False), ("2013-06", False)]


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, claims: list[Citation], reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        kit.decide(claims[0], by=reader, reason="x")
