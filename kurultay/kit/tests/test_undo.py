"""Undoing an act: all that it wrote goes back in one act of its own, or nothing does and why."""

from typing import Any

import pytest
from django.test import Client

from kurultay.kit import actions as kit
from kurultay.kit.acting import Refused
from kurultay.kit.acting.chain import values_of, verify_rows
from kurultay.kit.acting.models import Act
from kurultay.kit.asking.doing import ask
from kurultay.kit.pages import policy
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import Citation
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, Role
from tests.cast import ELSEWHERE, OFFICER, SYSTEM, Scene


def newest() -> str:
    with reading_as(SYSTEM):
        return str(Act.objects.order_by("-number")[0].ref)


def test_what_was_entered_is_withdrawn_and_what_was_changed_is_as_before(scene: Scene) -> None:
    with reading_as(SYSTEM):
        before = values_of(Role.objects.get(pk=scene.east_joined.pk))
    parties.withdraw(scene.east_joined, on="2015-01-01", by=OFFICER)
    kit.undo(scene.east_joined, act=newest(), by=OFFICER, reason="Too early.")
    with reading_as(SYSTEM):
        assert values_of(Role.objects.get(pk=scene.east_joined.pk)) == before
        assert verify_rows() is None


def test_an_act_with_its_source_goes_back_whole_and_comes_again(scene: Scene) -> None:
    words = {"name": "Fund", "kind": "fund", "keeper": "lakes", "source": "statute"}
    found = ask("parties.register", None, words, OFFICER)
    fund = found.results[0]
    kit.undo(fund, act=found.act, by=OFFICER, reason="It is another's.")
    with reading_as(SYSTEM):
        assert not Party.objects.filter(key=fund.key).exists()
        assert not Citation.objects.filter(subject_type="parties.party", subject_id=fund.pk).exists()
    kit.undo(fund, act=newest(), by=OFFICER, reason="It is ours after all.")
    with reading_as(SYSTEM):
        assert Party.objects.filter(key=fund.key).exists()


def test_what_was_changed_again_is_not_undone(scene: Scene) -> None:
    parties.withdraw(scene.east_joined, on="2015-01-01", by=OFFICER)
    act = newest()
    with reading_as(SYSTEM):
        role = Role.objects.get(pk=scene.east_joined.pk)
    kit.correct(role, field="until", value="2015-02-01", by=OFFICER, reason="As the minutes say.")
    with pytest.raises(Refused, match=r"changed again after this act\. Undo the later act first"):
        kit.undo(role, act=act, by=OFFICER, reason="No.")


def test_whoever_does_not_keep_it_is_refused(scene: Scene) -> None:
    parties.withdraw(scene.east_joined, on="2015-01-01", by=OFFICER)
    with pytest.raises(Refused, match="kept by lakes"):
        kit.undo(scene.east_joined, act=newest(), by=ELSEWHERE, reason="No.")
    with pytest.raises(Refused, match="no such act"):
        kit.undo(scene.chair, act=newest(), by=OFFICER, reason="No.")
    with pytest.raises(Refused, match="no such act"):
        kit.undo(scene.east_joined, act="nonsense", by=OFFICER, reason="No.")


def test_a_marking_is_not_opened_wider_than_what_binds_it(scene: Scene) -> None:
    meeting = meetings.plan("talks", kind="event", name="Talks", body=scene.council, keeper="lakes", by=OFFICER)
    kit.mark(meeting, marking="secretariat", by=OFFICER)
    act = newest()
    kit.mark(scene.council, marking="members", by=OFFICER)
    with pytest.raises(Refused, match="bound by another entry"):
        kit.undo(meeting, act=act, by=OFFICER, reason="Open it.")


def test_from_the_history_with_a_preview_first(scene: Scene, monkeypatch: Any) -> None:
    parties.withdraw(scene.east_joined, on="2015-01-01", by=OFFICER)
    monkeypatch.setattr(policy, "_reader_of", [lambda request: OFFICER])
    client, url = Client(), f"/roles/{scene.east_joined.key}/entry/undo?act={newest()}"
    assert f'href="{url}"' in client.get(f"/roles/{scene.east_joined.key}/history").content.decode()
    assert 'type="hidden" name="act"' in client.get(url).content.decode()
    words = {"act": newest(), "reason": "Too early."}
    assert b"This is what will change" in client.post(url, words).content
    assert client.post(url, {**words, "rehearsed": "1"}).status_code == 303
    monkeypatch.setattr(policy, "_reader_of", [lambda request: ELSEWHERE])
    assert b"entry/undo" not in client.get(f"/roles/{scene.east_joined.key}/history").content
