"""A row above the reader's clearance, reached through a key, is veiled: it tells nothing, and nothing is tied to it."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Prefetch

from kurultay.kit.acting import Refused
from kurultay.kit.acting.writing import NoAct
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, Role
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene, written


@pytest.fixture
def ghost(scene: Scene) -> Party:
    """A hidden party that an open role points at."""
    ghost = parties.register(
        "ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", since="1991", by=OFFICER
    )
    with written():
        Role(key="open-role", kind="member", of=scene.lakes, holder=ghost, since="2011", until="..").save()
    return ghost


def _tells_nothing(row: Party) -> None:
    assert row.veiled
    assert (str(row), row.key, row.kind, row.since, row.until, row.sort_key, row.seat) == ("",) * 7
    dates = (row.since_earliest, row.since_latest, row.until_earliest, row.until_latest)
    assert (*dates, row.parent, row.state, row.parent_id, row.withdrawn, row.audience_id, row.last_act_id) == (
        None,
    ) * 10
    assert row.get_absolute_url() == "/parties/"
    for tied in (row.names, row.roles_held, row.roles, row.parts, row.texts, row.codes, row.catalogues):
        assert (list(tied.all()), tied.count(), tied.filter(pk__gt=0).exists()) == ([], 0, False)


def test_by_key_by_prefetch_and_by_a_hand_written_prefetch(scene: Scene, ghost: Party) -> None:
    with reading_as(STRANGER):
        _tells_nothing(Role.objects.get(key="open-role").holder)
        _tells_nothing(Role.objects.prefetch_related("holder").get(key="open-role").holder)
        by_hand = Prefetch("holder", queryset=Party.objects.all())
        _tells_nothing(Role.objects.prefetch_related(by_hand).get(key="open-role").holder)
        further = Role.objects.prefetch_related("holder__names", "holder__roles_held__of").get(key="open-role")
        _tells_nothing(further.holder)
    with reading_as(OFFICER):
        held = Role.objects.prefetch_related("holder__names").get(key="open-role").holder
        assert (held.veiled, held.key, [n.text for n in held.names.all()]) == (False, "ghost", ["Ghost"])
        by_hand = Role.objects.prefetch_related(Prefetch("holder", queryset=Party.objects.all()))
        assert by_hand.get(key="open-role").holder.key == "ghost"


def test_names_that_are_open_by_mistake_do_not_give_the_veiled_row_away(scene: Scene, ghost: Party) -> None:
    with written(), reading_as(SYSTEM):
        name = ghost.names.get()
        name.audience = scene.east.audience
        name.save()
    with reading_as(STRANGER):
        assert list(Role.objects.prefetch_related("holder__names").get(key="open-role").holder.names.all()) == []


def test_a_veiled_row_is_not_written_and_not_acted_on(scene: Scene, ghost: Party) -> None:
    with reading_as(STRANGER):
        veiled = Role.objects.get(key="open-role").holder
    with written(), pytest.raises(NoAct, match="veiled"):
        veiled.save()
    with pytest.raises(Refused, match="nothing here"):
        parties.accede(veiled, to=scene.lakes, on="2020", by=SYSTEM)
    with pytest.raises(Refused, match="nothing here"):
        parties.accede(scene.east, to=veiled, on="2020", by=SYSTEM)


def test_reading_a_row_again_that_went_out_of_sight(scene: Scene, ghost: Party) -> None:
    with reading_as(OFFICER):
        ghost.refresh_from_db()
        part = Party.objects.only("key").get(key="ghost")
    with reading_as(STRANGER):
        with pytest.raises(Party.DoesNotExist):
            ghost.refresh_from_db()
        with pytest.raises(Party.DoesNotExist):
            _ = part.kind
    assert ghost.key == "ghost"


def test_only_and_defer_keep_the_audience(scene: Scene, ghost: Party) -> None:
    with reading_as(STRANGER):
        for query in (
            Party.objects.only("key"),
            Party.objects.defer("audience"),
            Party.objects.defer("key", "audience_id"),
        ):
            assert sorted(p.pk for p in query) == sorted(Party.objects.values_list("pk", flat=True))
            assert not any(p.veiled for p in query)
        row = Party.from_db("default", ["id", "key"], [ghost.pk, "ghost"])
        assert (row.veiled, row.key) == (True, "")


ASKED_OF_VEILED = {
    "filter": lambda s, m: list(m.filter(key="ghost")),
    "get": lambda s, m: m.get(key="ghost"),
    "all": lambda s, m: list(m.all()),
    "len": lambda s, m: len(m.all()),
    "first": lambda s, m: m.first(),
    "slice": lambda s, m: m.filter(kind="state")[:1][0],
    "exclude": lambda s, m: list(m.exclude(pk=s.east.pk)),
    "not": lambda s, m: list(m.filter(pk=s.east.pk).exclude(key="ghost")),
    "two": lambda s, m: list(m.filter(pk=s.east.pk, key="ghost")),
    "join": lambda s, m: list(m.filter(roles_held__key="open-role")),
    "more": lambda s, m: list(m.filter(pk__gt=0)),
    "or": lambda s, m: list(m.filter(pk=s.east.pk) | m.all()),
    "union": lambda s, m: list(m.filter(pk=s.east.pk).union(m.all())),
    "annotate": lambda s, m: list(m.filter(pk=s.east.pk).annotate(k=F("key"))),
    "order": lambda s, m: list(m.filter(pk=s.east.pk).order_by("key")),
    "distinct": lambda s, m: list(m.distinct()),
    "count": lambda s, m: m.count(),
    "values": lambda s, m: list(m.values("key")),
    "values_list": lambda s, m: list(m.values_list("key")),
    "dates": lambda s, m: list(m.dates("since_earliest", "year")),
    "aggregate": lambda s, m: m.aggregate(Count("pk")),
    "iterator": lambda s, m: list(m.iterator()),
    "get_or_create": lambda s, m: m.get_or_create(key="ghost"),
    "update": lambda s, m: m.filter(pk=s.east.pk).update(seat="x"),
    "delete": lambda s, m: m.filter(pk=s.east.pk).delete(),
    "related": lambda s, m: list(s.lakes.parts(manager="veiling").all()),
}


@pytest.mark.parametrize("way", ASKED_OF_VEILED)
def test_the_way_of_keys_answers_keys_only(scene: Scene, ghost: Party, way: str) -> None:
    for manager in (Party.veiling, Party._base_manager):
        with reading_as(STRANGER), pytest.raises(TypeError, match="not for record rows"):
            ASKED_OF_VEILED[way](scene, manager)


def test_a_form_is_not_told_that_a_hidden_key_exists(scene: Scene, ghost: Party) -> None:
    role = Role(key="new-role", kind="member", of=scene.lakes, holder_id=ghost.pk, since="2011", until="..")
    with reading_as(STRANGER):
        assert not Party.veiling.filter(pk=ghost.pk).exists()
        with pytest.raises(ValidationError, match=r"not a valid choice|does not exist"):
            role.clean_fields(exclude=["audience", "last_act"])
    with reading_as(OFFICER):
        assert Party.veiling.filter(pk=ghost.pk).exists()
        role.clean_fields(exclude=["audience", "last_act"])
