"""Entering what a source states: set, agreed, kept beside, accepted."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import Citation, Source
from kurultay.kit.sources.stating import Cite, claim, figure, state
from kurultay.kit.sources.values import agrees, value_of
from kurultay.record.parties.models import Party, Role
from tests.cast import SYSTEM, Scene, written


def _cited(row: Any) -> list[tuple[str, str, str, bool]]:
    with reading_as(SYSTEM):
        rows = Citation.objects.filter(subject_type=row.type_name(), subject_id=row.pk).order_by("id")
        return [(c.field, c.value, c.source.key, c.decides) for c in rows.prefetch_related("source")]


@pytest.fixture
def report(scene: Scene) -> Source:
    with written():
        source = Source(key="report", title="A report", grade="press")
        source.save()
    return source


def test_a_new_row_takes_everything(scene: Scene) -> None:
    row = Party(key="delta", audience=scene.lakes.audience)
    with written():
        done = state(row, {"kind": "state", "parent": scene.lakes, "since": "1991"}, Cite(scene.source, "p. 1"))
    assert (done.new, done.set, done.agreed, done.claimed) == (True, ["kind", "parent", "since"], [], [])
    assert _cited(row) == [
        ("kind", "state", "statute", False), ("parent", "lakes", "statute", False), ("since", "1991", "statute", False),
    ]  # fmt: skip
    with reading_as(SYSTEM):
        assert {c.audience_id for c in Citation.objects.filter(subject_id=row.pk)} == {scene.lakes.audience_id}


def test_empty_equal_different_and_accepted(scene: Scene, report: Source) -> None:
    east = scene.east
    with written():
        first = state(east, {"seat": "Harbour", "kind": "state"}, Cite(scene.source))
    assert (first.new, first.set, first.agreed, first.claimed) == (False, ["seat"], ["kind"], [])
    with written():
        second = state(east, {"seat": "Hill", "until": "2020"}, Cite(report))
    assert (second.set, second.claimed) == (["until"], ["seat"])  # an end that no source stated gives way
    with written():
        third = state(east, {"until": "2021"}, Cite(scene.source))
    assert (third.set, third.claimed, east.seat, east.until) == ([], ["until"], "Harbour", "2020")
    with written():
        state(east, {"seat": "Hill"}, Cite(report, accept=frozenset({"seat"}), why="It moved."))
    with written():
        state(east, {"seat": "Isle"}, Cite(scene.source, accept=frozenset({"seat"}), why="It moved again."))
    with reading_as(SYSTEM):
        assert Party.objects.get(pk=east.pk).seat == "Isle"
    assert _cited(east) == [
        ("seat", "Harbour", "statute", False), ("kind", "state", "statute", False), ("seat", "Hill", "report", False),
        ("until", "2020", "report", False), ("until", "2021", "statute", False), ("seat", "Hill", "report", False),
        ("seat", "Isle", "statute", True),
    ]  # fmt: skip


def test_accepting_needs_a_reason(scene: Scene) -> None:
    with written() as act, pytest.raises(Refused, match="needs a reason"):
        state(scene.east, {"seat": "Hill"}, Cite(scene.source, accept=frozenset({"seat"})))
    assert act.count == 0


def test_claims_and_figures_leave_the_row_alone(scene: Scene) -> None:
    with written() as act:
        made = claim(scene.chair, "holder", scene.west, Cite(scene.source, refs={"holder": "F1"}, printed={"": "West"}))
        stated = figure(scene.lakes, "members", 26, Cite(scene.source, as_of="2014"), qualifier="over")
    assert (made.value, made.ref, made.as_printed, act.count) == ("westshore", "F1", "West", 2)
    assert (stated.value, stated.as_of, stated.qualifier, stated.keeper) == (26, "2014", "over", "lakes")


@pytest.mark.parametrize(
    ("held", "claimed", "stands"),
    [
        ("2010-06-08", "2010", True), ("2010", "2010-06-08", True), ("2010", "2010", True), ("2010", "2011", False),
        ("2010-06", "2010-07", False), ("201X", "2014", True), ("[..2015-05-08]", "2012", True), ("", "2010", False),
        ("[2010..2012]", "[2011..2013]", False), ("2010", "unreadable", False),
    ],
)  # fmt: skip
def test_dates_agree_when_one_lies_within_the_other(held: str, claimed: str, stands: bool) -> None:
    assert agrees(Role(since=held), "since", claimed) is stands


def test_still_running_and_a_named_end_contradict() -> None:
    assert not agrees(Role(until=".."), "until", "2020")
    assert agrees(Role(until=".."), "until", "..")
    assert not agrees(Party(seat="Hill"), "seat", "hill")


def test_a_citation_is_read_back_as_the_field_takes_it(scene: Scene) -> None:
    with reading_as(SYSTEM):
        assert value_of(scene.chair, "holder", "westshore") == scene.west
        assert (value_of(scene.chair, "term", "3"), value_of(scene.chair, "term", "")) == (3, None)
        assert value_of(scene.lakes.names.get(), "primary", "true") is True
        for field, text in (("holder", "atlantis"), ("term", "third"), ("kind", "captain"), ("since", "soon")):
            with pytest.raises(ValueError, match=r".+"):
                value_of(scene.chair, field, text)
