"""What SQLite and PostgreSQL do differently, in one place: triggers and exclusion constraints.

They are installed after every migration, since altering a table on SQLite drops its triggers silently, and they are
verified by a system check and by /healthz.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction

from kurultay.kit import registry
from kurultay.kit.finding import engines


@dataclass(frozen=True)
class Guard:
    """A rule the database itself keeps on one table; statements per vendor, named for its table."""

    name: str
    table: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]
    message: str = ""

    @property
    def mark(self) -> str:
        """Short hash of the statements; part of the names in the database, so that a changed guard shows as missing."""
        return hashlib.sha256("".join(self.sqlite + self.postgresql).encode()).hexdigest()[:8]

    @property
    def installed_name(self) -> str:
        return f"{self.name}_{self.mark}"


def _sqlite_refusal(event: str, table: str, message: str, when: str = "") -> str:
    return (
        f'CREATE TRIGGER "{{name}}_{event}" BEFORE {event.upper()} ON "{table}" {when} '
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql_refusal(events: str, table: str, message: str, when: str = "") -> tuple[str, str]:
    return (
        'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ '
        f"BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = '23001'; END $$",
        f'CREATE TRIGGER "{{name}}" BEFORE {events} ON "{table}" FOR EACH ROW {when} EXECUTE FUNCTION "{{name}}"()',
    )


def append_only(table: str, sealed_by: str = "") -> Guard:
    """No row of `table` is changed or deleted; with `sealed_by`, a row may change until that column is filled."""
    message = f"{table} is append-only"
    when_sqlite = f"WHEN OLD.\"{sealed_by}\" <> ''" if sealed_by else ""
    sqlite = (_sqlite_refusal("update", table, message, when_sqlite), _sqlite_refusal("delete", table, message))
    if not sealed_by:
        return Guard(f"{table}_append", table, sqlite, _postgresql_refusal("UPDATE OR DELETE", table, message))
    function = (
        'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF TG_OP = 'UPDATE' AND OLD.\"{sealed_by}\" = '' THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = '23001'; END $$"
    )
    trigger = (
        f'CREATE TRIGGER "{{name}}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{{name}}"()'
    )
    return Guard(f"{table}_append", table, sqlite, (function, trigger))


def no_delete(table: str) -> Guard:
    """Rows of `table` are withdrawn, never deleted."""
    message = f"{table} rows are withdrawn, not deleted"
    return Guard(
        f"{table}_keep",
        table,
        (_sqlite_refusal("delete", table, message),),
        _postgresql_refusal("DELETE", table, message),
    )


CERTAIN = '{row}."since_latest"'
# A name whose first day nobody knows is borne as long as anybody knows.
ALWAYS = '(CASE WHEN {row}."since" = \'\' THEN {row}."since_earliest" ELSE {row}."since_latest" END)'


def no_overlap(name: str, table: str, same: Iterable[str], where: str, message: str, start: str = CERTAIN) -> Guard:
    """Two rows with the same `same` columns that both satisfy `where` never hold certainly on one day.

    Certain days of a row run from `start` to the day before until_earliest. `where` and `start` are SQL over {row}.
    """
    same = tuple(same)
    certain = f'{start} < {{row}}."until_earliest"'
    condition = f'({where}) AND NOT {{row}}."withdrawn" AND {certain}'
    equal = " AND ".join(f'x."{column}" = NEW."{column}"' for column in same)
    clash = (
        f'{condition.replace("{row}", "NEW")} AND EXISTS (SELECT 1 FROM "{table}" x WHERE {equal} '
        f'AND {condition.replace("{row}", "x")} AND x."id" <> COALESCE(NEW."id", 0) '
        f'AND {start.replace("{row}", "x")} < NEW."until_earliest" '
        f'AND {start.replace("{row}", "NEW")} < x."until_earliest")'
    )
    sqlite = tuple(
        f'CREATE TRIGGER "{{name}}_{event}" AFTER {event.upper()} ON "{table}" WHEN {clash} '
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        for event in ("insert", "update")
    )
    columns = ", ".join(f'"{column}" WITH =' for column in same)
    postgresql = (
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{{name}}" EXCLUDE USING gist ({columns}, '
        f'daterange(LEAST({start.replace("{row}.", "")}, "until_earliest"), "until_earliest") WITH &&) '
        f"WHERE ({condition.replace('{row}.', '')})",
    )
    return Guard(name, table, sqlite, postgresql, message)


@contextmanager
def one_state() -> Iterator[None]:
    """All queries of the block read one state of all tables, whatever is written meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":  # SQLite reads so anyway
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def declared() -> list[Guard]:
    """All guards: history append-only, rows never deleted, what apps offer in constraints.py."""
    found = [append_only("kit_act", sealed_by="hash"), append_only("kit_change"), append_only("kit_audience")]
    found += [no_delete(m._meta.db_table) for m in apps.get_models() if hasattr(m, "everything")]
    for module in registry.offers("constraints"):
        found += module.guards
    return found


def guards() -> list[Guard]:
    """The guards of the tables that the database has by now."""
    tables = set(connection.introspection.table_names())
    return [g for g in declared() if g.table in tables]


def refusal(error: Exception) -> str:
    """The sentence of the guard that refused a write; "" where it was none of ours."""
    said = str(error)
    return next((g.message for g in declared() if g.message and (g.installed_name in said or g.message in said)), "")


def install() -> int:
    """Install the guards and the words' index that are missing, drop outdated ones; returns how many were installed."""
    words = engines.install()
    present = _present()
    wanted = {g.installed_name: g for g in guards()}
    with connection.cursor() as cursor:
        for name, table in present.items():
            if name not in wanted:
                _drop(cursor, name, table)
        for name, guard in wanted.items():
            if name not in present:
                for statement in getattr(guard, connection.vendor):
                    cursor.execute(statement.replace("{name}", name))
    return len(wanted.keys() - present.keys()) + words


def missing() -> list[str]:
    """Names of guards that the database does not have, the words' index among them; empty when all stand."""
    present = _present()
    lost = [g.name for g in guards() if g.installed_name not in present]
    return lost if engines.stands() else [*lost, engines.NAME]


def _ours(table: str, name: str) -> str | None:
    """The guard a trigger belongs to: SQLite triggers carry the event after the guard's name."""
    if not table.startswith(tuple(f"{c.label}_" for c in apps.get_app_configs() if c.name.startswith("kurultay."))):
        return None
    for event in ("_insert", "_update", "_delete"):
        if connection.vendor == "sqlite" and name.endswith(event):
            return name[: -len(event)]
    return name


def _present() -> dict[str, str]:
    statement = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname = current_schema() "
        "UNION SELECT x.conname, c.relname FROM pg_constraint x JOIN pg_class c ON c.oid = x.conrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE x.contype = 'x' AND n.nspname = current_schema()",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {ours: table for name, table in cursor.fetchall() if (ours := _ours(table, name))}


def _drop(cursor: object, name: str, table: str) -> None:
    if connection.vendor == "sqlite":
        statements = [f'DROP TRIGGER IF EXISTS "{name}_{event}"' for event in ("insert", "update", "delete")]
    else:
        statements = [
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"',
        ]
    for statement in statements:
        cursor.execute(statement)  # type: ignore[attr-defined]
