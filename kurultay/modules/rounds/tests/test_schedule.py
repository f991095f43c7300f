"""Each night the silent are reminded, each way once; a letter says only what its reader may read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest

from kurultay.kit import registry
from kurultay.kit.clock import stopped_at
from kurultay.kit.letters import Contact, Letter, Said, written
from kurultay.kit.reading import reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.actions import Answer
from kurultay.modules.rounds.models import Reminder, Rhythm, Round
from kurultay.modules.rounds.schedule import JOBS
from tests.cast import OFFICER, SYSTEM

from .conftest import EAST, WEST, Desk, open_spring, promise

EVA = Contact("eva@east.example", "focal-point", "lakes", "eastshore", "Eva")
EMRE = Contact("emre@east.example", "focal-point", "lakes", "eastshore", "Emre", lang="tr")
WIM = Contact("wim@west.example", "focal-point", "lakes", "westshore", "Wim")
OLA = Contact("ola@lakes.example", "officer", "lakes", "", "Ola")
CHAIR = Contact("chair@west.example", "chair", "lakes", "westshore", "Cem")


@pytest.fixture(autouse=True)
def _people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sits where, as another app tells it."""
    asked = registry.offers
    people = ModuleType("people")
    sitting = (EVA, EMRE, WIM, OLA, CHAIR)
    people.contacts = lambda organisation, role, party: [  # type: ignore[attr-defined]
        c for c in sitting if (c.organisation, c.role) == (organisation, role) and party in ("", c.party)
    ]
    monkeypatch.setattr(registry, "offers", lambda name: (people,) if name == "contacts" else asked(name))


@contextmanager
def day(text: str) -> Iterator[None]:
    with stopped_at(datetime.fromisoformat(f"{text}T03:00:00").replace(tzinfo=UTC)):
        yield


def night(text: str) -> list[tuple[str, str]]:
    """What is newly reminded in the night of this day: (party, kind)."""
    with day(text):
        with reading_as(SYSTEM):
            before = set(Reminder.objects.values_list("pk", flat=True))
        list(JOBS["rounds.reminders"].run())
        with reading_as(SYSTEM):
            new = Reminder.objects.exclude(pk__in=before).order_by("party__key")
            return list(new.values_list("party__key", "kind"))


def letters(text: str) -> dict[str, Said]:
    """The letters of this day by address, subject and text."""
    with day(text):
        found: list[Letter] = list(JOBS["rounds.letters"].run())
        return {
            letter.to.address: said for letter in found if (said := written(letter.writer, letter.thing, letter.to))
        }


def test_each_in_each_way_once_and_only_the_silent(desk: Desk) -> None:
    assert night("2015-02-28") == []
    assert night("2015-03-01") == [("eastshore", "opened"), ("westshore", "opened")]
    assert night("2015-03-02") == []
    rounds.report_no_change(desk.round, party=desk.scene.west, on="2015-03-05", by=WEST)
    assert night("2015-03-24") == [("eastshore", "coming")]
    assert night("2015-04-01") == [("eastshore", "late")]
    assert night("2015-04-02") == []
    rounds.close_round(desk.round, on="2015-04-03", by=OFFICER)
    assert night("2015-05-20") == []


def test_nights_that_were_missed_are_told_once(desk: Desk) -> None:
    assert night("2015-04-10") == [("eastshore", "late"), ("westshore", "late")]


def test_a_later_due_day_begins_again_where_it_stands(desk: Desk) -> None:
    night("2015-04-01")
    rounds.extend(desk.round, due="2015-04-30", reason="They asked.", by=OFFICER)
    assert night("2015-04-02") == [("eastshore", "opened"), ("westshore", "opened")]
    assert night("2015-04-24") == [("eastshore", "coming"), ("westshore", "coming")]
    assert night("2015-05-01") == []  # it was told already that it is late


def test_letters_to_everybody_who_sits_for_the_party(desk: Desk) -> None:
    night("2015-03-24")
    found = letters("2015-03-24")
    assert sorted(found) == ["emre@east.example", "eva@east.example", "wim@west.example"]
    subject, text, *_html = found["eva@east.example"]
    assert subject == "Please report: Spring round"
    assert "Eastshore is asked about 2 commitments, due on 31 March 2015." in text
    assert "2 have no report yet." in text
    assert text.rstrip().endswith("/account/sign-in?next=/rounds/spring-2015/of/eastshore")
    assert "asked about 1 commitment," in found["wim@west.example"][1]
    assert letters("2015-03-28") == {}  # by then it says nothing new


