"""Non-interference: whatever is asked, by whatever join, rows above the reader's clearance do not change the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from kurultay.kit import actions as kit
from kurultay.kit.acting.models import Change
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import Citation, Source
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, PartyName, Role
from tests.cast import ADMINISTRATOR, ELSEWHERE, OFFICER, OTHER_FOCAL_POINT, STRANGER, SYSTEM, Scene, written


def _keys(query: Any) -> list[str]:
    return sorted(str(row.key) for row in query)


def _roles_of(lookup: Any = Role) -> Any:
    return lookup.objects.filter(holder=OuterRef("pk"))


def _named(text: str) -> Any:
    return PartyName.objects.filter(party=OuterRef("pk"), text__startswith=text)


# What is asked; each of them would tell on the hidden rows below if it met them.
ASKED: dict[str, Callable[[], Any]] = {
    "list": lambda: _keys(Party.objects.all()),
    "count": lambda: Party.objects.count(),
    "slice and order": lambda: [p.key for p in Party.objects.order_by("sort_key", "key")[:3]],
    "filter by a reverse row": lambda: _keys(Party.objects.filter(roles_held__kind="guest")),
    "filter by a hidden text": lambda: _keys(Party.objects.filter(names__text="Doğu")),
    "exclude by a reverse row": lambda: _keys(Party.objects.exclude(roles_held__kind="guest")),
    "exclude by two joins": lambda: _keys(Party.objects.exclude(roles_held__of__kind="network")),
    "not, in a Q": lambda: _keys(Party.objects.filter(~Q(names__text="Doğu"), kind="state")),
    "either, in a Q": lambda: _keys(Party.objects.filter(Q(names__text="Doğu") | Q(kind="body")).distinct()),
    "both at once": lambda: _keys(Party.objects.filter(roles_held__kind="guest", roles_held__of__kind="network")),
    "no reverse row": lambda: _keys(Party.objects.filter(parts__isnull=True)),
    "some reverse row": lambda: _keys(Party.objects.filter(parts__isnull=False).distinct()),
    "filter by a forward key": lambda: _keys(Role.objects.filter(holder__kind="programme")),
    "exclude by a forward key": lambda: _keys(Role.objects.exclude(holder__kind="state")),
    "values by a join": lambda: sorted(Role.objects.values_list("key", "holder__key")),
    "values by two joins": lambda: sorted(Party.objects.values_list("key", "roles_held__of__key"), key=str),
    "values by a reverse row": lambda: sorted(Party.objects.values_list("key", "names__text"), key=str),
    "order by a reverse row": lambda: [p.key for p in Party.objects.order_by("-names__text", "key")],
    "order by two joins": lambda: [p.key for p in Party.objects.order_by("roles_held__of__sort_key", "key")],
    "annotate a count": lambda: sorted(Party.objects.annotate(n=Count("roles")).values_list("key", "n")),
    "annotate a count of two": lambda: sorted(
        Party.objects.annotate(n=Count("parts", distinct=True), m=Count("roles__holder", distinct=True)).values_list(
            "key", "n", "m"
        )
    ),
    "annotate an extreme": lambda: sorted(Party.objects.annotate(n=Max("names__text")).values_list("key", "n")),
    "annotate a value": lambda: sorted(Role.objects.annotate(n=F("holder__sort_key")).values_list("key", "n"), key=str),
    "filter on a count": lambda: _keys(Party.objects.annotate(n=Count("roles_held")).filter(n=1)),
    "count or field": lambda: _keys(Party.objects.annotate(n=Count("roles_held")).filter(Q(n__gte=3) | Q(kind="body"))),
    "aggregate": lambda: Party.objects.aggregate(n=Count("pk"), m=Max("key"), l=Min("sort_key")),
    "aggregate a reverse row": lambda: Party.objects.aggregate(n=Count("roles_held"), t=Max("names__text")),
    "aggregate a slice": lambda: Party.objects.order_by("sort_key")[:4].aggregate(m=Max("key"), n=Count("pk")),
    "group": lambda: list(Party.objects.values("kind").annotate(n=Count("pk")).order_by("kind")),
    "group by a join": lambda: list(
        Role.objects.values("holder__kind").annotate(n=Count("pk"), t=Sum("term")).order_by("holder__kind")
    ),
    "case": lambda: sorted(
        Party.objects.annotate(n=Case(When(names__text="Doğu", then=1), default=0)).values_list("key", "n")
    ),
    "filtered relation": lambda: sorted(
        Party.objects.annotate(guest=FilteredRelation("roles_held", condition=Q(roles_held__kind="guest")))
        .values_list("key", "guest__key"), key=str,
    ),
    "exists": lambda: _keys(Party.objects.filter(Exists(_roles_of().filter(kind="guest")))),
    "not exists": lambda: _keys(Party.objects.filter(~Exists(_named("D")), kind="state")),
    "subquery": lambda: sorted(
        Party.objects.annotate(k=Subquery(_roles_of().order_by("-key").values("key")[:1])).values_list("key", "k"),
        key=str,
    ),
    "subquery on the hidden text": lambda: sorted(
        Party.objects.annotate(t=Coalesce(Subquery(_named("D").values("text")[:1]), Value(""))).values_list("key", "t")
    ),
    "in a query": lambda: _keys(Party.objects.filter(pk__in=Role.objects.filter(kind="guest").values("holder"))),
    "outside a query": lambda: _keys(Party.objects.exclude(pk__in=Role.objects.filter(kind="guest").values("holder"))),
    "union": lambda: _keys(Party.objects.filter(kind="programme").union(Party.objects.filter(kind="body"))),
    "intersection": lambda: _keys(Party.objects.intersection(Party.objects.filter(kind__in=("network", "body")))),
    "difference": lambda: _keys(Party.objects.difference(Party.objects.filter(kind="state"))),
    "or of queries": lambda: _keys(Party.objects.filter(kind="programme") | Party.everything.filter(kind="body")),
    "and of queries": lambda: _keys(Party.objects.all() & Party.everything.filter(kind__in=("network", "body"))),
    "xor of queries": lambda: _keys(Party.objects.all() ^ Party.objects.filter(kind="state")),
    "distinct": lambda: sorted(Role.objects.values_list("kind", flat=True).distinct()),
    "dates": lambda: list(Role.objects.dates("since_earliest", "year")),
    "in bulk": lambda: sorted(Party.objects.in_bulk(field_name="key")),
    "in bulk by number": lambda: sorted(p.key for p in Party.objects.in_bulk(list(range(1, 2000))).values()),
    "iterator": lambda: sorted(p.key for p in Party.objects.prefetch_related("names").iterator(chunk_size=2)),
    "last": lambda: Party.objects.order_by("sort_key").first().key,
    "earliest": lambda: Role.objects.latest("since_earliest").key,
    "only": lambda: sorted(p.key for p in Party.objects.only("key")),
    "prefetch": lambda: sorted(
        (p.key, sorted(n.text for n in p.names.all()), _keys(p.roles_held.all()), _keys(p.parts.all()))
        for p in Party.objects.prefetch_related("names", "roles_held", "parts")
    ),
    "prefetch by hand": lambda: sorted(
        (p.key, len(p.held)) for p in Party.objects.prefetch_related(
            Prefetch("roles_held", queryset=Role.objects.filter(kind="guest"), to_attr="held"))
    ),
    "prefetch two steps": lambda: sorted(
        (p.key, sorted(str(r.of) for r in p.roles_held.all()))
        for p in Party.objects.prefetch_related("roles_held__of")
    ),
    "related manager": lambda: [(p.key, p.parts.count(), p.names.exists()) for p in Party.objects.order_by("key")],
    "by fields": lambda: _keys(Party.objects.by_fields(kind="programme")),
    "by fields of another row": lambda: _keys(Role.objects.by_fields(holder="a-ghost")),
    "citations": lambda: sorted(Citation.objects.values_list("value", "source__key"), key=str),
    "sources": lambda: sorted(Source.objects.annotate(n=Count("citations")).values_list("key", "n")),
    "changes": lambda: Change.objects.count(),
}  # fmt: skip


def _hide(scene: Scene, marking: str, named: tuple[str, ...]) -> None:
    """One hidden row of each sort, each tied to rows in sight."""
    kept: dict[str, Any] = {"keeper": "lakes", "marking": marking, "named": named}
    ghost = parties.register("a-ghost", kind="programme", name="Aaa", parent=scene.lakes, **kept, by=SYSTEM)
    net = parties.register("net", kind="network", name="Zzz", state=scene.east, parent=scene.north, **kept, by=SYSTEM)
    parties.admit(ghost, to=scene.lakes, on="2019-02-02", kind="partner", by=SYSTEM)
    parties.admit(scene.east, to=net, on="2001-01-01", kind="guest", by=SYSTEM)
    with written():
        Role(
            key="zz", kind="guest", holder=scene.west, of=scene.lakes, term=7, audience=ghost.audience, since="2030"
        ).save()
        for text in ("Doğu", "zzz"):
            PartyName(party=scene.east, text=text, lang="tr", kind="short", audience=ghost.audience).save()
        source = Source(key="secret", title="Secret", grade="official", audience=ghost.audience)
        source.save()
        for cited in (scene.source, source):
            Citation(
                subject_type="parties.party", subject_id=scene.east.pk, field="seat", value="hidden", source=cited,
                audience=ghost.audience,
            ).save()  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_hidden_rows_change_no_answer(scene: Scene, asked: str) -> None:
    ask = ASKED[asked]

    def answer(reader: Any) -> Any:
        with reading_as(reader):
            return ask()

    strangers = (STRANGER, ELSEWHERE, ADMINISTRATOR, OTHER_FOCAL_POINT)
    before = {reader: answer(reader) for reader in strangers}
    officers = answer(OFFICER)
    _hide(scene, "restricted", ("eastshore",))
    assert {reader: answer(reader) for reader in strangers} == before
    assert answer(OFFICER) != officers, "this question would not have noticed"


def test_hidden_keys_of_a_row_in_sight_tell_nothing_by_any_join(scene: Scene) -> None:
    parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=SYSTEM)
    with written(), reading_as(SYSTEM):
        ghost = Party.objects.get(key="ghost")
        Role(key="open", kind="guest", holder=ghost, of=scene.lakes, since="2011").save()
    with reading_as(STRANGER):
        mine = Role.objects.filter(key="open")
        assert not mine.filter(holder__key="ghost").exists()
        assert not mine.filter(holder__names__text="Ghost").exists()
        assert not mine.filter(holder__sort_key__gt="").exists()
        # A join to a row above the clearance finds nothing, so that the row that points there drops out.
        assert not mine.exclude(holder__key="ghost").exists()
        assert not mine.exclude(holder__key="another").exists()
        assert list(mine.values_list("holder__key", "holder__names__text")) == []
        assert list(mine.annotate(k=F("holder__key")).values_list("k", flat=True)) == []
        assert list(mine.order_by("holder__sort_key")) == []
        assert mine.aggregate(n=Count("holder__names"), m=Max("holder__key")) == {"n": 0, "m": None}
        assert Role.objects.filter(holder__in=Party.objects.filter(key="ghost")).count() == 0


def test_a_role_is_withdrawn_with_its_reason_and_counts_no_more(scene: Scene) -> None:
    with reading_as(STRANGER):
        assert scene.lakes.roles.filter(kind="observer").count() == 1
    kit.withdraw(scene.north_observes, by=OFFICER, reason="Entered twice.")
    with reading_as(STRANGER):
        assert (scene.lakes.roles.filter(kind="observer").count(), Role.everything.filter(kind="observer").count()) == (
            0,
            1,
        )
