"""Finding: how many things a question finds, by kind, organisation, year and party, and one page of them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from . import engines, sighted
from .asking import AllOf, Expr, Term, all_of, any_unwanted, exactly, of_names
from .hearing import Meant, Thing, understood
from .offered import searchables
from .writing import PART, PLACES, thing_of

PAGE = 25
RANKED = 1000  # so many hits are put in order of nearness; more are the newest first
PARTIES = 10_000  # hits up to which the parties they concern are counted
NAMED, NAME_WORDS, IN_NAME, WORDS, NEAR = range(5)  # ranks


@dataclass(frozen=True)
class Narrowed:
    """What a question is narrowed to; numbers of rows that the reader may see, or None."""

    kind: int | None = None  # place of the type
    of: int | None = None
    party: int | None = None
    year: int | None = None
    until: date | None = None  # what begins later is left out
    nothing: bool = False  # a filter names what is not there


class Hit(NamedTuple):
    """A thing found, how near it is to the question, and the number it is sorted by."""

    thing: Thing
    rank: int
    number: int


@dataclass
class Found:
    """What a question finds in the sight of who asks."""

    meant: Meant
    total: int = 0
    kinds: Counter[int] = field(default_factory=Counter)
    organisations: Counter[int] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    parties: Counter[int] | None = None  # None where there are too many hits to count them
    hits: list[Hit] = field(default_factory=list)
    next: str = ""

    @property
    def is_ranked(self) -> bool:
        return self.total <= RANKED


class Asked(NamedTuple):
    """What the entries of hits satisfy, in SQL behind FROM; the words come first among its values."""

    sql: str
    values: tuple[object, ...]
    unwanted: Expr | None

    def but(self, expr: Expr) -> "Asked":
        """The same for other words."""
        return self._replace(values=(engines.said(expr, self.unwanted), *self.values[1:]))


def find(question: str, narrowed: Narrowed, after: str = "", size: int = PAGE) -> Found:
    """Ask the index in the sight of the reader. At most six statements, however much is found.

    The order is by nearness where at most RANKED things are found, else by day; the same on both databases. Raises
    ValueError for a cursor that is none.
    """
    found = Found(understood(question))
    clauses = list(found.meant.clauses)
    wanted = all_of(clauses)
    asked = _asked(wanted, any_unwanted(clauses), narrowed)
    if wanted is None or asked is None:
        return found
    _count(found, asked)
    if found.total <= PARTIES:
        found.parties = _parties(asked) if found.total else Counter()
    if not found.total:
        return found
    if found.is_ranked:
        _ranked(found, asked, wanted, after, size)
    else:
        _newest(found, asked, after, size)
    return found


def _asked(wanted: Expr | None, unwanted: Expr | None, narrowed: Narrowed) -> Asked | None:
    """Sight, words and filters in one condition; None where nothing can satisfy it."""
    sight = sighted.condition()
    if sight is None or wanted is None or narrowed.nothing:
        return None
    entries = engines.found()
    parts, values = [entries, sight], [engines.said(wanted, unwanted)]
    equal = {column: getattr(narrowed, column) for column in ("kind", "of", "year")}
    parts += [f'e."{column}" = {int(number)}' for column, number in equal.items() if number is not None]
    if narrowed.party is not None:
        parts.append(f"EXISTS (SELECT 1 FROM kit_tied t WHERE t.entry_id = e.id AND t.party = {int(narrowed.party)})")
    if narrowed.until is not None:
        parts.append("e.begins <= %s")
        values.append(narrowed.until.isoformat())
    if unwanted is not None:  # nor may a part of the thing have it that a narrower audience reads
        parts.append(f"e.id / {PLACES} NOT IN (SELECT e.id / {PLACES} FROM {entries} AND {sight})")
        values.append(engines.said(AllOf((Term(PART), unwanted))))
    return Asked(" AND ".join(parts), tuple(values), unwanted)


def _count(found: Found, asked: Asked) -> None:
    """The exact numbers; a thing that is found by what several audiences read counts once."""
    by = 'e.kind, e."of", e.year'
    narrow = f"SUM(CASE WHEN (e.id & {PLACES - 1}) > 0 THEN 1 ELSE 0 END)"
    rows = engines.fetch(f"SELECT {by}, COUNT(*), {narrow} FROM {asked.sql} GROUP BY {by}", asked.values)
    if any(row[4] for row in rows):
        once = f"SELECT DISTINCT e.id / {PLACES} AS thing, {by} FROM {asked.sql}"
        rows = engines.fetch(
            f'SELECT kind, "of", year, COUNT(*), 0 FROM ({once}) o GROUP BY kind, "of", year', asked.values
        )
    for kind, of, year, count, _narrow in rows:
        found.total += count
        found.kinds[kind] += count
        if of is not None:
            found.organisations[of] += count
        if year:
            found.years[year] += count


def _parties(asked: Asked) -> Counter[int]:
    rows = engines.fetch(
        f"SELECT t.party, COUNT(DISTINCT t.entry_id / {PLACES}) FROM kit_tied t "
        f"WHERE t.entry_id IN (SELECT e.id FROM {asked.sql}) GROUP BY t.party",
        asked.values,
    )
    return Counter(dict(rows))


def _ranked(found: Found, asked: Asked, wanted: Expr, after: str, size: int) -> None:
    """All hits with their ranks, and of these one page. One statement."""
    named = of_names(wanted)
    ways = [(NEAR, wanted), (IN_NAME, named), (NAME_WORDS, exactly(named)), (WORDS, exactly(wanted))]
    asking = [(rank, asked.but(expr)) for rank, expr in ways if expr is not None]
    statement = " UNION ALL ".join(f"SELECT {rank}, e.id / {PLACES} FROM {part.sql}" for rank, part in asking)
    ranks: dict[int, int] = {}
    for rank, number in engines.fetch(statement, [value for _, part in asking for value in part.values]):
        ranks[number] = min(rank, ranks.get(number, NEAR))
    bearers = set(found.meant.bearers)
    keys = sorted((_rank(_thing(n), rank, bearers), -n) for n, rank in ranks.items())
    if after:
        rank, number = _cursor(after, "r")
        keys = [key for key in keys if key > (rank, -number)]
    found.hits = [Hit(_thing(-n), rank, -n) for rank, n in keys[:size]]
    if len(keys) > size:
        found.next = f"r{found.hits[-1].rank}-{found.hits[-1].number}"


def _rank(thing: Thing, rank: int, bearers: set[Thing]) -> int:
    """The rank of a thing by its words; before all stands who bears the whole question as a name."""
    if searchables()[thing.place].beside:
        return max(rank, WORDS)
    return NAMED if thing in bearers else rank


def _newest(found: Found, asked: Asked, after: str, size: int) -> None:
    """One page of the hits by day. One statement, and another where many audiences read the same things."""
    values, below = list(asked.values), ""
    if after:
        below = " AND e.id < %s"
        values.append(_cursor(after, "n")[1] * PLACES)
    most, numbers = 2 * (size + 1), list[int]()
    while True:
        statement = f"SELECT e.id / {PLACES} FROM {asked.sql}{below} ORDER BY {engines.order()} DESC LIMIT {most}"
        rows = engines.fetch(statement, values)
        numbers = list(dict.fromkeys(row[0] for row in rows))
        if len(numbers) > size or len(rows) < most:
            break
        most *= 4
    found.hits = [Hit(_thing(number), NEAR, number) for number in numbers[:size]]
    if len(numbers) > size:
        found.next = f"n0-{found.hits[-1].number}"


def _thing(number: int) -> Thing:
    return Thing(*thing_of(number * PLACES))


def _cursor(text: str, order: str) -> tuple[int, int]:
    """Rank and number of the last hit seen."""
    match = re.fullmatch(rf"{order}([0-4])-(\d{{1,18}})", text, re.ASCII)
    if match is None:
        raise ValueError(f"{text!r} is not a place in this list.")
    return int(match[1]), int(match[2])
