"""Outside a reader's scope every way to a row fails, and a query obeys the scope in which it is evaluated."""

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Max

from kurultay.kit.acting.models import Act, ChainHead, Change
from kurultay.kit.reading import NobodyReads, current, public, reading_as, system
from kurultay.kit.reading.models import Audience
from kurultay.kit.reading.readers import reading_as_nobody
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, Role
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene

WAYS: dict[str, Callable[[Scene], Any]] = {
    "list": lambda s: list(Party.objects.all()),
    "get": lambda s: Party.objects.get(key="lakes"),
    "count": lambda s: Party.objects.count(),
    "exists": lambda s: Party.objects.exists(),
    "values": lambda s: list(Party.objects.values("key")),
    "values_list": lambda s: list(Party.objects.values_list("key", flat=True)),
    "aggregate": lambda s: Party.objects.aggregate(Max("id")),
    "in_bulk": lambda s: Party.objects.in_bulk([s.east.pk]),
    "iterator": lambda s: list(Party.objects.iterator()),
    "first": lambda s: Party.objects.first(),
    "dates": lambda s: list(Role.objects.dates("since_earliest", "year")),
    "contains": lambda s: Party.objects.contains(s.east),
    "subquery": lambda s: list(Role.objects.filter(of__in=Party.objects.filter(kind="organisation"))),
    "everything": lambda s: Party.everything.count(),
    "related manager": lambda s: list(s.lakes.names.all()),
    "forward key": lambda s: Party(parent_id=s.lakes.pk).parent,
    "refresh": lambda s: s.east.refresh_from_db(),
    "changes": lambda s: Change.objects.count(),
    "changes by the base manager": lambda s: list(Change._base_manager.all()),
    "acts": lambda s: Act.objects.count(),
    "audiences": lambda s: Audience.objects.count(),
    "chain": lambda s: ChainHead.objects.first(),
    "statement": lambda s: str(Party.objects.all().query),
}


@pytest.mark.parametrize("way", WAYS)
def test_nobody_reads(scene: Scene, way: str) -> None:
    with pytest.raises(NobodyReads, match="reader"):
        WAYS[way](scene)
    with reading_as(SYSTEM):
        WAYS[way](scene)
        with reading_as_nobody(), pytest.raises(NobodyReads):
            WAYS[way](scene)
    with pytest.raises(NobodyReads):
        WAYS[way](scene)


@pytest.mark.parametrize("model", [Act, Audience, ChainHead])
def test_lists_that_would_tell_how_much_there_is_are_the_systems(scene: Scene, model: Any) -> None:
    for reader in (STRANGER, OFFICER):
        with reading_as(reader), pytest.raises(NobodyReads):
            model.objects.count()


def test_scopes_nest_and_end() -> None:
    with reading_as(OFFICER):
        with reading_as(STRANGER):
            assert current() == STRANGER
        assert current() == OFFICER
    with pytest.raises(NobodyReads):
        current()
    with pytest.raises(ValueError, match="name"):
        system("")


@pytest.fixture
def hidden(scene: Scene) -> Party:
    return parties.register(
        "annex", kind="body", name="Annex", parent=scene.lakes, keeper="lakes", marking="secretariat", by=OFFICER
    )


def test_a_query_obeys_the_scope_it_is_evaluated_in(scene: Scene, hidden: Party) -> None:
    made_outside = Party.objects.filter(kind="body")
    with reading_as(OFFICER):
        made_inside = Party.objects.filter(kind="body")
    for query in (made_outside, made_inside):
        with reading_as(public()):
            assert {p.key for p in query} == {"lakes-council"}
        with pytest.raises(NobodyReads):
            list(query)


def test_rows_once_fetched_are_not_handed_to_another_reader(scene: Scene, hidden: Party) -> None:
    query = Party.objects.filter(kind="body").order_by("key")
    with reading_as(OFFICER):
        assert [p.key for p in query] == ["annex", "lakes-council"]
        lakes = Party.objects.prefetch_related("parts").get(key="lakes")
        assert len(lakes.parts.all()) == 2
    with reading_as(STRANGER):
        assert ([p.key for p in query], len(query), query.count(), query[0].key) == (
            ["lakes-council"], 1, 1, "lakes-council",
        )  # fmt: skip
        assert [p.key for p in lakes.parts.all()] == ["lakes-council"]
    with pytest.raises(NobodyReads):
        len(query)
    with reading_as(OFFICER):
        assert len(query) == 2


def test_an_iterator_taken_over_by_another_reader_veils(scene: Scene, hidden: Party) -> None:
    with reading_as(OFFICER):
        rows = Party.objects.filter(kind="body").order_by("key").iterator()
        assert next(rows).key == "annex"
        started = Party.objects.filter(kind="body").order_by("key").iterator()
    with reading_as(STRANGER):
        assert [p.key for p in started] == ["lakes-council"]


def test_a_query_is_not_pickled_but_its_conditions_keep_their_sight(scene: Scene, hidden: Party) -> None:
    with reading_as(OFFICER):
        query = Party.objects.filter(kind="body")
        with pytest.raises(TypeError, match="Pickling"):
            pickle.dumps(query)
        conditions = pickle.dumps(query.query)
    with reading_as(STRANGER):
        again = Party.objects.all()
        again.query = pickle.loads(conditions)
        assert [p.key for p in again] == ["lakes-council"]
