"""Plans of the queries that pages ask for: no register is read as a whole, nothing is sorted on the way.

SQLite plans without statistics here, as on an installation that never gathered any; what it then does with a million
rows, and what PostgreSQL does, `make bench` measures.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from kurultay.faces.web.views.home import organisations_shown
from kurultay.kit.acting.models import Change
from kurultay.kit.dates import possible
from kurultay.kit.pages.cursor import SIZE, after_row
from kurultay.kit.reading import Reader, Seat, public, reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.kit.sources.models import Citation, Source, StatedFigure
from kurultay.record.parties.models import MEMBERSHIP, Area, Catalogue, Party, PartyName, Role
from kurultay.record.people.models import Person, PersonName, Tenure
from tests.cast import Scene

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the plan's words are those of SQLite")
DAY = date(2015, 5, 8)
SOME = list(range(1, SIZE + 1))


def first(rows: Any) -> Any:
    """The first page of a list, as `kit.pages.cursor.window` asks for it."""
    return rows.order_by("sort_key", "id")[: SIZE + 1]


def later(rows: Any) -> Any:
    """A page by key."""
    return first(rows.filter(after_row("2a2b", 7)))


def on_day(rows: Any) -> Any:
    """What holds or may hold on a day."""
    return rows.filter(possible(DAY))


QUERIES: dict[str, Callable[[], Any]] = {
    "parties": lambda: first(Party.objects.all()),
    "parties, next": lambda: later(Party.objects.all()),
    "parties of a kind": lambda: first(Party.objects.by_fields(kind="ministry")),
    "parties of a kind, next": lambda: later(Party.objects.by_fields(kind="ministry")),
    "bodies of an organisation": lambda: first(Party.objects.by_fields(parent="lakes")),
    "bodies of an organisation, next": lambda: later(Party.objects.by_fields(parent="lakes")),
    "institutions of a state": lambda: first(Party.objects.by_fields(state="eastshore")),
    "institutions of a state, next": lambda: later(Party.objects.by_fields(state="eastshore")),
    "organisations of the front page": organisations_shown,
    "a party by its key": lambda: Party.everything.filter(key="lakes"),
    "names of parties": lambda: PartyName.objects.filter(party__in=SOME),
    "roles in a party": lambda: Role.objects.filter(of=1),
    "roles in a party on a day": lambda: on_day(Role.objects.filter(of=1)),
    "roles in a party on a day, by its key": lambda: on_day(Role.objects.by_fields(of="lakes")),
    "members of a party on a day": lambda: on_day(Role.objects.filter(of=1, kind__in=MEMBERSHIP)),
    "roles a party holds on a day": lambda: on_day(Role.objects.filter(holder=1)),
    "roles a party holds on a day, by its key": lambda: on_day(Role.objects.by_fields(holder="eastshore")),
    "roles over areas of a catalogue": lambda: Role.objects.filter(area__catalogue=1),
    "terms of a role": lambda: Role.objects.filter(within=1),
    "catalogues of a party": lambda: Catalogue.objects.filter(of=1),
    "areas of a catalogue": lambda: Area.objects.filter(catalogue__in=SOME),
    "people": lambda: first(Person.objects.all()),
    "people, next": lambda: later(Person.objects.all()),
    "people of a state": lambda: first(Person.objects.by_fields(state="eastshore")),
    "people of a state, next": lambda: later(Person.objects.by_fields(state="eastshore")),
    "names of people": lambda: PersonName.objects.filter(person__in=SOME),
    "tenures of people": lambda: Tenure.objects.filter(person__in=SOME),
    "tenures at a party on a day": lambda: on_day(Tenure.objects.filter(at=1)),
    "sources, newest first": lambda: Source.objects.order_by("-as_of_latest", "key")[:300],
    "citations of rows": lambda: Citation.objects.filter(subject_type="parties.role", subject_id__in=SOME),
    "citations of a source": lambda: Citation.objects.filter(source=1).order_by("id"),
    "figures of a party": lambda: StatedFigure.objects.filter(subject_type="parties.party", subject_id=1),
    "changes of rows": lambda: Change.objects.filter(subject_type="parties.role", subject_id__in=SOME),
}


@pytest.fixture
def readers(scene: Scene) -> list[Reader]:
    """The public, and an officer who belongs to many audiences."""
    with reading_as(system("plans")):
        for n in range(60):
            intern("lakes", "restricted", (f"guest-{n}",))
    return [public(), Reader.person("an officer", Seat("officer", "lakes"))]


def faults(plan: str) -> list[str]:
    """The lines of a plan that read a whole table, gather a sorting tree or build an index for one question.

    Walking an index in the order of the list is what a page does, up to its hundredth row.
    """
    return [
        line
        for line in plan.splitlines()
        if "TEMP B-TREE" in line or "AUTOMATIC" in line or ("SCAN" in line and "USING" not in line)
    ]


@pytest.mark.parametrize("name", QUERIES)
def test_the_plan_reads_only_what_it_shows(name: str, readers: list[Reader]) -> None:
    for reader in readers:
        with reading_as(reader):
            plan = QUERIES[name]().explain()
            assert faults(plan) == [], f"{reader.name}\n{plan}"


def test_a_walk_through_a_whole_index_has_an_end(readers: list[Reader]) -> None:
    for reader in readers:
        with reading_as(reader):
            for name, query in QUERIES.items():
                rows = query()
                assert "SCAN" not in rows.explain() or rows.query.high_mark is not None, name


def test_a_plan_that_sorts_or_reads_all_is_named(scene: Scene) -> None:
    with reading_as(public()):
        assert len(faults(Role.objects.filter(of=1).order_by("term").explain())) == 1
        assert len(faults(Party.objects.filter(seat="x").order_by("seat").explain())) >= 1
    assert faults("3 0 0 SCAN parties_party") == ["3 0 0 SCAN parties_party"]
    assert connection.vendor == "sqlite"
