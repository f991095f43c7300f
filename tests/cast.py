"""The cast and the small scene of every test: who reads and acts, and one of each thing, set by calling actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, fields
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model

from kurultay.kit import databases
from kurultay.kit.acting import writing
from kurultay.kit.reading import Reader, Seat, public, reading_as, system
from kurultay.kit.sources.models import Source
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Area, Catalogue, Party, Role

SYSTEM = system("scene")
OFFICER = Reader.person("An officer", Seat("officer", "lakes"))
REGISTRAR = Reader.person("A registrar", Seat("registrar", "lakes"))
REFERENCE = Reader.person("A registrar of the installation", Seat("registrar"))
FOCAL_POINT = Reader.person("A focal point of the named party", Seat("focal-point", "lakes", "eastshore"))
OTHER_FOCAL_POINT = Reader.person("A focal point of another party", Seat("focal-point", "lakes", "westshore"))
CHAIR = Reader.person("The chair", Seat("chair", "lakes", "westshore"))
OBSERVER = Reader.person("An observer in the field", Seat("observer", "lakes"))
ADMINISTRATOR = Reader.person("An administrator", Seat("administrator", "lakes"))
ELSEWHERE = Reader.person("An officer of another organisation", Seat("officer", "plains"))
STRANGER = public()

CAST = (
    OFFICER, REGISTRAR, REFERENCE, FOCAL_POINT, OTHER_FOCAL_POINT, CHAIR, OBSERVER, ADMINISTRATOR, ELSEWHERE, STRANGER,
)  # fmt: skip
NOT_KEEPERS = tuple(reader for reader in CAST if not reader.keeps("lakes"))


@dataclass(frozen=True)
class Scene:
    """The Assembly of the Lakes, its members and its chair, as everybody may read it."""

    lakes: Party
    plains: Party
    council: Party
    east: Party
    west: Party
    north: Party
    east_joined: Role
    west_joined: Role
    north_observes: Role
    chair: Role
    catalogue: Catalogue
    area: Area
    source: Source

    def things(self) -> dict[str, Model]:
        """Everything of the scene by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@contextmanager
def written(reason: str = "") -> Iterator[writing.OpenAct]:
    """An act of the system around rows that a test writes itself."""
    with reading_as(SYSTEM), transaction.atomic(), writing.act_in_force("tests.write", SYSTEM, reason) as opened:
        yield opened


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements sent to the database inside the block."""
    said: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield said


def drop_guards() -> None:
    """The guards of the database step aside, so that a test can do what they prevent."""
    connection.check_constraints()  # PostgreSQL alters no table whose keys are still to be checked
    with connection.cursor() as cursor:
        for name, table in databases._present().items():
            databases._drop(cursor, name, table)


def set_scene() -> Scene:
    """Play the scene into the database."""
    lakes = parties.register("lakes", kind="organisation", name="Assembly of the Lakes", keeper="lakes", by=SYSTEM)
    plains = parties.register("plains", kind="organisation", name="Union of the Plains", keeper="plains", by=SYSTEM)
    council = parties.register(
        "lakes-council", kind="body", name="Council", parent=lakes, keeper="lakes", by=SYSTEM
    )  # fmt: skip
    east = parties.register("eastshore", kind="state", name="Eastshore", by=SYSTEM)
    west = parties.register("westshore", kind="state", name="Westshore", by=SYSTEM)
    north = parties.register("northbank", kind="state", name="Northbank", by=SYSTEM)
    catalogue = parties.adopt("lakes-2012", of=lakes, title="Catalogue of 2012", on="2012-05-01", by=SYSTEM)
    with written():
        source = Source(key="statute", title="The statute", grade="official")
        source.save()
    parties.accede(west, to=council, on="2010-01-01", by=SYSTEM)
    return Scene(
        lakes, plains, council, east, west, north,
        parties.accede(east, to=lakes, on="2010-01-01", founding=True, by=SYSTEM),
        parties.accede(west, to=lakes, on="2011-05", by=SYSTEM),
        parties.admit(north, to=lakes, on="2012", by=SYSTEM),
        parties.take_chair(east, of=lakes, on="2014-01-01", until="2016-01-01", by=SYSTEM),
        catalogue,
        parties.include("lakes-2012-water", catalogue=catalogue, kind="dimension", name="Water", by=SYSTEM),
        source,
    )  # fmt: skip


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The scene, set once for all tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        with reading_as(SYSTEM):
            built = set_scene()
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def scene(stage: Scene, db: None) -> Scene:
    """The scene, in a database that goes back to it after the test."""
    return deepcopy(stage)
