"""Rows of commitments in import files: entered once, with their steps, and refused with words that help."""

from typing import Any

import pytest

from kurultay.faces.intake.actions import NotImported, load_all, read_text
from kurultay.kit.reading import reading_as
from kurultay.record.commitments.models import Commitment, Step
from tests.cast import SYSTEM, Scene

HEAD = """\
source: {key: S1, title: First, grade: official}
keeper: lakes
rows:
  - {meeting: first, kind: round, status: held, body: lakes, starts: 2015-05-08}
  - {document: d, kind: declaration, of: lakes}
  - {provision: d-1, document: d, number: "1"}
"""
WHOLE = (
    HEAD
    + """\
  - {commitment: one, verb: decides, of: lakes, meeting: first, provision: d-1, due_at: first, at: page 1}
  - {name: The first, commitment: one, kind: short, primary: true}
  - {text: A book, commitment: one, about: deliverable}
  - {commitment_party: responsible, commitment: one, party: eastshore}
  - {commitment_party: contributing, commitment: one, party: westshore}
  - {commitment_party: contributing, commitment: one, words: the others}
  - {step: report, commitment: one, on: 2015-06, by: eastshore, says: met, text: done}
  - {step: report, commitment: one, on: 2015-06, by: westshore, text: done}
  - {step: evidence, commitment: one, document: d}
  - {step: moved, commitment: one, on: 2015-06, due: 2016, text: late}
  - {step: met, commitment: one, on: 2015-07}
  - {commitment: two, verb: plans, follows: one, due: 2017}
  - {figure: pages, commitment: one, value: 30}
  - {claim: invites, of: {commitment: one}, field: verb}
"""
)


def load(text: str) -> list[str]:
    """Imports a text; what was done row by row."""
    problems: list[Any] = []
    documents = read_text(text, "t.yaml", problems)
    assert problems == []
    return [word for report in load_all(documents, by=SYSTEM) for line in report.lines for word in line.what]


def test_all_kinds_once_and_again(scene: Scene) -> None:
    assert set(load(WHOLE)) == {"new", "claim kept: verb"}
    with reading_as(SYSTEM):
        one = Commitment.objects.get(key="one")
        assert (one.document.key, one.made_on, one.due_at.key) == ("d", "2015-05-08", "first")
        assert [(s.kind, s.on) for s in one.steps.order_by("id")] == [
            ("report", "2015-06"), ("report", "2015-06"), ("evidence", ""), ("moved", "2015-06"), ("met", "2015-07"),
        ]  # fmt: skip
        assert Commitment.objects.get(key="two").follows_id == one.pk
    assert set(load(WHOLE)) == {"unchanged"}
    with reading_as(SYSTEM):
        assert Step.objects.count() == 5


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("{commitment: one, of: lakes}", 'needs "verb"'),
        ("{commitment: one, verb: decides, follows: one}", 'There is no commitment "one"'),
        ("{commitment: one, verb: wants}", '"wants" cannot be "verb"'),
        ("{step: met, commitment: none}", 'There is no commitment "none"'),
    ],
)
def test_what_is_wrong_is_told(scene: Scene, rows: str, told: str) -> None:
    with pytest.raises(NotImported, match=told):
        load(f"{HEAD}  - {rows}\n")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{step: not-met, commitment: one, on: 2016}", "needs its reason"),
        ("{step: moved, commitment: one, on: 2016, text: late}", "to a day or a meeting"),
        ("{commitment_party: responsible, commitment: one}", "Say who it is"),
        ("{commitment: one, follows: two}", "cannot follow itself"),
        ("{commitment: three, verb: decides, document: other, provision: d-1}", "another document"),
    ],
)
def test_what_is_wrong_beside_others_is_told(scene: Scene, row: str, told: str) -> None:
    more = "  - {commitment: one, verb: decides}\n  - {commitment: two, verb: plans, follows: one}\n"
    more += "  - {document: other, kind: plan}\n"
    with pytest.raises(NotImported, match=told):
        load(f"{HEAD}{more}  - {row}\n")