def test_who_reported_meanwhile_gets_no_letter(desk: Desk) -> None:
    night("2015-03-24")
    rounds.report_no_change(desk.round, party=desk.scene.east, on="2015-03-24", by=EAST)
    assert sorted(letters("2015-03-24")) == ["wim@west.example"]


def test_a_letter_that_waits_for_its_turn_is_not_written_once_all_is_answered(desk: Desk) -> None:
    night("2015-03-24")
    with day("2015-03-24"):
        waiting = {letter.to.address: letter for letter in JOBS["rounds.letters"].run()}
    rounds.report_no_change(desk.round, party=desk.scene.west, on="2015-03-25", by=WEST)
    with day("2015-03-26"):
        for_wim, for_eva = (waiting[f"{who}.example"] for who in ("wim@west", "eva@east"))
        assert written(for_wim.writer, for_wim.thing, WIM) is None
        assert written(for_eva.writer, for_eva.thing, EVA) is not None
    rounds.close_round(desk.round, on="2015-03-26", by=OFFICER)
    with day("2015-03-26"):
        assert written(for_eva.writer, for_eva.thing, EVA) is None


def test_a_reminder_by_hand_becomes_a_letter_too(desk: Desk) -> None:
    rounds.remind(desk.round, party=desk.scene.west, on="2015-03-10", by=OFFICER)
    assert sorted(letters("2015-03-10")) == ["wim@west.example"]


def test_a_letter_tells_nothing_that_its_reader_may_not_read(desk: Desk) -> None:
    promise(desk, "secret", desk.scene.east, marking="secretariat")
    promise(desk, "all-secret", desk.scene.north, marking="secretariat")
    rounds.close_round(desk.round, on="2015-03-02", by=OFFICER)
    open_spring(desk.scene, "second", title="Second round")
    assert ("northbank", "opened") in night("2015-03-03")
    found = letters("2015-03-03")
    assert "asked about 2 commitments" in found["eva@east.example"][1]
    assert sorted(found) == ["emre@east.example", "eva@east.example", "wim@west.example"]


def test_a_long_silence_is_told_to_the_chair_and_a_report_in_confidence_is_no_silence(desk: Desk) -> None:
    given: dict[str, Any] = {"escalate_after": 10, "escalate_to": "chair"}
    rounds.close_round(desk.round, on="2015-03-01", by=OFFICER)
    second = open_spring(desk.scene, "second", title="Second round", **given)
    rounds.respond(second, party=desk.scene.east, answers=(Answer(desk.map, "Drawn."),), on="2015-03-05", by=EAST)
    rounds.report_no_change(second, party=desk.scene.west, on="2015-03-05", by=WEST)
    assert night("2015-04-10") == [("eastshore", "late")]
    assert night("2015-04-11") == [("eastshore", "escalated")]
    found = letters("2015-04-11")
    assert sorted(found) == ["chair@west.example", "emre@east.example", "eva@east.example"]
    subject, text, *_html = found["chair@west.example"]
    assert subject == "Overdue: Second round"
    assert "1 has no report yet." in text
    assert "You can report" not in text
    assert "You can report" in found["eva@east.example"][1]


def test_a_rhythm_that_wants_a_round_is_told_to_the_secretariat_once(desk: Desk) -> None:
    rounds.prescribe("yearly", of=desk.scene.lakes, title="Every year", every="year", month=6, by=OFFICER)

    def told(text: str) -> list[Letter]:
        with day(text):
            return list(JOBS["rounds.reminders"].run())

    assert told("2015-04-20") == []
    first, later = told("2015-05-10"), told("2015-05-11")
    assert [letter.to for letter in first] == [OLA]
    assert [letter.key for letter in first] == [letter.key for letter in later]

    def says() -> Said | None:
        with day("2015-05-12"):
            return written(first[0].writer, first[0].thing, OLA)

    assert "reports are due on 30 June 2015, and no round is open for it." in says().text
    with reading_as(SYSTEM):
        assert Round.objects.count() == 1  # nothing opens by itself
        yearly = Rhythm.objects.get(key="yearly")
    open_spring(desk.scene, "summer", rhythm=yearly, due="2015-06-30")
    assert says() is None
