"""Correcting one field of a row, with a reason and, where there is one, a source."""

from typing import Any

import pytest

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused, chain
from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.sources.models import Citation
from kurultay.kit.sources.stating import Cite
from kurultay.record.parties.models import Role
from tests.cast import NOT_KEEPERS, OFFICER, SYSTEM, Scene


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        ("since", "2014-02", "2014-02"),
        ("term", "2", 2),
        ("until", "..", ".."),
        ("kind", "host", "host"),
        ("terms", None, None),
    ],
)
def test_a_field_gets_its_right_value(scene: Scene, field: str, value: Any, held: Any) -> None:
    kit.correct(scene.chair, field=field, value=value, by=OFFICER, reason="By the minutes.")
    with reading_as(SYSTEM):
        row = Role.objects.get(pk=scene.chair.pk)
        assert getattr(row, field) == held
        assert chain.verify_rows() is None


def test_a_key_is_given_as_a_row_or_as_its_key(scene: Scene) -> None:
    for value in (scene.west, "northbank"):
        kit.correct(scene.chair, field="holder", value=value, by=OFFICER, reason="By the minutes.")
    with reading_as(SYSTEM):
        assert Role.objects.get(pk=scene.chair.pk).holder == scene.north


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "x"), ("id", 1), ("audience", None), ("withdrawn", True), ("last_act", None),
        ("since_earliest", "2014-01-01"),
        ("nothing", 1), ("", 1), ("since", "soon"), ("term", "third"), ("kind", "captain"), ("holder", "atlantis"),
        ("until", "2010-01-01"), ("holder", "lakes"),
    ],
)  # fmt: skip
def test_what_cannot_be(scene: Scene, field: str, value: Any) -> None:
    last = scene.chair.last_act_id
    with pytest.raises(Refused):
        kit.correct(scene.chair, field=field, value=value, by=OFFICER, reason="x")
    with reading_as(SYSTEM):
        assert Role.objects.get(pk=scene.chair.pk).last_act_id == last


def test_with_a_source_the_claim_decides(scene: Scene) -> None:
    cite = Cite(scene.source, "art. 3")
    kit.correct(scene.chair, field="since", value="2014-02", by=OFFICER, reason="By the statute.", cite=cite)
    kit.correct(scene.chair, field="since", value="2014-03", by=OFFICER, reason="Read again.", cite=cite)
    with reading_as(SYSTEM):
        cited = Citation.objects.filter(subject_id=scene.chair.pk, field="since").order_by("id")
        assert list(cited.values_list("value", "decides", "why", "place")) == [
            ("2014-02", False, "By the statute.", "art. 3"), ("2014-03", True, "Read again.", "art. 3"),
        ]  # fmt: skip


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        kit.correct(scene.chair, field="term", value=1, by=reader, reason="x")
