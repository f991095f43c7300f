"""Where the words of the index stand: an FTS5 table on SQLite, a column with a GIN index on PostgreSQL.

Both keep a set of tokens for each entry and answer the same questions: all, any, and the beginning of a token. Neither
ranks. They are installed after every migration, as the guards are, and named by /healthz when missing.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from .asking import AllOf, Expr, Term

NAME = "kit_words"

_INSTALL = {
    "sqlite": (f"CREATE VIRTUAL TABLE {NAME} USING fts5(tokens, tokenize='ascii', detail='none', columnsize=0)",),
    "postgresql": (
        "ALTER TABLE kit_entry ADD COLUMN IF NOT EXISTS words tsvector",
        # The index alone reads the words: kept out of the row, they leave sixty entries on a page instead of six.
        "ALTER TABLE kit_entry SET (toast_tuple_target = 128)",
        "ALTER TABLE kit_entry ALTER COLUMN words SET STORAGE EXTERNAL",
        f"CREATE INDEX {NAME} ON kit_entry USING gin (words)",
    ),
}
_STANDS = {
    "sqlite": f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{NAME}'",
    "postgresql": f"SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = '{NAME}'",
}
# The entries with the words of a question. SQLite is told to begin with the words, which few entries have.
_FOUND = {
    "sqlite": f"{NAME} CROSS JOIN kit_entry e ON e.id = {NAME}.rowid WHERE {NAME} MATCH %s",
    "postgresql": "kit_entry e WHERE e.words @@ %s::tsquery",
}
_ORDER = {"sqlite": f"{NAME}.rowid", "postgresql": "e.id"}
_SIGNS = {"sqlite": (" AND ", " OR ", "*", " NOT "), "postgresql": (" & ", " | ", ":*", " & !")}
_ONE_OF = {"sqlite": "{column} IN ({ids})", "postgresql": "{column} = ANY ('{{{ids}}}'::bigint[])"}
_COLUMNS = ("id", "kind", "subject", "audience", "within", "of", "year", "begins")


def stands() -> bool:
    """Whether the database has the table or the index of words."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDS[connection.vendor])
        return cursor.fetchone() is not None


def install() -> bool:
    """Put it in place where it is missing and the entries' table is there; whether it did."""
    if "kit_entry" not in connection.introspection.table_names() or stands():
        return False
    with connection.cursor() as cursor:
        for statement in _INSTALL[connection.vendor]:
            cursor.execute(statement)
    return True


def said(expr: Expr, unwanted: Expr | None = None) -> str:
    """An expression in the engine's language, without what is not wanted."""
    both, either, beginning, but_not = _SIGNS[connection.vendor]

    def write(part: Expr) -> str:
        if isinstance(part, Term):
            return part.token + beginning * part.begins
        if isinstance(part, AllOf):
            return f"({both.join(map(write, part.of))})"
        begun = {term.token for term in part.of if isinstance(term, Term) and term.begins}
        # A token is among those that begin with it.
        of = [t for t in part.of if not (isinstance(t, Term) and not t.begins and t.token in begun)]
        return write(of[0]) if len(of) == 1 else f"({either.join(map(write, of))})"

    return write(expr) if unwanted is None else f"({write(expr)}){but_not}({write(unwanted)})"


def found() -> str:
    """The entries with the words of a question: what stands behind FROM, with a place for the words."""
    return _FOUND[connection.vendor]


def order() -> str:
    """The column in whose order hits are read: SQLite has them in the order of the words' own rows, unsorted."""
    return _ORDER[connection.vendor]


def one_of(column: str, ids: Collection[int]) -> str:
    """The condition that a column holds one of these numbers; numbers only, so nothing can be injected."""
    if not ids:
        return "1 = 0"
    if len(ids) == 1:
        return f"{column} = {next(iter(ids))}"
    return _ONE_OF[connection.vendor].format(column=column, ids=", ".join(str(int(n)) for n in sorted(ids)))


def fetch(statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def put(entries: Sequence[tuple[tuple[Any, ...], Collection[str]]]) -> None:
    """Add entries, each with its columns in the order of _COLUMNS and its tokens."""
    if not entries:
        return
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    places = ", ".join(["%s"] * len(_COLUMNS))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO kit_entry ({columns}) VALUES ({places})", [row for row, _ in entries])
            rows = [(row[0], " ".join(words)) for row, words in entries]
            cursor.executemany(f"INSERT OR REPLACE INTO {NAME} (rowid, tokens) VALUES (%s, %s)", rows)
        else:
            cursor.executemany(
                f"INSERT INTO kit_entry ({columns}, words) VALUES ({places}, array_to_tsvector(%s::text[]))",
                [(*row, list(words)) for row, words in entries],
            )


def drop(ids: Collection[int]) -> None:
    """Remove entries with their words, names and ties."""
    if not ids:
        return
    with connection.cursor() as cursor:
        for table, column in (("kit_called", "entry_id"), ("kit_tied", "entry_id"), ("kit_entry", "id")):
            cursor.execute(f"DELETE FROM {table} WHERE {one_of(column, ids)}")
        if connection.vendor == "sqlite":
            cursor.execute(f"DELETE FROM {NAME} WHERE {one_of('rowid', ids)}")


def clear() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        for table in ("kit_called", "kit_tied", "kit_entry", "kit_heard"):
            cursor.execute(f"DELETE FROM {table}")
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TABLE IF EXISTS {NAME}")
            cursor.execute(_INSTALL["sqlite"][0])


def settle() -> None:
    """What an engine wants after very many entries: one list of each word, and statistics."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {NAME} ({NAME}) VALUES ('optimize')")
        for table in ("kit_entry", "kit_called", "kit_tied", "kit_heard"):
            cursor.execute(f"ANALYZE {table}")
