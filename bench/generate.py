"""Generates the large record: parties, names and roles by the million, in audiences as large organisations have them.

The rows go past the acts, straight into the tables: history of a million invented rows would measure nothing. What
is generated follows from a fixed seed.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from bench.actions import enter
from kurultay.kit.acting.models import Act
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.models import MEMBERS, RESTRICTED, intern
from kurultay.record.parties.models import Party, PartyName, Role

ORGANISATIONS = 60  # each keeps one larger audience: its members
SMALL = 3000  # audiences that name one party each
STATES = 200
HOSTS = 20_000  # organisations and bodies in which roles are held
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
SYLLABLES = [
    "ak",
    "al",
    "ar",
    "bai",
    "ber",
    "bol",
    "dan",
    "dar",
    "el",
    "er",
    "gul",
    "han",
    "is",
    "kar",
    "kent",
    "kul",
    "lar",
    "mer",
    "nur",
    "or",
    "sar",
    "sen",
    "tal",
    "tem",
    "tur",
    "ul",
    "yar",
    "zan",
]
OTHER_KINDS = ("ministry", "agency", "unit", "research-centre", "network", "programme", "forum", "other")


def party_key(n: int) -> str:
    """Key of the n-th generated party: first the organisations, then the states, then bodies, then all else."""
    return f"bench-{n:07d}"


def kind_of(n: int) -> str:
    """Kind of the n-th generated party."""
    if n < ORGANISATIONS:
        return "organisation"
    if n < ORGANISATIONS + STATES:
        return "state"
    return "body" if n < HOSTS else OTHER_KINDS[n % len(OTHER_KINDS)]


def main(parties: str, roles: str) -> None:
    """Migrate an empty database and fill it; `parties` is more than HOSTS."""
    fill_all(int(parties), int(roles))


def fill_all(parties: int, roles: int) -> None:
    """All rows in one transaction; then what an installation does after a large load."""
    call_command("migrate", interactive=False, verbosity=0)
    enter([], by=system("bench"), reason="generated")
    with reading_as(system("bench")), transaction.atomic():
        act = Act.objects.values_list("pk", flat=True).get()
        audiences = [intern("").pk], *restricted()
    chance = random.Random(20231103)
    names = [(name, sort_key(name, "en")) for name in (_name(chance) for _n in range(parties))]
    with transaction.atomic():
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA defer_foreign_keys=ON")
        fill(Party, _parties(chance, names, audiences, act))
        fill(PartyName, _names(names, audiences[0][0], act))
        fill(Role, _roles(chance, parties, roles, audiences, act))
    _settle()


def _settle() -> None:
    """Statistics for the planner; on SQLite the log is folded in."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA optimize=0x10002")
        else:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Party, PartyName, Role]):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")


def restricted() -> tuple[list[int], list[int]]:
    """The larger audiences, one for each organisation, and the small ones, kept by five organisations in turn."""
    large = [intern(party_key(n), MEMBERS).pk for n in range(ORGANISATIONS)]
    parties = [party_key(ORGANISATIONS + n % STATES) for n in range(SMALL)]
    others = [party_key(HOSTS + n) for n in range(SMALL)]
    small = [
        intern(party_key(n % 5), RESTRICTED, (state, other)).pk
        for n, (state, other) in enumerate(zip(parties, others, strict=True))
    ]
    return large, small


def audience(chance: random.Random, audiences: tuple[list[int], list[int], list[int]]) -> int:
    """85 of 100 rows are public, 12 are for the members of an organisation, 3 for few."""
    lot = chance.random()
    return chance.choice(audiences[0 if lot < 0.85 else 1 if lot < 0.97 else 2])


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _n in range(2))


def _parties(chance: random.Random, names: list[tuple[str, str]], audiences: Any, act: int) -> Iterator[dict[str, Any]]:
    for n, (name, key) in enumerate(names):
        yield {
            "id": n + 1,
            "key": party_key(n),
            "kind": kind_of(n),
            "parent_id": n % ORGANISATIONS + 1 if kind_of(n) == "body" else None,
            "state_id": ORGANISATIONS + n % STATES + 1 if n >= HOSTS else None,
            "seat": name.partition(" ")[0],
            "sort_key": key,
            "audience_id": audiences[0][0] if n < HOSTS else audience(chance, audiences),
            "last_act_id": act,
            **period(None, None),
        }


def _names(names: list[tuple[str, str]], public: int, act: int) -> Iterator[dict[str, Any]]:
    for n, (name, key) in enumerate(names):
        yield {
            "id": n + 1, "text": name, "lang": "en", "script": "Latn", "kind": "short", "primary": True,
            "sort_key": key, "party_id": n + 1, "audience_id": public, "last_act_id": act, **period(None, None),
        }  # fmt: skip


def _held(chance: random.Random, parties: int, roles: int) -> Iterator[tuple[int, int, str, date, date | None]]:
    """Who holds what in what, and when: (of, holder, kind, since, until).

    Each state is a member of every third organisation, which its delegate's sight rests on. Beyond that few
    organisations have many roles and most have few; half of the roles are held by states.
    """
    for of in range(ORGANISATIONS):
        for state in range(of % 3, STATES, 3):
            yield of, ORGANISATIONS + state, "member", date(1995, 1, 1) + timedelta(days=of + state), None
    for n in range(roles - ORGANISATIONS * STATES // 3):
        of = int(HOSTS * chance.random() ** 2)
        holder = ORGANISATIONS + chance.randrange(STATES) if n % 2 else chance.randrange(HOSTS, parties)
        since = date(1992, 1, 1) + timedelta(days=chance.randrange(12000))
        until = None if chance.random() < 0.6 else since + timedelta(days=chance.randrange(1, 6000))
        if of != holder and kind_of(of) != "state":
            yield (
                of,
                holder,
                chance.choice(("member", "member", "member", "observer", "partner", "guest")),
                since,
                until,
            )


def _roles(chance: random.Random, parties: int, roles: int, audiences: Any, act: int) -> Iterator[dict[str, Any]]:
    for n, (of, holder, kind, since, until) in enumerate(_held(chance, parties, roles)):
        yield {
            "id": n + 1, "key": f"bench-role-{n:07d}", "kind": kind, "of_id": of + 1, "holder_id": holder + 1,
            "audience_id": audience(chance, audiences), "last_act_id": act, **period(since, until),
        }  # fmt: skip


def period(since: date | None, until: date | None) -> dict[str, Any]:
    """The six columns of a period; a start that is not known, an end that is still to come."""
    return {
        "since": since.isoformat() if since else "",
        "since_earliest": since or FIRST,
        "since_latest": since or LAST,
        "until": until.isoformat() if until else "..",
        "until_earliest": until or LAST,
        "until_latest": until or LAST,
    }


def fill(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows given by column past the acts, which a bench may and nothing else does."""
    columns = [f.column for f in model._meta.concrete_fields]
    defaults = {f.column: f.get_default() for f in model._meta.concrete_fields}
    named = ", ".join(f'"{c}"' for c in columns)
    table = model._meta.db_table
    values = ([row.get(c, defaults[c]) for c in columns] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
            return
        places = ", ".join("?" * len(columns))
        days = [i for i, f in enumerate(model._meta.concrete_fields) if isinstance(f, models.DateField)]
        cursor.connection.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({places})', _texts(values, days))


def _texts(rows: Iterable[list[Any]], days: list[int]) -> Iterator[list[Any]]:
    """Days as the text SQLite keeps."""
    for row in rows:
        for i in days:
            row[i] = row[i].isoformat()
        yield row
