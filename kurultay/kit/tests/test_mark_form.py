"""Changing who reads from the page: who will lose sight is said before anything is written."""

import pytest
from django.test import Client

from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.cast import ELSEWHERE, OFFICER, STRANGER, SYSTEM, Scene


def client(monkeypatch: pytest.MonkeyPatch, by: Reader) -> Client:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: by])
    return Client()


def test_who_loses_sight_is_said_first(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    parties.register("fund", kind="fund", name="Fund", keeper="lakes", marking="members", by=OFFICER)
    officer, words = client(monkeypatch, OFFICER), {"marking": "restricted", "named": "Eastshore"}
    said = officer.post("/parties/fund/entry/mark", words).content.decode()
    assert "These will lose sight of it: Westshore" in " ".join(said.replace("</li>", "").split())
    assert "This is what will change" in said
    with reading_as(SYSTEM):
        assert Party.objects.get(key="fund").audience.marking == "members"
    assert officer.post("/parties/fund/entry/mark", {**words, "rehearsed": "1"}).status_code == 303
    with reading_as(SYSTEM):
        assert Party.objects.get(key="fund").audience.names == ("eastshore",)
    who = officer.get("/parties/fund/who-may-read").content.decode()
    assert ("Eastshore" in who, "Westshore" in who) == (True, False)


@pytest.mark.parametrize(("reader", "status"), [(STRANGER, 403), (ELSEWHERE, 403)])
def test_others_are_told_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch, reader: Reader, status: int) -> None:
    for page in ("who-may-read", "entry", "entry/mark"):
        answer = client(monkeypatch, reader).get(f"/parties/lakes/{page}")
        assert (answer.status_code, b"Officers and registrars of lakes" in answer.content) == (status, False)
