"""Histories in whole sentences: who, from which seat, did what to which thing, what changed, why, by which source."""

import dataclasses

import pytest
from django.test import Client

from kurultay.kit import actions as kit
from kurultay.kit.acting.writing import act_in_force
from kurultay.kit.asking.doing import ask
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.kit.sources.stating import Cite
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene, statements


def page(monkeypatch: pytest.MonkeyPatch, by: Reader, url: str) -> str:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: by])
    return " ".join(Client().get(url).content.decode().split())


def corrected(value: str) -> None:
    with reading_as(SYSTEM):
        lakes = Party.objects.get(key="lakes")
    words = {
        "field": "seat",
        "value": value,
        "reason": "By the statute.",
        "source": "statute",
        "source_place": "line 4",
    }
    assert ask("kit.correct", lakes, words, OFFICER).done


def test_an_act_is_told_whole(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    corrected("Harbour")
    corrected("Lighthouse")
    for url in ("/parties/lakes/history", "/history?by=An+officer"):
        told = page(monkeypatch, OFFICER, url)
        assert "An officer (Officer, Assembly of the Lakes) corrected Assembly of the Lakes." in told
        assert "seat: from “Harbour” to “Lighthouse”." in told
        assert "Why: By the statute." in told
        assert "Source: The statute, line 4." in told


def test_a_source_is_named_once_with_all_places_in_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    with reading_as(OFFICER), act_in_force("kit.cite", OFFICER, "Read again."):
        lakes = Party.objects.get(key="lakes")
        for field, place in (("seat", "line 9"), ("kind", "line 4"), ("key", "line 9")):
            kit.cite(lakes, field=field, value="", cite=Cite(scene.source, place=place), by=OFFICER)
    assert "Source: The statute, line 9; line 4." in page(monkeypatch, OFFICER, "/history?by=An+officer")


def test_a_part_is_told_by_the_thing_it_belongs_to(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    parties.name(scene.lakes, text="Lakes", kind="short", by=OFFICER)
    assert "gave another name to the party Assembly of the Lakes." in page(
        monkeypatch, STRANGER, "/history?by=An+officer"
    )


def test_what_is_hidden_has_no_sentence(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page(monkeypatch, STRANGER, "/history")
    fund = parties.register("fund", kind="fund", name="Fund", keeper="lakes", marking="secretariat", by=OFFICER)
    kit.correct(fund, field="seat", value="Harbour", by=OFFICER, reason="So it is.")
    assert page(monkeypatch, STRANGER, "/history") == before
    assert "entered the party Fund." in page(monkeypatch, OFFICER, "/history")


def test_a_hidden_party_is_not_told_by_the_seat_of_who_acted(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    parties.register("ghost", kind="organisation", name="Ghost", keeper="lakes", marking="secretariat", by=OFFICER)
    seats = Seat("registrar", "ghost"), Seat("delegate", "lakes", "ghost"), Seat("registrar")
    for number, seat in enumerate(seats):
        by = Reader.person("Somebody", Seat("registrar"), seat)
        parties.describe(scene.east, about="summary", text=f"Text {number}", by=dataclasses.replace(by, hand=seat))
    assert "ghost" not in page(monkeypatch, STRANGER, "/history").lower()


def test_a_history_costs_the_same_however_long_it_is(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    for value in ("One", "Two", "Three"):
        corrected(value)
        with statements() as said:
            page(monkeypatch, OFFICER, "/history")
        counts.append(len(said))
    assert counts[1] == counts[2]
