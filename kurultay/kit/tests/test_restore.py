"""Restoring a withdrawn row, unless the record holds something else in its place by now."""

import pytest
from django.test import Client

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused
from kurultay.kit.pages import policy
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Role
from tests.cast import ELSEWHERE, OFFICER, STRANGER, Scene


def test_it_comes_back(scene: Scene) -> None:
    with pytest.raises(Refused, match="not withdrawn"):
        kit.restore(scene.chair, by=OFFICER, reason="x")
    kit.withdraw(scene.chair, by=OFFICER, reason="A mistake.")
    for by, reason in ((OFFICER, " "), (ELSEWHERE, "It was right.")):
        with pytest.raises(Refused):
            kit.restore(scene.chair, by=by, reason=reason)
    kit.restore(scene.chair, by=OFFICER, reason="It was right.")
    with reading_as(STRANGER):
        assert Role.objects.get(pk=scene.chair.pk).last_act.reason == "It was right."


def test_not_where_its_place_is_taken(scene: Scene) -> None:
    kit.withdraw(scene.chair, by=OFFICER, reason="A mistake.")
    parties.take_chair(scene.west, of=scene.lakes, on="2015-01-01", until="2017-01-01", by=OFFICER)
    with pytest.raises(Refused, match="Two certain chairs of one body on one day"):
        kit.restore(scene.chair, by=OFFICER, reason="It was right.")
    with reading_as(STRANGER):
        assert Role.everything.get(pk=scene.chair.pk).withdrawn


def test_a_withdrawn_thing_offers_it_to_those_who_keep_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    kit.withdraw(scene.lakes, by=OFFICER, reason="Entered twice.")
    for reader, offered in ((OFFICER, True), (ELSEWHERE, False), (STRANGER, False)):
        monkeypatch.setattr(policy, "_reader_of", [lambda request, by=reader: by])
        text = Client().get("/parties/lakes").content.decode()
        assert ("Withdrawn from the record" in text, "/parties/lakes/entry/restore" in text) == (True, offered)
