"""Acts through the API: done in the words of forms, by the same rules, with the same history; or why not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kurultay.kit.acting.models import Act
from kurultay.kit.asking.fields import asked_verbs
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.kit.sources.models import Citation
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Participation
from tests.cast import ELSEWHERE, NOT_KEEPERS, OFFICER, REGISTRAR, STRANGER, SYSTEM

READS = Reader.person("A token that reads", Seat("officer", "lakes"), account="a/kur_1", reads_only=True)
BY_TOKEN = Reader.person("A token", Seat("officer", "lakes"), account="a/kur_2")


@pytest.fixture
def do(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A function that asks for an act as somebody and gives the response."""

    def post(verb: str, by: Reader = OFFICER, **body: Any) -> Any:
        with monkeypatch.context() as patch:
            patch.setattr(policy, "_reader_of", [lambda request: by])
            sent = json.dumps(body)
            return Client().post(f"/api/v1/acts/{verb}", sent, content_type="application/json")

    return post


@pytest.fixture
def council(scene):
    return meetings.plan("council-1", kind="summit", name="Council", body=scene.council, on="2014-05", by=OFFICER)


@pytest.fixture
def secret(scene):
    words = {"kind": "summit", "name": "Ghost", "body": scene.council, "on": "2014-06", "by": OFFICER}
    return meetings.plan("ghost", marking="secretariat", keeper="lakes", **words)


def stored(row: Any) -> Any:
    with reading_as(SYSTEM):
        return type(row).everything.get(pk=row.pk)


def test_a_meeting_is_postponed_and_history_names_who_did_it_and_the_token(do, council):
    got = do("meetings.postpone", BY_TOKEN, thing="council-1", words={"reason": "Snow."})
    assert got.status_code == 200, got.content
    told = got.json()
    assert told["thing"] == {
        "id": "http://testserver/api/v1/meetings/council-1", "key": "council-1", "type": "meeting",
        "web": "http://testserver/meetings/council-1",
    }  # fmt: skip
    assert told["rehearsed"] is False
    act = stored(council).last_act
    assert (str(act.ref), act.verb, act.reason, act.actor, act.account) == (
        told["act"], "meetings.postpone", "Snow.", "A token", "a/kur_2",
    )  # fmt: skip
    assert stored(council).status == "postponed"
    assert got["Cache-Control"] in ("no-store", "private, no-store")


def test_something_new_is_entered_with_its_source(do, scene):
    words = {"name": "Second Council", "kind": "Summit", "body": "lakes-council", "ordinal": 2, "on": "May 2015"}
    got = do("meetings.plan", words=words, cite={"source": "statute", "place": "line 4"})
    assert got.status_code == 201, got.content
    assert got["Location"] == got.json()["thing"]["id"] == "http://testserver/api/v1/meetings/lakes-council-2"
    assert got.json()["undo"] == {
        "address": "http://testserver/api/v1/acts/kit.undo", "verb": "kit.undo",
        "thing": "http://testserver/api/v1/meetings/lakes-council-2", "words": {"act": got.json()["act"]},
    }  # fmt: skip
    with reading_as(OFFICER):
        made = Meeting.objects.get(key="lakes-council-2")
        said = Citation.objects.filter(subject_type="meetings.meeting", subject_id=made.pk)
        assert {c.place for c in said} == {"line 4"}
    assert made.planned_for == "2015-05"


def test_what_was_done_is_undone_by_the_act_that_the_answer_names(do, scene):
    undo = do("people.introduce", words={"name": "Ada Lake", "keeper": "lakes"}).json()["undo"]
    got = do(undo["verb"], thing=undo["thing"], words={**undo["words"], "reason": "Entered twice."})
    assert got.status_code == 200, got.content
    again = do("kit.withdraw", thing="people/ada-lake", words={"reason": "Once more."})
    assert (again.status_code, again.json()["errors"]) == (422, {"": ["This is withdrawn already."]})


def test_a_part_is_addressed_as_its_list_does(do, council):
    made = do("meetings.invite", thing="council-1", words={"party": "eastshore"}).json()["made"]
    assert [each["type"] for each in made] == ["participation"]
    got = do("meetings.accept", thing=made[0]["id"])
    assert got.status_code == 200, got.content
    with reading_as(OFFICER):
        assert Participation.objects.get(meeting=council).party.key == "eastshore"


def test_a_rehearsal_tells_what_would_change_and_changes_nothing(do, council):
    before = Act._base_manager.count()
    got = do("meetings.postpone", thing="council-1", words={"reason": "Snow."}, rehearse=True)
    assert got.status_code == 200
    told = got.json()
    assert (told["act"], told["rehearsed"], told["undo"]) == (None, True, None)
    assert [line["after"] for line in told["lines"] if line["label"] == "status"] == ["Postponed"]
    assert Act._base_manager.count() == before
    assert stored(council).status == "planned"


def test_what_others_did_in_between_is_told_and_nothing_is_done(do, council):
    seen = do("meetings.postpone", thing="council-1", words={"reason": "Snow."}, rehearse=True).json()["seen"]
    meetings.confirm(council, on="2014-05-20", reason="Agreed.", by=REGISTRAR)
    got = do("meetings.postpone", thing="council-1", words={"reason": "Snow."}, seen=seen)
    assert got.status_code == 409
    told = got.json()
    assert [(e["actor"], e["reason"]) for e in told["others"]] == [("A registrar", "Agreed.")]
    assert stored(council).status == "confirmed"
    assert do("meetings.postpone", thing="council-1", words={"reason": "Snow."}, seen=told["seen"]).status_code == 200


