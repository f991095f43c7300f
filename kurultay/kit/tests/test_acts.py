"""An act: its rule is asked, it is whole or nothing, it says who did what when and why."""

import sys
from contextlib import suppress
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction

from kurultay.kit import actions as kit
from kurultay.kit import clock
from kurultay.kit.acting import Refused, act, may, verbs, why_not
from kurultay.kit.acting import acts as acting
from kurultay.kit.acting.models import Act, Change
from kurultay.kit.reading import Reader, reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, Role
from tests.cast import NOT_KEEPERS, OFFICER, REGISTRAR, STRANGER, SYSTEM, Scene


def _acts() -> int:
    with reading_as(SYSTEM):
        return Act.objects.count()


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Verbs made up for a test; everybody may do them."""
    monkeypatch.setattr(acting, "_verbs", dict(acting._verbs))
    rules = ModuleType("tests.made_up.rules")
    monkeypatch.setitem(sys.modules, rules.__name__, rules)

    def verb(function: Any) -> Any:
        function.__module__ = "tests.made_up.actions"
        setattr(rules, function.__name__, lambda by, *things, **words: None)
        return act(label="made up")(function)

    return verb


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_a_refused_act_writes_nothing(scene: Scene, reader: Reader) -> None:
    before = _acts()
    assert not may(reader, "parties.accede", scene.north, to=scene.lakes)
    with pytest.raises(Refused, match="kept by lakes"):
        parties.accede(scene.north, to=scene.lakes, on="2020", by=reader)
    with reading_as(SYSTEM):
        assert (_acts(), Role.everything.filter(key="lakes-member-northbank").count()) == (before, 0)


@pytest.mark.parametrize("reader", [OFFICER, REGISTRAR, SYSTEM], ids=lambda r: r.name)
def test_an_act_says_who_did_what_when_and_why(scene: Scene, reader: Reader) -> None:
    assert why_not(reader, "parties.accede", scene.north, to=scene.lakes) is None
    with clock.stopped_at(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)):
        role = parties.accede(scene.north, to=scene.lakes, on="2020", by=reader, reason=" By decision 7. ")
    with reading_as(SYSTEM):
        done = role.last_act
        last = Act.objects.order_by("-number").first()
        assert (done, done.changes_count) == (last, 2)  # the observer's role ends with it
        assert (done.verb, done.actor, done.actor_kind, done.reason) == (
            "parties.accede", reader.name, reader.kind, "By decision 7.",
        )  # fmt: skip
        assert done.at == datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def test_an_act_that_fails_leaves_nothing(scene: Scene, made_up: Any) -> None:
    @made_up
    def stumble(party: Party, *, by: Reader) -> None:
        party.seat = "Elsewhere"
        party.save()
        raise LookupError("stumbled")

    before = _acts()
    with pytest.raises(LookupError):
        stumble(scene.east, by=OFFICER)
    with reading_as(SYSTEM):
        assert (_acts(), Party.objects.get(key="eastshore").seat) == (before, "")
        assert not Change.objects.filter(after__contains="Elsewhere").exists()


def test_actions_within_an_act_are_part_of_it(scene: Scene, made_up: Any) -> None:
    @made_up
    def found(party: Party, *, of: Party, by: Reader) -> list[Role]:
        joined = parties.accede(party, to=of, on="2020", by=by, founding=True)
        return [joined, parties.take_chair(party, of=of, on="2021", by=by)]

    before = _acts()
    roles = found(scene.west, of=scene.plains, by=SYSTEM)
    with reading_as(SYSTEM):
        assert (_acts(), {r.last_act.verb for r in roles}) == (before + 1, {"made_up.found"})


def test_an_action_within_an_act_asks_its_own_rule(scene: Scene, made_up: Any) -> None:
    @made_up
    def overreach(party: Party, *, of: Party, by: Reader) -> None:
        party.roles_held.count()
        parties.take_chair(party, of=of, on="2021", by=by)

    before = _acts()
    with pytest.raises(Refused):
        overreach(scene.west, of=scene.plains, by=OFFICER)
    assert _acts() == before


def test_an_act_has_one_actor(scene: Scene, made_up: Any) -> None:
    @made_up
    def borrow(party: Party, *, of: Party, by: Reader) -> None:
        parties.take_chair(party, of=of, on="2021", by=SYSTEM)

    before = _acts()
    with pytest.raises(TypeError, match="one actor"):
        borrow(scene.west, of=scene.plains, by=OFFICER)
    assert _acts() == before


def test_an_act_does_not_go_on_after_a_part_of_it_failed_half_way(scene: Scene, made_up: Any) -> None:
    @made_up
    def half(party: Party, *, by: Reader) -> None:
        party.seat = "Half"
        party.save()
        raise Refused("no further")

    @made_up
    def carry_on(party: Party, *, by: Reader) -> None:
        with suppress(Refused):
            half(party, by=by)

    @made_up
    def try_other(party: Party, *, of: Party, by: Reader) -> Role:
        with suppress(Refused):
            parties.accede(party, to=of, on="2020", by=by)
        return parties.admit(party, to=of, on="2001", by=by, kind="guest")

    before = _acts()
    with pytest.raises(RuntimeError, match=r"made_up\.carry_on went on after made_up\.half"), transaction.atomic():
        carry_on(scene.east, by=SYSTEM)
    with reading_as(SYSTEM):
        assert (_acts(), Party.objects.get(key="eastshore").seat) == (before, "")
    # What was refused before it wrote anything may be tried another way.
    assert try_other(scene.east, of=scene.lakes, by=SYSTEM).kind == "guest"


def test_a_reason_is_required_where_the_action_says_so(scene: Scene) -> None:
    for reason in ("", "   "):
        with pytest.raises(Refused, match="without a reason"):
            kit.withdraw(scene.chair, by=OFFICER, reason=reason)
    with pytest.raises(Refused, match="kept by"):  # who may not do it anyhow is told that
        kit.withdraw(scene.chair, by=STRANGER, reason="")
    with reading_as(SYSTEM):
        assert not Role.everything.get(key=scene.chair.key).withdrawn


def test_the_actor_is_always_named(scene: Scene) -> None:
    for by in (None, "somebody"):
        with pytest.raises(TypeError, match="needs by="):
            parties.accede(scene.north, to=scene.lakes, on="2020", by=by)  # type: ignore[arg-type]


def test_a_verb_without_a_rule_may_not_be_done_by_anybody(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    from kurultay.record.parties import rules

    monkeypatch.delattr(rules, "accede")
    with pytest.raises(LookupError, match="has no rule"):
        parties.accede(scene.north, to=scene.lakes, on="2020", by=SYSTEM)
    assert "parties.accede" in verbs()
