"""An act asked for in words: done whole with its source, or nothing and why."""

from typing import Any

import pytest

from kurultay.kit.acting import chain
from kurultay.kit.acting.models import Act
from kurultay.kit.asking.doing import Answer, ask, stamp, verb_of
from kurultay.kit.asking.fields import form_of
from kurultay.kit.reading import Reader, reading_as
from kurultay.kit.sources.models import Citation, Source
from kurultay.record.meetings.models import Meeting, Participation
from kurultay.record.parties.actions import register
from kurultay.record.people.models import Person
from tests.cast import (
    ELSEWHERE,
    FOCAL_POINT,
    NOT_KEEPERS,
    OFFICER,
    OTHER_FOCAL_POINT,
    STRANGER,
    SYSTEM,
    Scene,
)


def asked(verb: str, thing: Any, by: Reader = OFFICER, **words: Any) -> Answer:
    return ask(verb, thing, words, by)


def test_a_meeting_is_planned_with_what_was_typed(scene: Scene) -> None:
    done = asked(
        "meetings.plan", None, name="Second Council", kind="Summit", body="council", ordinal="2", on="May 2015",
        host="eastshore",
    )  # fmt: skip
    assert (done.done, done.problems) == (True, {})
    made = done.results[0]
    assert (made.key, made.kind, made.body.key, made.planned_for, made.host_party.key, made.keeper) == (
        "lakes-council-2", "summit", "lakes-council", "2015-05", "eastshore", "lakes",
    )  # fmt: skip


def test_every_problem_is_told_beside_its_field_and_nothing_is_done(scene: Scene) -> None:
    before = Act._base_manager.count()
    found = asked("meetings.plan", None, kind="ball", body="shore", ordinal="two", on="soon", host="nobody at all")
    assert not found.done
    assert set(found.problems) == {"name", "kind", "body", "ordinal", "on", "host"}
    assert found.problems["name"] == ["Title: this is needed."]
    assert [key for key, _name in found.several["body"]] == ["eastshore", "westshore"]
    assert found.unknown["host"][0].text == "nobody at all"
    assert Act._base_manager.count() == before


def test_a_choice_among_several_is_taken(scene: Scene) -> None:
    words = {"name": "Talks", "kind": "event", "host": "shore", "host__choice": "westshore"}
    assert ask("meetings.plan", None, words, OFFICER).results[0].host_party.key == "westshore"


def test_the_source_is_cited_in_the_same_act(scene: Scene) -> None:
    done = asked("meetings.plan", None, name="Talks", kind="event", on="2015", source="statute", source_place="line 4")
    with reading_as(OFFICER):
        said = Citation.objects.filter(subject_type="meetings.meeting", subject_id=done.results[0].pk)
        cited = {c.field: (c.value, c.place, c.source.key) for c in said}
        assert {c.last_act.ref for c in said} == {done.results[0].last_act.ref}
    assert cited == {"kind": ("event", "line 4", "statute"), "planned_for": ("2015", "line 4", "statute")}


def test_a_source_that_is_new_is_entered_with_the_act(scene: Scene) -> None:
    words = {"name": "Talks", "kind": "event", "source": "Press release of 3 May"}
    assert ask("meetings.plan", None, words, OFFICER).unknown["source"][0].model is Source
    done = ask("meetings.plan", None, {**words, "source__new": "1", "source__kind": "press"}, OFFICER)
    with reading_as(OFFICER):
        source = Source.objects.get(title="Press release of 3 May")
        assert (source.grade, source.keeper, source.last_act_id) == ("press", "lakes", done.results[0].last_act_id)


def test_a_change_of_what_a_source_states_is_the_accepted_claim(scene: Scene, planned: Meeting) -> None:
    asked("meetings.confirm", planned, on="20 May 2014", source="statute")
    asked("meetings.confirm", planned)
    asked("kit.correct", planned, field="planned_for", value="21 May 2014", reason="The note.", source="statute")
    with reading_as(OFFICER):
        said = Citation.objects.filter(subject_id=planned.pk, field="planned_for").order_by("pk")
        assert [(c.value, c.decides) for c in said] == [("2014-05-20", False), ("2014-05-21", True)]


def test_several_lines_are_one_act_or_none(scene: Scene, held: Meeting, ada: Person) -> None:
    lines = "Eastshore: Ada Lake, Envoy\nWestshore\nBea Stream, Chief of Protocol\nNobody: Ada Lake"
    found = asked("meetings.attend", held, lines=lines)
    assert found.problems["lines"] == [
        "Line 3. Person: there is no “Bea Stream” in the record.",
        "Line 4. Party: there is no “Nobody” in the record.",
    ]
    with reading_as(OFFICER):
        assert Participation.objects.filter(meeting=held).count() == 0
    before = Act._base_manager.count()
    done = asked("meetings.attend", held, lines=lines.rpartition("\n")[0], lines__new="1", source="statute")
    assert (done.problems, Act._base_manager.count()) == ({}, before + 1)
    with reading_as(OFFICER):
        rows = Participation.objects.filter(meeting=held).order_by("pk")
        assert [(str(r.party or ""), str(r.person or ""), r.post_stated) for r in rows] == [
            ("eastshore", "ada-lake", "Envoy"), ("westshore", "", ""), ("", "bea-stream", "Chief of Protocol"),
        ]  # fmt: skip