def test_every_word_that_cannot_be_read_is_told(do, scene):
    got = do("meetings.plan", words={"kind": "ball", "body": "shore", "on": "soon", "host": "nobody", "hue": "red"})
    assert (got.status_code, set(got.json()["errors"])) == (422, {"hue"})
    got = do("meetings.plan", words={"kind": "ball", "body": "shore", "on": "soon", "host": "nobody"})
    assert got.status_code == 422
    assert got["Content-Type"] == "application/problem+json"
    told = got.json()
    assert set(told["errors"]) == {"name", "kind", "body", "on", "host"}
    assert [each["key"] for each in told["several"]["body"]] == ["eastshore", "westshore"]
    assert told["new"] == {"host": ["nobody"]}
    assert do("meetings.plan", words={"name": "a\0b", "kind": "event"}).json()["errors"].keys() == {"name"}


@pytest.mark.parametrize("by", [r for r in NOT_KEEPERS if r is not STRANGER], ids=lambda by: by.name)
def test_whoever_may_not_is_told_who_may(do, council, by):
    got = do("meetings.postpone", by, thing="council-1", words={"reason": "Snow."})
    assert got.status_code == 403
    assert got.json()["detail"] == "This is kept by lakes; an officer or registrar there may do it."
    assert stored(council).status == "planned"


def test_nobody_is_asked_for_a_token(do, council):
    got = do("meetings.postpone", STRANGER, thing="council-1", words={"reason": "Snow."})
    assert (got.status_code, got["WWW-Authenticate"]) == (401, "Bearer")
    assert got.json()["status"] == 401
    assert do("meetings.postpone", STRANGER, thing="absent").content == got.content


def test_a_token_that_reads_does_nothing_nor_rehearses(do, council):
    for rehearse in (False, True):
        got = do("meetings.postpone", READS, thing="council-1", words={"reason": "Snow."}, rehearse=rehearse)
        assert (got.status_code, got.json()["detail"]) == (403, "This token reads only. Issue one that may write.")
    assert stored(council).status == "planned"


def test_the_keeper_of_another_organisation_is_refused(do, scene):
    got = do("meetings.plan", ELSEWHERE, words={"name": "Talks", "kind": "event", "keeper": "lakes"})
    assert (got.status_code, got.json()["errors"]) == (422, {"keeper": ["You do not write for lakes."]})


def test_a_hidden_thing_answers_as_one_that_is_not_there(do, council, secret):
    hidden = do("meetings.postpone", ELSEWHERE, thing="ghost", words={"reason": "Snow."})
    absent = do("meetings.postpone", ELSEWHERE, thing="absent", words={"reason": "Snow."})
    assert (hidden.status_code, hidden.content, hidden.headers) == (404, absent.content, absent.headers)
    assert do("meetings.postpone", OFFICER, thing="ghost", words={"reason": "Snow."}).status_code == 200
    named = [do("meetings.invite", ELSEWHERE, thing=f"meetings/{key}").content for key in ("ghost", "absent")]
    assert named[0] == named[1] == absent.content


def test_a_word_that_names_what_is_hidden_answers_as_one_that_names_nothing(do, council, secret):
    words = {"name": "Side", "kind": "event"}
    got = [do("meetings.plan", ELSEWHERE, words={**words, "part_of": key}) for key in ("ghost", "gh0st")]
    assert [each.status_code for each in got] == [422, 422]
    assert got[0].content == got[1].content.replace(b"gh0st", b"ghost")


@pytest.mark.parametrize(
    ("body", "status"),
    [({"thing": 7}, 400), ({"things": "x"}, 400), ({"words": []}, 400), ({}, 422), ({"thing": "roles/x"}, 422),
     ({"thing": "nonsense/x"}, 404), ({"thing": "a\0b"}, 404), ({"thing": "/"}, 404)],
)  # fmt: skip
def test_what_is_sent_wrongly_is_said(do, council, body, status):
    got = do("meetings.postpone", **body)
    assert (got.status_code, got["Content-Type"]) == (status, "application/problem+json")


def test_other_methods_types_and_verbs_are_refused(do, council, asked_by):
    assert asked_by(OFFICER, "/api/v1/acts/meetings.postpone").status_code == 405
    assert asked_by(OFFICER, "/api/v1/acts/meetings.postpone")["Allow"] == "POST, OPTIONS"
    assert do("meetings.abolish", thing="council-1").status_code == 404
    assert do("meetings.postpone?x=1", thing="council-1").status_code == 400
    assert do("people.introduce", thing="ada").json()["errors"].keys() == {"thing"}


def test_a_form_of_another_site_writes_nothing(monkeypatch, council):
    monkeypatch.setattr(policy, "_reader_of", [lambda request: OFFICER])
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "x"
    sent = {"data": json.dumps({"thing": "council-1", "words": {"reason": "x"}}), "content_type": "application/json"}
    got = client.post("/api/v1/acts/meetings.postpone", **sent)
    assert (got.status_code, got["Content-Type"]) == (403, "application/problem+json")
    assert stored(council).status == "planned"
    client.cookies["csrftoken"] = "a" * 32
    got = client.post("/api/v1/acts/meetings.postpone", headers={"X-CSRFToken": "a" * 32}, **sent)
    assert got.status_code == 200


@pytest.mark.django_db
def test_the_verbs_there_are(ask):
    told = ask("/api/v1/acts")["acts"]
    assert [each["verb"] for each in told] == [verb.name for verb in asked_verbs()]
    known = {each["verb"]: each for each in told}
    assert known["people.introduce"]["thing"] is None
    assert known["meetings.postpone"]["thing"] == "meetings"
    assert known["kit.correct"]["thing"] == "any"
    assert known["meetings.postpone"]["words"][0]["name"] == "reason"
    assert known["meetings.postpone"]["words"][0]["required"] is True
