"""A form that is sent twice is done once, at the same moment too; the second answer leads to the first's result."""

import re
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kurultay.kit.acting.models import Act
from kurultay.kit.asking.doing import Answer, ask
from kurultay.kit.pages import policy
from kurultay.kit.reading import reading_as
from kurultay.record.parties.models import Party
from tests.cast import OFFICER, SYSTEM, Scene, set_scene

WORDS = {"name": "Fund", "kind": "fund", "keeper": "lakes"}


def sent(once: str = "a word", **words: str) -> Answer:
    return ask("parties.register", None, {**WORDS, **words}, OFFICER, once=once)


def funds() -> int:
    with reading_as(SYSTEM):
        return Party.objects.filter(kind="fund").count()


def test_the_second_is_answered_with_the_first(scene: Scene) -> None:
    first, second = sent(), sent()
    assert (first.done, second.done, first.act == second.act, first.results == second.results) == (True,) * 4
    assert funds() == 1


def test_other_words_another_person_or_another_form_are_another_act(scene: Scene) -> None:
    assert len({sent().act, sent(name="Other fund").act, sent(once="another word").act, sent(once="").act}) == 4
    assert funds() == 4


def test_what_failed_was_not_done_and_may_be_sent_again(scene: Scene) -> None:
    with reading_as(SYSTEM):
        lakes = Party.objects.get(key="lakes")
    words = {"field": "seat", "value": "Harbour", "reason": ""}
    assert not ask("kit.correct", lakes, words, OFFICER, once="w").done
    assert ask("kit.correct", lakes, {**words, "reason": "So it is."}, OFFICER, once="w").done


def test_a_double_click_on_the_page(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: OFFICER])
    client = Client()
    page = client.get("/parties/new").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    answers = [client.post("/parties/new", {**WORDS, **hidden, "do": "act"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert (answers[0]["Location"], funds()) == (answers[1]["Location"], 1)


def test_a_form_that_changes_a_thing_is_no_conflict_with_itself(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: OFFICER])
    client, url = Client(), "/parties/lakes/entry/correct?field=seat"
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', client.get(url).content.decode()))
    words = {**hidden, "field": "seat", "value": "Harbour", "reason": "So it is."}
    assert [client.post(url, words).status_code for _ in range(2)] == [303, 303]
    with reading_as(SYSTEM):
        assert Act.objects.filter(verb="kit.correct").count() == 1


@pytest.mark.skipif("sqlite" in connection.vendor, reason="the tables of a test on SQLite are one connection's")
def test_at_the_same_moment(committed: None) -> None:
    with reading_as(SYSTEM):
        set_scene()
    ready, answers = Barrier(2), list[Any]()

    def send() -> None:
        ready.wait()
        answers.append(sent())
        connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.done for answer in answers] == [True, True]
    assert (answers[0].act == answers[1].act, funds()) == (True, 1)


def test_a_mistake_does_not_hide_what_others_did_meanwhile(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: OFFICER])
    client, url = Client(), "/parties/lakes/entry/correct?field=seat"

    def hidden(page: str) -> dict[str, str]:
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))

    opened = hidden(client.get(url).content.decode())
    with reading_as(SYSTEM):
        lakes = Party.objects.get(key="lakes")
    assert ask("kit.correct", lakes, {"field": "seat", "value": "Theirs", "reason": "A test."}, OFFICER).done
    words = {"field": "seat", "value": "Mine"}
    mistaken = client.post(url, {**words, **opened, "reason": ""})  # no reason
    assert mistaken.status_code == 422
    again = client.post(url, {**words, **hidden(mistaken.content.decode()), "reason": "So it is."})
    assert (again.status_code, b"Theirs" in again.content) == (409, True)