RESTRICTED = {"marking": "restricted", "named": "Eastshore"}


def test_who_is_entered_with_a_restricted_meeting_is_read_by_no_more_than_it(scene: Scene) -> None:
    words = {"name": "Quiet talks", "kind": "consultation", "source": "Note of 3 May", "source__new": "1"}
    quiet = asked("meetings.plan", None, **words, source__kind="official", **RESTRICTED).results[0]
    asked("meetings.confirm", quiet, on="20 May 2014")
    asked("meetings.hold", quiet)
    done = asked("meetings.attend", quiet, lines="Eastshore: Bea Stream, Envoy", lines__new="1")
    assert done.problems == {}
    readers = {OFFICER: 1, FOCAL_POINT: 1, OTHER_FOCAL_POINT: 0, STRANGER: 0}
    for reader, seen in readers.items():
        with reading_as(reader):
            assert Meeting.objects.filter(key=quiet.key).count() == seen
            assert Person.objects.filter(key="bea-stream").count() == seen
            assert Source.objects.filter(title="Note of 3 May").count() == seen


def test_who_is_entered_for_a_hidden_body_is_read_by_no_more_than_the_body(scene: Scene) -> None:
    with reading_as(SYSTEM):
        register(
            "quiet-body", kind="body", name="Quiet body", parent=scene.lakes, keeper="lakes", marking="secretariat",
            by=SYSTEM,
        )  # fmt: skip
    words = {"name": "Quiet talks", "kind": "consultation", "body": "quiet-body", "host_person": "Cal Reed"}
    new = {"host_person__new": "1", "source": "Note of 4 May", "source__new": "1", "source__kind": "official"}
    done = asked("meetings.plan", None, **words, **new)
    assert done.problems == {}
    for reader, seen in {OFFICER: 1, FOCAL_POINT: 0, STRANGER: 0}.items():
        with reading_as(reader):
            assert Meeting.objects.filter(key=done.results[0].key).count() == seen
            assert Person.objects.filter(key="cal-reed").count() == seen
            assert Source.objects.filter(title="Note of 4 May").count() == seen


def test_a_place_that_everybody_would_read_is_not_entered_with_a_restricted_meeting(scene: Scene) -> None:
    words = {"name": "Quiet talks", "kind": "consultation", "place": "Farhaven", "place__new": "1"}
    found = ask("meetings.plan", None, {**words, **RESTRICTED}, OFFICER)
    said = "“Farhaven” is not in the record, and here it would be read by everybody. Enter it first."
    assert found.problems == {"": [said]}
    with reading_as(OFFICER):
        assert not Meeting.objects.filter(key="quiet-talks").exists()
    assert asked("meetings.plan", None, **words).problems == {}


def test_a_line_that_the_verb_refuses_is_named_and_takes_all_back(scene: Scene, planned: Meeting) -> None:
    found = asked("meetings.invite", planned, lines="Eastshore\nWestshore\nEastshore")
    assert found.problems == {"lines": ["Line 3. They are on the list of this meeting already."]}
    with reading_as(OFFICER):
        assert Participation.objects.filter(meeting=planned).count() == 0


def test_a_rehearsal_says_what_would_change_and_changes_nothing(scene: Scene, planned: Meeting) -> None:
    before = (Act._base_manager.count(), stamp_of(planned))
    found = ask("meetings.postpone", planned, {"reason": "Snow."}, OFFICER, rehearse=True)
    assert [(line.field, line.before, line.after) for line in found.told[0].lines] == [
        ("status", "planned", "postponed"), ("status_reason", "", "Snow."),
    ]  # fmt: skip
    assert not found.done
    assert (Act._base_manager.count(), stamp_of(planned)) == before
    with reading_as(SYSTEM):
        assert chain.verify()[2] is None


def stamp_of(meeting: Meeting) -> str:
    with reading_as(OFFICER):
        return stamp(Meeting.objects.get(pk=meeting.pk), form_of("meetings.postpone"))


def test_the_reason_that_is_needed_is_asked_for(scene: Scene, planned: Meeting) -> None:
    assert asked("meetings.postpone", planned).problems == {"reason": ["Why: this is needed."]}


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_are_told_the_sentence_of_the_rule(planned: Meeting, reader: Reader) -> None:
    assert asked("meetings.postpone", planned, by=reader, reason="Snow.").problems == {
        "": ["This is kept by lakes; an officer or registrar there may do it."]
    }


@pytest.mark.parametrize("reader", [STRANGER, ELSEWHERE], ids=lambda r: r.name)
def test_names_out_of_sight_are_as_if_they_were_not(scene: Scene, reader: Reader) -> None:
    from kurultay.record.parties import actions as parties

    absent = asked("meetings.plan", None, by=reader, name="Talks", kind="event", host="Ghost")
    parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=SYSTEM)
    hidden = asked("meetings.plan", None, by=reader, name="Talks", kind="event", host="Ghost")
    assert (hidden.problems, hidden.several) == (absent.problems, absent.several)


def test_a_verb_that_takes_a_file_is_not_asked_in_words() -> None:
    with pytest.raises(LookupError):
        verb_of("intake.load")
