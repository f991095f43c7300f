"""What history keeps of a write: exactly what was there before and what is there after."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kurultay.kit.acting import NoAct, chain
from kurultay.kit.acting.models import Act, Change
from kurultay.kit.reading import reading_as
from kurultay.kit.reading.models import intern
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, PartyCode, Role
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene, statements, written


def _told(row: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    with reading_as(SYSTEM):
        changes = Change.objects.filter(subject_type=row.type_name(), subject_id=row.pk).order_by("act__number", "n")
        return [(json.loads(c.before), json.loads(c.after)) for c in changes]


def test_an_insert_tells_every_column(scene: Scene) -> None:
    [(before, after)] = _told(scene.chair)
    assert before == {}
    assert after == {
        "audience_id": scene.chair.audience_id, "withdrawn": False, "key": "lakes-chair-eastshore", "kind": "chair",
        "holder_id": scene.east.pk, "of_id": scene.lakes.pk, "area_id": None, "within_id": None, "term": None,
        "terms": None, "since": "2014-01-01", "since_earliest": "2014-01-01", "since_latest": "2014-01-01",
        "until": "2016-01-01", "until_earliest": "2016-01-01", "until_latest": "2016-01-01",
    }  # fmt: skip


def test_an_update_tells_what_changed_and_nothing_else(scene: Scene) -> None:
    parties.withdraw(scene.west_joined, on="2020", by=OFFICER)
    assert _told(scene.west_joined)[1:] == [(
        {"until": "..", "until_earliest": "9999-12-31", "until_latest": "9999-12-31"},
        {"until": "2020", "until_earliest": "2020-01-01", "until_latest": "2021-01-01"},
    )]  # fmt: skip


def test_a_stale_row_still_tells_the_true_before(scene: Scene) -> None:
    with reading_as(SYSTEM):
        stale, fresh = Party.objects.get(key="eastshore"), Party.objects.get(key="eastshore")
    with written():
        fresh.seat = "Harbour"
        fresh.save()
    with written():
        stale.seat = "Hill"
        stale.save()
    assert _told(stale)[-2:] == [({"seat": ""}, {"seat": "Harbour"}), ({"seat": "Harbour"}, {"seat": "Hill"})]
    with reading_as(SYSTEM):
        assert chain.verify_rows() is None


def test_a_row_that_is_as_it_was_is_not_written(scene: Scene) -> None:
    before, last = len(_told(scene.east)), scene.east.last_act_id
    with written() as act:
        scene.east.save()
    with reading_as(SYSTEM):
        assert (act.count, len(_told(scene.east)), Party.objects.get(key="eastshore").last_act_id) == (0, before, last)


def test_values_are_told_as_the_database_holds_them(scene: Scene) -> None:
    with written():
        scene.chair.term, scene.chair.terms = "3", None
        scene.chair.save()
    assert _told(scene.chair)[-1] == ({"term": None}, {"term": 3})
    with written() as act, reading_as(SYSTEM):
        again = Role.objects.get(key=scene.chair.key)
        again.term = "3"
        again.save()
    assert act.count == 0
    with reading_as(SYSTEM):
        assert chain.verify_rows() is None


def test_a_partly_loaded_row_is_told_in_full(scene: Scene) -> None:
    with written(), reading_as(SYSTEM):
        part = Party.objects.only("seat").get(key="eastshore")
        part.seat = "Harbour"
        part.save()
    assert _told(scene.east)[-1] == ({"seat": ""}, {"seat": "Harbour"})
    with reading_as(SYSTEM):
        assert chain.verify_rows() is None


def test_a_new_row_never_takes_the_place_of_another(scene: Scene) -> None:
    parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=OFFICER)
    with reading_as(SYSTEM):
        ghost = Party.objects.get(key="ghost")
    with written(), pytest.raises(IntegrityError), transaction.atomic():
        Party(pk=ghost.pk, key="usurper", kind="state").save()
    with reading_as(SYSTEM):
        assert Party.objects.get(pk=ghost.pk).key == "ghost"


def test_a_row_out_of_the_actors_sight_is_not_written(scene: Scene) -> None:
    ghost = parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=OFFICER)
    with written(), reading_as(STRANGER), pytest.raises(NoAct, match="out of the writer's sight"):
        ghost.save()


def test_many_rows_at_once(scene: Scene) -> None:
    with written() as act:
        made = PartyCode.objects.bulk_create(
            [
                PartyCode(party=scene.east, scheme="iso2", value="ES"),
                PartyCode(party=scene.west, scheme="m49", value="2"),
            ]
        )
    assert (act.count, [c.keeper for c in made]) == (2, ["", ""])
    for code in made:
        [(before, after)] = _told(code)
        assert (before, after["value"], after["until"]) == ({}, code.value, "..")
    with reading_as(SYSTEM):
        assert {c.last_act_id for c in PartyCode.objects.all()} == {act.row.pk}
        assert (chain.verify()[2], chain.verify_rows()) == (None, None)


@pytest.mark.thorough
def test_twenty_thousand_rows_are_one_act_in_few_statements(scene: Scene) -> None:
    with statements() as said, written() as act:
        PartyCode.objects.bulk_create(
            [PartyCode(party=scene.east, scheme="m49", value=str(n)) for n in range(20_000)]
        )  # fmt: skip
    assert act.count == 20_000
    assert len(said) < 20_000 / 20
    with reading_as(SYSTEM):
        assert Act.objects.get(pk=act.row.pk).changes_count == 20_000
        assert PartyCode.objects.filter(last_act=act.row.pk).count() == 20_000


def test_new_rows_are_kept_by_the_installation_unless_they_say_otherwise(scene: Scene) -> None:
    with written():
        code = PartyCode(party=scene.lakes, scheme="x", value="y")
        code.save()
        other = PartyCode(party=scene.lakes, scheme="x", value="z", audience=intern("lakes", "members"))
        other.save()
    assert (code.keeper, code.audience.marking, other.keeper, other.audience.marking) == (
        "",
        "public",
        "lakes",
        "members",
    )
