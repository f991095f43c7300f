"""What is not for record rows is refused, with what to do instead."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from kurultay.kit.acting import NoAct
from kurultay.kit.acting.models import Change
from kurultay.kit.reading import reading_as
from kurultay.record.parties.models import Party, PartyName, Role
from tests.cast import SYSTEM, Scene, written

REFUSED: dict[str, Callable[[Scene], Any]] = {
    "select_related": lambda s: Role.objects.select_related("holder"),
    "raw": lambda s: Party.objects.raw("select * from parties_party"),
    "extra": lambda s: Party.objects.extra(where=["1=1"]),
    "either of two slices": lambda s: list(Party.objects.all()[:1] | Party.objects.filter(kind="state")),
    "update": lambda s: Party.objects.update(seat="x"),
    "bulk_update": lambda s: Party.objects.bulk_update([s.east], ["seat"]),
    "delete": lambda s: Party.objects.all().delete(),
    "delete past the query": lambda s: Party.objects.all()._raw_delete("default"),
    "delete one": lambda s: s.east.delete(),
    "bulk_create with options": lambda s: Party.objects.bulk_create([], ignore_conflicts=True),
    "update of related rows": lambda s: s.lakes.parts.update(seat="x"),
    "delete of related rows": lambda s: s.lakes.names.all().delete(),
    "add to related rows": lambda s: s.lakes.parts.add(s.east),
    "clear related rows": lambda s: s.lakes.parts.clear(),
    "remove related rows": lambda s: s.lakes.parts.remove(s.council),
    "set related rows": lambda s: s.lakes.parts.set([]),
    "save of some columns": lambda s: s.east.save(update_fields=["seat"]),
    "update or create": lambda s: Party.objects.update_or_create({"seat": "x"}, key="eastshore"),
    "a change": lambda s: Change(act=s.east.last_act, n=99, audience=s.east.audience).save(),
}


@pytest.mark.parametrize("way", REFUSED)
def test_it_is_refused_even_inside_an_act(scene: Scene, way: str) -> None:
    with written() as act, pytest.raises(TypeError), transaction.atomic():
        REFUSED[way](scene)
    assert act.count == 0
    with reading_as(SYSTEM):
        assert (Party.objects.exclude(seat="").count(), Party.objects.filter(parent=scene.lakes).count()) == (0, 1)


NO_ACT: dict[str, Callable[[Scene], Any]] = {
    "save": lambda s: s.east.save(),
    "a new row": lambda s: Party(key="new", kind="state").save(),
    "create": lambda s: Party.objects.create(key="new", kind="state"),
    "get_or_create": lambda s: Party.objects.get_or_create(key="new", kind="state"),
    "bulk_create": lambda s: Party.objects.bulk_create([Party(key="new", kind="state")]),
    "create a related row": lambda s: s.east.names.create(text="x", lang="en"),
    "Django's own save": lambda s: s.east.save_base(),
    "Django's own save of a loaded fixture": lambda s: s.east.save_base(raw=True),
    "Django's own update": lambda s: Party.objects.filter(pk=s.east.pk)._update([]),
    "Django's own insert": lambda s: Party.objects._insert([], []),
}


@pytest.mark.parametrize("way", NO_ACT)
def test_nothing_is_written_outside_an_act(scene: Scene, way: str) -> None:
    with reading_as(SYSTEM):
        with pytest.raises(NoAct, match="outside an act"), transaction.atomic():
            NO_ACT[way](scene)
        assert not Party.everything.filter(key="new").exists()


@pytest.mark.parametrize("way", ["Django's own save", "Django's own update", "Django's own insert"])
def test_inside_an_act_nothing_is_written_past_its_history(scene: Scene, way: str) -> None:
    with written() as act, pytest.raises(NoAct, match="past save"), transaction.atomic():
        NO_ACT[way](scene)
    assert act.count == 0


def test_users_filter_by_declared_fields_only(scene: Scene) -> None:
    with reading_as(SYSTEM):
        assert [r.key for r in Role.objects.by_fields(of="lakes", role="chair")] == ["lakes-chair-eastshore"]
        for name in ("holder__names__text", "audience", "of__key", "pk"):
            with pytest.raises(
                ValueError, match=r"no filter '.*'; the filters of this list are: area, holder, of, role"
            ):
                Role.objects.by_fields(**{name: "x"})
        with pytest.raises(ValueError, match="are: none"):
            PartyName.objects.by_fields(text="x")


def test_a_value_computed_by_the_database_is_not_saved(scene: Scene) -> None:
    scene.chair.term = F("terms") + 1
    with written() as act, pytest.raises(ValidationError):
        scene.chair.save()
    assert act.count == 0
