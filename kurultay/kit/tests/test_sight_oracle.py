"""Random rows, audiences and readers: what the database answers is what a list in memory answers."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.kit.reading.models import intern
from kurultay.record.parties.models import Party, Role
from tests.cast import SYSTEM, Scene, written

ORGANISATIONS = ("lakes", "plains", "")
STATES = ("eastshore", "westshore", "northbank")
MEMBERS = {"lakes": {"eastshore", "westshore"}, "plains": set(), "": set()}  # as the scene has it
COUNCIL = {"westshore"}

names = st.sets(st.sampled_from((*STATES, "lakes-council")), min_size=1, max_size=2)
audiences = st.one_of(
    st.tuples(st.sampled_from(ORGANISATIONS), st.sampled_from(("public", "members", "secretariat")), st.just(())),
    st.tuples(st.sampled_from(ORGANISATIONS), st.just("restricted"), names.map(lambda s: tuple(sorted(s)))),
)
seats = st.builds(
    Seat,
    st.sampled_from(("officer", "registrar", "focal-point", "delegate", "chair", "observer", "administrator", "guest")),
    st.sampled_from(ORGANISATIONS),
    st.sampled_from(("", *STATES)),
)
readers = st.lists(seats, max_size=2).map(lambda held: Reader.person("Somebody", *held))
rows = st.lists(audiences, min_size=2, max_size=6)
ties = st.lists(st.tuples(audiences, st.integers(0, 5), st.sampled_from(("guest", "host"))), max_size=8)


def reads(reader: Reader, audience: tuple[str, str, tuple[str, ...]]) -> bool:
    """The rule of sight in plain words, once more."""
    keeper, marking, named = audience
    if marking == "public":
        return True
    for seat in reader.seats:
        if seat.role in ("officer", "registrar") and seat.organisation == keeper:
            return True
        if seat.role not in ("focal-point", "delegate", "chair", "centre") or not seat.party:
            continue
        if keeper and seat.organisation != keeper:
            continue
        if marking == "members" and seat.party in MEMBERS[keeper]:
            return True
        if marking == "restricted" and (seat.party in named or ("lakes-council" in named and seat.party in COUNCIL)):
            return True
    return False


def answers(reader: Reader) -> dict[str, Any]:
    mine = Party.objects.filter(kind="other")
    roles = Role.objects.filter(key__startswith="tie-")
    held = Role.objects.filter(holder=OuterRef("pk"), kind="guest")
    with reading_as(reader):
        return {
            "rows": set(mine.values_list("key", flat=True)),
            "count": mine.count(),
            "unveiled": {p.key for p in mine.all()},
            "ties": set(roles.values_list("key", flat=True)),
            "joined": set(roles.filter(holder__kind="other").values_list("key", "holder__key")),
            "counts": dict(mine.annotate(n=Count("roles_held")).values_list("key", "n")),
            "guests": set(mine.filter(roles_held__kind="guest").values_list("key", flat=True)),
            "no guests": set(mine.exclude(roles_held__kind="guest").values_list("key", flat=True)),
            "exists": set(mine.filter(Exists(held)).values_list("key", flat=True)),
            "prefetched": {r.key: (r.holder.veiled, r.holder.key) for r in roles.prefetch_related("holder")},
            "reverse": {p.key: {r.key for r in p.roles_held.all()} for p in mine.prefetch_related("roles_held")},
        }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(made=rows, tied=ties, reader=readers)
def test_the_database_answers_as_a_list_in_memory(
    scene: Scene, made: list[Any], tied: list[Any], reader: Reader
) -> None:
    tied = [(audience, at % len(made), kind) for audience, at, kind in tied]
    with transaction.atomic():
        with written(), reading_as(SYSTEM):
            stored = Party.objects.bulk_create(
                [Party(key=f"row-{n}", kind="other", audience=intern(*audience)) for n, audience in enumerate(made)]
            )
            Role.objects.bulk_create([
                Role(key=f"tie-{n}", kind=kind, holder=stored[at], of=scene.lakes, audience=intern(*audience))
                for n, (audience, at, kind) in enumerate(tied)
            ])  # fmt: skip
        told = answers(reader)
        transaction.set_rollback(True)

    seen = {f"row-{n}" for n, audience in enumerate(made) if reads(reader, audience)}
    all_ties = {
        f"tie-{n}": (f"row-{at}", kind) for n, (audience, at, kind) in enumerate(tied) if reads(reader, audience)
    }
    met = {key: tie for key, tie in all_ties.items() if tie[0] in seen}
    guests = {row for row, kind in met.values() if kind == "guest"}
    held = Counter(row for row, _ in met.values())
    assert told == {
        "rows": seen,
        "count": len(seen),
        "unveiled": seen,
        "ties": set(all_ties),
        "joined": {(key, row) for key, (row, _) in met.items()},
        "counts": {row: held[row] for row in seen},
        "guests": guests,
        "no guests": seen - guests,
        "exists": guests,
        "prefetched": {k: (row not in seen, row if row in seen else "") for k, (row, _) in all_ties.items()},
        "reverse": {row: {k for k, tie in met.items() if tie[0] == row} for row in seen},
    }
