"""Rounds in import files: what they ask of whom and who was reminded come in, once, and bad rows are named."""

from kurultay.faces.intake.actions import load_all, read_text
from kurultay.faces.intake.actions.problems import Problem
from kurultay.kit.reading import reading_as
from kurultay.modules.rounds.models import Reminder, Rhythm, Round, RoundItem
from tests.cast import OFFICER, SYSTEM

from .conftest import Desk

TOLD = """
source: {key: note, title: A note, grade: official, kind: note}
keeper: lakes
rows:
  - {rhythm: yearly, title: Every year, of: lakes, every: year, month: 3}
  - {round: old-round, title: Old, of: lakes, rhythm: yearly, opens: 2014-06-01, due: 2014-06-30, closed: 2014-07-10}
  - {asks: eastshore, round: old-round, commitment: handbook}
  - {reminder: late, round: old-round, party: eastshore, on: 2014-07-01}
"""


def load(text: str) -> list[Problem]:
    problems: list[Problem] = []
    with reading_as(SYSTEM):
        load_all(read_text(text, "rounds.yaml", problems), by=SYSTEM)
    return problems


def counts() -> list[int]:
    with reading_as(OFFICER):
        return [model.objects.count() for model in (Rhythm, Round, RoundItem, Reminder)]


def test_they_come_in_once(desk: Desk) -> None:
    before = counts()
    assert load(TOLD) == []
    assert counts() == [before[0] + 1, before[1] + 1, before[2] + 1, before[3] + 1]
    assert load(TOLD) == []
    assert counts() == [before[0] + 1, before[1] + 1, before[2] + 1, before[3] + 1]
    with reading_as(OFFICER):
        old = Round.objects.get(key="old-round")
        assert (old.rhythm.key, old.closed_on, old.keeper) == ("yearly", "2014-07-10", "lakes")
