"""From which seat an act is done: kept where one allows it, asked where several do, and told in histories."""

from typing import Any

import pytest
from django.test import Client

from kurultay.kit.acting import chain
from kurultay.kit.acting.models import Act
from kurultay.kit.asking.doing import ask
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.cast import OFFICER, SYSTEM, Scene

SEATS = Seat("officer", "lakes"), Seat("registrar", "lakes"), Seat("delegate", "lakes", "eastshore")
BOTH = Reader.person("Two seats", *SEATS)
WORDS = {"field": "seat", "value": "Harbour", "reason": "So it is."}


def last() -> Act:
    with reading_as(SYSTEM):
        return Act.objects.order_by("-number")[0]


def lakes() -> Any:
    with reading_as(SYSTEM):
        return Party.objects.get(key="lakes")


def test_the_only_seat_and_the_only_one_that_allows_it_are_kept(scene: Scene) -> None:
    parties.name(scene.lakes, text="Lakes", kind="short", by=OFFICER)
    assert last().seat == "officer:lakes:"
    one = Reader.person("Two seats", Seat("delegate", "lakes", "eastshore"), Seat("registrar", "lakes"))
    parties.name(scene.lakes, text="The Lakes", kind="alias", by=one)
    assert last().seat == "registrar:lakes:"


def test_several_are_asked_and_the_answer_is_kept(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: BOTH])
    client, url = Client(), "/parties/lakes/entry/correct?field=seat"
    page = client.get(url).content.decode()
    assert '<option value="registrar:lakes:">Registrar, Assembly of the Lakes</option>' in page
    assert "delegate:lakes:eastshore" not in page
    assert client.post(url, {**WORDS, "from_seat": "registrar:lakes:"}).status_code == 303
    assert last().seat == "registrar:lakes:"
    assert "Two seats (Registrar, Assembly of the Lakes)" in client.get("/parties/lakes/history").content.decode()
    with reading_as(SYSTEM):
        assert chain.verify()[2] is None


def test_a_seat_that_does_not_allow_it_is_not_taken(scene: Scene) -> None:
    assert ask("kit.correct", lakes(), {**WORDS, "from_seat": "delegate:lakes:eastshore"}, BOTH).done
    assert last().seat == "officer:lakes:"


def test_one_seat_is_not_a_question(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: OFFICER])
    assert "from_seat" not in Client().get("/parties/lakes/entry/correct?field=seat").content.decode()
