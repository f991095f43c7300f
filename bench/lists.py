"""Lists on the large record: the ids of a first page and of a page by key, for readers of narrow and wide sight."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import connection

from bench.figures import Figure, durations, percentile, say
from bench.generate import HOSTS, ORGANISATIONS, party_key
from kurultay.kit.dates import possible
from kurultay.kit.pages.cursor import SIZE, after_row
from kurultay.kit.reading import Reader, Seat, public, reading_as
from kurultay.kit.reading.readers import Scope
from kurultay.record.parties.models import Party, Role

LIMIT = 2.0  # ms, p95, for the ids of a page
WHOLE = 10.0  # ms, p95, for a question whose answer is a set of any size
DAY = date(2015, 5, 8)
CALLS, REPEATS = 100, 4


def readers() -> Iterator[Reader]:
    """The public, a delegate with a seat at each organisation of their state, and an officer who is that as well."""
    state = ORGANISATIONS + 7
    seats = [Seat("delegate", party_key(n), party_key(state)) for n in (2, *range(1, ORGANISATIONS, 3))]
    yield public()
    yield Reader.person("a delegate", *seats)
    yield Reader.person("an officer", Seat("officer", party_key(0)), *seats)


def page(rows: Any, after: tuple[str, int] | None = None) -> Any:
    """The ids of one page in alphabetical order, as `kit.pages.cursor.window` asks for them."""
    if after:
        rows = rows.filter(after_row(*after))
    return rows.order_by("sort_key", "id").values_list("id", flat=True)[: SIZE + 1]


def as_of(rows: Any) -> Any:
    """The ids of a party's roles on a day."""
    return rows.filter(possible(DAY)).values_list("id", flat=True)


def queries(chance: random.Random, starts: list[tuple[str, int]]) -> dict[str, Callable[[], Any]]:
    """The named queries, each a maker of a query set with other parameters every time."""
    state = ORGANISATIONS + 1
    return {
        "parties, first page": lambda: page(Party.objects.all()),
        "parties, page by key": lambda: page(Party.objects.all(), chance.choice(starts)),
        "parties of a kind, first page": lambda: page(Party.objects.by_fields(kind="ministry")),
        "parties of a kind, page by key": lambda: page(Party.objects.by_fields(kind="ministry"), chance.choice(starts)),
        "bodies of an organisation, first page": lambda: page(
            Party.objects.by_fields(parent=party_key(chance.randrange(ORGANISATIONS)))
        ),
        "institutions of a state, first page": lambda: page(
            Party.objects.by_fields(state=party_key(state + chance.randrange(100)))
        ),
        "roles of a party on a day": lambda: as_of(Role.objects.filter(of=chance.randrange(1000, HOSTS))),
        "roles of a party on a day, by key": lambda: as_of(
            Role.objects.by_fields(of=party_key(chance.randrange(1000, HOSTS)))
        ),
        "roles a state holds on a day": lambda: as_of(Role.objects.filter(holder=state + chance.randrange(100))),
        "roles a state holds on a day, by key": lambda: as_of(
            Role.objects.by_fields(holder=party_key(state + chance.randrange(100)))
        ),
    }


def plan(rows: Any) -> str:
    """The database's plan for a query."""
    return str(rows.explain(**({"analyze": True} if connection.vendor == "postgresql" else {})))


def measure(reader: Reader, held: Scope, plans: bool) -> Iterator[Figure]:
    """Every named query in one reader's scope."""
    chance = random.Random(7)
    everywhere = Party.objects.filter(id__in=chance.sample(range(1, 50_000), 2000)).values_list("sort_key", "id")
    wide = len(held.audiences() or ())
    for name, make in queries(chance, list(everywhere)).items():
        made = [make() for _n in range(CALLS)]
        # A copy each time, since a query set keeps what it fetched.
        found = durations([lambda rows=rows: list(rows.all()) for rows in made], REPEATS)
        note = f"p50 {percentile(found, 50):.2f} ms, {len(make())} rows"
        most = WHOLE if "day" in name else LIMIT
        yield Figure(f"{name}: {reader.name}, {wide} audiences", percentile(found, 95), "ms p95", most, note=note)
        if plans:
            print(f"-- {name}, {reader.name}\n{plan(make())}")


def scopes(reader: Reader) -> Iterator[Figure]:
    """What looking up a reader's audiences costs, once for each request."""

    def enter() -> None:
        with reading_as(reader) as held:
            held.audiences()

    found = durations([enter] * 20, REPEATS)
    yield Figure(f"audiences of {reader.name}", percentile(found, 95), "ms p95", LIMIT, note="once a request")


def main(*plans: str) -> None:
    """Print the figures; with the plans of all queries when asked."""
    for reader in readers():
        say(scopes(reader))
        with reading_as(reader) as held:
            say(measure(reader, held, bool(plans)))
