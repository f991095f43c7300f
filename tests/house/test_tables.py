"""Tables point down the ladder, tie rows through guarded keys only, and are guarded by the database itself."""

import tomllib
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from kurultay.kit import databases
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from tests.house.tree import ROOT, hold

RINGS = ("kit", "record", "modules", "faces")


def ladder() -> dict[str, int]:
    """The rung of each app of the record, from the contract that imports obey: parties 0, people 1, ..."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(c["layers"] for c in contracts if c["name"].startswith("the record is a ladder"))
    return {name: rung for rung, name in enumerate(reversed(layers))}


def ours() -> list[type[models.Model]]:
    """Every table of the house."""
    return [m for m in apps.get_models() if m.__module__.startswith("kurultay.")]


def ring_of(label: str) -> str:
    """The ring of the app with this label; "" for one that is not of the house."""
    parts = apps.get_app_config(label).name.split(".")
    return parts[1] if parts[0] == "kurultay" else ""


def may_point(label: str, target: str) -> bool:
    """Whether a table of one app may point at a table of another: never up, never sideways between modules."""
    one, other = ring_of(label), ring_of(target)
    if label == target:
        return True
    if not other:
        return target == "contenttypes" and one == "kit"
    if one == other == "record":
        return ladder()[target] < ladder()[label]
    return other in ("kit", "record") and RINGS.index(other) < RINGS.index(one)


def keys(model: type[models.Model]) -> list[tuple[Any, str, str]]:
    """The keys of a table: the field, and the app and model it points at, also where that is still only a string."""
    found = []
    for field in [f for f in model._meta.get_fields(include_hidden=True) if f in model._meta.local_fields]:
        if isinstance(field, models.ForeignKey):
            target = field.remote_field.model
            label, name = target.split(".") if isinstance(target, str) else (target._meta.app_label, target.__name__)
            found.append((field, label, name))
    return found


def pointing_up(tables: Iterable[type[models.Model]]) -> list[str]:
    """Keys from a lower app to a higher one."""
    return [
        f"{model._meta.label}.{field.name} -> {label}.{name}"
        for model in tables
        for field, label, name in keys(model)
        if not may_point(model._meta.app_label, label)
    ]


def bare_ties(tables: Iterable[type[models.Model]]) -> list[str]:
    """Many-to-many fields and generic foreign keys: ties without dates and sources."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in tables
        for field in (*model._meta.local_many_to_many, *model._meta.private_fields)
    ]


def unguarded_keys(tables: Iterable[type[models.Model]]) -> list[str]:
    """Keys to record rows that join without the condition of sight."""
    found = []
    for model in tables:
        for field, label, name in keys(model):
            target = field.remote_field.model
            target = apps.get_model(label, name) if isinstance(target, str) else target
            if getattr(target, "is_record", False) and not isinstance(field, RecordKey):
                found.append(f"{model._meta.label}.{field.name}")
    return found


def unkept(tables: Iterable[type[models.Model]], guards: Iterable[databases.Guard]) -> list[str]:
    """Record tables from which the database would let a row be deleted."""
    kept = {guard.table for guard in guards if any("DELETE" in statement for statement in guard.sqlite)}
    return [m._meta.label for m in tables if getattr(m, "is_record", False) and m._meta.db_table not in kept]


def test_tables_point_down_the_ladder() -> None:
    hold(pointing_up(ours()))


@isolate_apps("kurultay.record.parties", "kurultay.kit")
def test_a_table_that_points_up_is_named_also_through_a_string() -> None:
    class Envoy(models.Model):
        person = models.ForeignKey("people.Person", models.PROTECT)

        class Meta:
            app_label = "parties"

    class Stamp(models.Model):
        party = RecordKey("parties.Party")

        class Meta:
            app_label = "kit"

    assert pointing_up([Envoy, Stamp]) == ["parties.Envoy.person -> people.Person", "kit.Stamp.party -> parties.Party"]


def test_no_module_points_at_a_module_and_nothing_at_a_face() -> None:
    assert may_point("people", "parties") is True
    assert may_point("parties", "people") is False
    assert may_point("web", "intake") is False
    assert may_point("people", "web") is False
    assert may_point("web", "parties") is True


def test_no_bare_many_to_many_and_no_generic_key() -> None:
    hold(bare_ties(ours()))


@isolate_apps("kurultay.record.parties")
def test_a_bare_many_to_many_is_named() -> None:
    class Club(models.Model):
        members = models.ManyToManyField("self")

        class Meta:
            app_label = "parties"

    assert bare_ties([Club]) == ["parties.Club.members"]


def test_every_key_to_a_record_row_is_guarded() -> None:
    hold(unguarded_keys(ours()))


@isolate_apps("kurultay.record.people")
def test_a_plain_foreign_key_to_a_record_row_is_named() -> None:
    class Badge(models.Model):
        person = models.ForeignKey("people.Person", models.PROTECT)

        class Meta:
            app_label = "people"

    assert unguarded_keys([Badge]) == ["people.Badge.person"]


def test_no_row_of_the_record_can_be_deleted() -> None:
    hold(unkept(ours(), databases.declared()))
    assert unkept([apps.get_model("parties.Role")], []) == ["parties.Role"]


def test_faces_own_no_nouns() -> None:
    hold([m._meta.label for m in ours() if ring_of(m._meta.app_label) == "faces" and issubclass(m, Record)])
