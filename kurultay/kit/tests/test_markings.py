"""Who reads a row: public, members, restricted and secretariat, each for the organisation that keeps it."""

import pytest

from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.kit.reading.models import Audience, intern, stricter
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.cast import (
    ADMINISTRATOR,
    CAST,
    CHAIR,
    ELSEWHERE,
    FOCAL_POINT,
    OBSERVER,
    OFFICER,
    OTHER_FOCAL_POINT,
    REFERENCE,
    REGISTRAR,
    STRANGER,
    SYSTEM,
    Scene,
    statements,
)

KEEPERS = {OFFICER, REGISTRAR}
MEMBERS = {FOCAL_POINT, OTHER_FOCAL_POINT, CHAIR}
# marking, named, keeper -> the readers of the cast
WHO_READS = [
    ("public", (), "lakes", set(CAST)),
    ("members", (), "lakes", KEEPERS | MEMBERS),
    ("restricted", ("eastshore",), "lakes", KEEPERS | {FOCAL_POINT}),
    ("restricted", ("westshore", "northbank"), "lakes", KEEPERS | {OTHER_FOCAL_POINT, CHAIR}),
    ("restricted", ("lakes-council",), "lakes", KEEPERS | {OTHER_FOCAL_POINT, CHAIR}),
    ("restricted", ("nobody-there",), "lakes", KEEPERS),
    ("secretariat", (), "lakes", KEEPERS),
    ("members", (), "plains", {ELSEWHERE}),
    ("restricted", ("eastshore",), "plains", {ELSEWHERE}),
    ("secretariat", (), "plains", {ELSEWHERE}),
    ("secretariat", (), "", {REFERENCE}),
    ("members", (), "", {REFERENCE}),
    ("restricted", ("eastshore",), "", {REFERENCE, FOCAL_POINT}),
]


@pytest.mark.parametrize(("marking", "named", "keeper", "readers"), WHO_READS)
def test_a_marking_is_read_by(
    scene: Scene, marking: str, named: tuple[str, ...], keeper: str, readers: set[Reader]
) -> None:
    parties.accede(scene.east, to=scene.plains, on="2010", by=SYSTEM)
    parties.register("annex", kind="body", name="Annex", keeper=keeper, marking=marking, named=named, by=SYSTEM)
    seen = set()
    for reader in (*CAST, SYSTEM):
        with reading_as(reader):
            if Party.objects.filter(key="annex").exists():
                seen.add(reader)
    assert seen == readers | {SYSTEM}


def test_roles_without_sight_read_what_everybody_reads(scene: Scene) -> None:
    for marking, named in (("members", ()), ("restricted", ("eastshore",)), ("secretariat", ())):
        parties.register(
            f"x-{marking}", kind="body", name="X", keeper="lakes", marking=marking, named=named, by=SYSTEM
        )  # fmt: skip
    with reading_as(STRANGER):
        public = {p.key for p in Party.everything.all()}
    for reader in (ADMINISTRATOR, OBSERVER, Reader.person("A guest", Seat("guest", "lakes", "eastshore"))):
        with reading_as(reader):
            assert {p.key for p in Party.everything.all()} == public


def test_a_seat_counts_where_it_stands(scene: Scene) -> None:
    parties.accede(scene.east, to=scene.plains, on="2010", by=SYSTEM)
    parties.register("annex", kind="body", name="Annex", keeper="plains", marking="members", by=SYSTEM)
    both = Reader.person("Both", *FOCAL_POINT.seats, Seat("focal-point", "plains", "eastshore"))
    with reading_as(FOCAL_POINT):
        assert not Party.objects.filter(key="annex").exists()
    with reading_as(both):
        assert Party.objects.filter(key="annex").exists()


def test_a_party_that_left_reads_no_more(scene: Scene) -> None:
    parties.register("annex", kind="body", name="Annex", keeper="lakes", marking="members", by=OFFICER)
    with reading_as(FOCAL_POINT):
        assert Party.objects.filter(key="annex").exists()
    parties.withdraw(scene.chair, on="2016-01-01", by=SYSTEM) if scene.chair.until == ".." else None
    parties.withdraw(scene.east_joined, on="2020-01-01", by=OFFICER)
    with reading_as(FOCAL_POINT):
        assert not Party.objects.filter(key="annex").exists()


def test_one_scope_asks_once_who_reads_what(scene: Scene) -> None:
    for reader, most in ((STRANGER, 1), (OFFICER, 1), (FOCAL_POINT, 3), (SYSTEM, 0)):
        with reading_as(reader), statements() as said:
            for _ in range(3):
                Party.objects.count()
        assert len(said) <= 3 + most


def test_a_new_audience_is_seen_in_the_scope_around_the_act(scene: Scene) -> None:
    with reading_as(OFFICER):
        assert Party.objects.filter(kind="network").count() == 0
        parties.register(
            "net", kind="network", name="Net", keeper="lakes", marking="restricted", named=("northbank",), by=OFFICER
        )
        assert Party.objects.filter(kind="network").count() == 1


def test_audiences_are_interned(scene: Scene) -> None:
    with reading_as(SYSTEM):
        before = Audience.objects.count()
        one = intern("lakes", "restricted", ("b", "a", "a"))
        assert (intern("lakes", "restricted", ("a", "b")), one.names) == (one, ("a", "b"))
        assert Audience.objects.count() == before + 1
        for marking, named in (("secret", ()), ("restricted", ()), ("members", ("eastshore",))):
            with pytest.raises(ValueError, match=r"marking|restricted"):
                intern("lakes", marking, named)


def test_a_tie_is_read_by_nobody_who_may_not_read_both_ends(scene: Scene) -> None:
    with reading_as(SYSTEM):
        public, plains = intern("lakes"), intern("plains", "members")
        members, secretariat = intern("lakes", "members"), intern("lakes", "secretariat")
        east, both = intern("lakes", "restricted", ("e",)), intern("lakes", "restricted", ("e", "w"))
        west = intern("lakes", "restricted", ("w",))
        assert stricter(public, intern("")) == public
        assert stricter(public, plains) == stricter(plains, public) == plains
        assert stricter(members, members) == members
        assert stricter(east, both) == stricter(both, east) == east
        assert stricter(east, west) == stricter(members, east) == stricter(secretariat, east) == secretariat
        with pytest.raises(ValueError, match="cannot be tied"):
            stricter(members, plains)
