"""Where the words of the index stand: an FTS5 table on SQLite, a column with a GIN index on PostgreSQL.

Both keep a set of tokens for each entry and answer the same questions: all, any, and the beginning of a token. Neither
ranks. They are installed after every migration, as the guards are, and named by /healthz when missing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from .asking import AllOf, AnyOf, Expr, Term, changed, terms

NAME = "kit_words"
VOCABULARY = "kit_vocabulary"  # on SQLite: every token there is; it holds nothing of its own
COUNTED = "kit_counted"  # on SQLite: of each entry what is counted, in a third of its room
SPELLED = 100  # tokens up to which a beginning is asked as the tokens that begin so

# Organisation, year and kind in one number.
_FACET = '((COALESCE("of", -1) + 1) << 20) | (year << 6) | kind'
_COUNT = f"INSERT OR REPLACE INTO {COUNTED} SELECT id, audience, {_FACET} FROM kit_entry"

_INSTALL = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5(tokens, tokenize='ascii', detail='none', columnsize=0)",
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {VOCABULARY} USING fts5vocab({NAME}, row)",
        f"CREATE TABLE IF NOT EXISTS {COUNTED} "
        "(id integer PRIMARY KEY, audience integer NOT NULL, facet integer NOT NULL)",
        _COUNT,
    ),
    "postgresql": (
        "ALTER TABLE kit_entry ADD COLUMN IF NOT EXISTS words tsvector",
        # The index alone reads the words: kept out of the row, they leave sixty entries on a page instead of six.
        "ALTER TABLE kit_entry SET (toast_tuple_target = 128)",
        "ALTER TABLE kit_entry ALTER COLUMN words SET STORAGE EXTERNAL",
        f"CREATE INDEX {NAME} ON kit_entry USING gin (words)",
    ),
}
_STANDS = {
    "sqlite": f"SELECT 1 WHERE 3 = (SELECT COUNT(*) FROM sqlite_master "
    f"WHERE type = 'table' AND name IN ('{NAME}', '{VOCABULARY}', '{COUNTED}'))",
    "postgresql": f"SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = '{NAME}'",
}
# The entries with the words of a question. SQLite is told to begin with the words, which few entries have.
_FOUND = {
    "sqlite": f"{NAME} CROSS JOIN kit_entry e ON e.id = {NAME}.rowid WHERE {NAME} MATCH %s",
    "postgresql": "kit_entry e WHERE e.words @@ %s::tsquery",
}
WALKED = 10_000  # hits from which on a walk through the newest entries soon meets a page of them
_SIGNS = {"sqlite": (" AND ", " OR ", "*", " NOT "), "postgresql": (" & ", " | ", ":*", " & !")}
# What takes some milliseconds is neither compiled nor shared out among workers that must be started first.
_BY_WORDS = {"enable_seqscan": "off", "jit": "off", "max_parallel_workers_per_gather": "0"}
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
        written = list(dict.fromkeys(map(write, of)))
        return written[0] if len(written) == 1 else f"({either.join(written)})"

    return write(expr) if unwanted is None else f"({write(expr)}){but_not}({write(unwanted)})"


def spelled(exprs: Sequence[Expr]) -> list[Expr]:
    """The expressions, with a beginning that few tokens have put as these tokens. At most one statement.

    FTS5 makes the list of a beginning anew, merging those of its tokens in pairs: ten times what the tokens cost.
    """
    begun = sorted({term.token for expr in exprs for term in terms(expr) if term.begins})[:SPELLED]
    if connection.vendor != "sqlite" or not begun:
        return list(exprs)
    each = f"SELECT * FROM (SELECT %s, term FROM {VOCABULARY} WHERE term >= %s AND term < %s LIMIT {SPELLED + 1})"
    values = [value for token in begun for value in (token, token, f"{token}~")]
    known: dict[str, list[str]] = {}
    for token, term in fetch(" UNION ALL ".join([each] * len(begun)), values):
        known.setdefault(token, []).append(term)

    def spell(term: Term) -> Expr:
        of = known.get(term.token, []) if term.begins else []
        return AnyOf(tuple(map(Term, of))) if 0 < len(of) <= SPELLED else term

    return [changed(expr, spell) for expr in exprs]


def found() -> str:
    """The entries with the words of a question: what stands behind FROM, with a place for the words."""
    return _FOUND[connection.vendor]


def wholes(audience: str) -> str | None:
    """What `found` says, of `audience` and by a table of what is counted alone; None on PostgreSQL, which needs none.

    Among a million entries this takes a third of the time: what is read lies in a third of the pages.
    """
    if connection.vendor != "sqlite":
        return None
    return f"{NAME} CROSS JOIN {COUNTED} e ON e.id = {NAME}.rowid WHERE {NAME} MATCH %s AND {audience}"


def counted(entries: str, words: object) -> list[tuple[Any, ...]]:
    """Kind, organisation, year and how many of the entries that `wholes` says."""
    rows = fetch(f"SELECT e.facet, COUNT(*) FROM {entries} GROUP BY e.facet", [words])
    return [(facet & 63, (facet >> 20) - 1 if facet >> 20 else None, facet >> 6 & 0x3FFF, n) for facet, n in rows]


def order(hits: int = 0) -> str:
    """What so many hits, as far as that is known, are read in the order of.

    SQLite has them in the order of the words' own rows, unsorted. PostgreSQL would walk through the newest entries and
    look at the words of each; where few have them, it is kept from that.
    """
    if connection.vendor == "sqlite":
        return f"{NAME}.rowid"
    return "e.id" if hits > WALKED else "e.id + 0"


@contextmanager
def by_words() -> Iterator[None]:
    """Statements in here begin with the index of words.

    PostgreSQL reads every entry instead where it expects most to have a word, and does not reckon what it costs to
    fetch the words of each: ten times as much.
    """
    if connection.vendor == "sqlite":
        yield
        return
    inner = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} TO {value}" for name, value in _BY_WORDS.items()))
        yield
        if inner:
            cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _BY_WORDS))


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
            cursor.execute(f"{_COUNT} WHERE {one_of('id', [row[0] for row, _ in entries])}")
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
            for table in (NAME, COUNTED):
                cursor.execute(f"DELETE FROM {table} WHERE {one_of('rowid', ids)}")


def clear() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        for table in ("kit_called", "kit_tied", "kit_entry", "kit_heard"):
            cursor.execute(f"DELETE FROM {table}")
        if connection.vendor == "sqlite":
            cursor.execute(f"DELETE FROM {COUNTED}")
            cursor.execute(f"DROP TABLE IF EXISTS {NAME}")
            for statement in _INSTALL["sqlite"]:
                cursor.execute(statement)


def settle() -> None:
    """What an engine wants after very many entries: one list of each word, and statistics."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {NAME} ({NAME}) VALUES ('optimize')")
        for table in ("kit_entry", "kit_called", "kit_tied", "kit_heard"):
            cursor.execute(f"ANALYZE {table}")
