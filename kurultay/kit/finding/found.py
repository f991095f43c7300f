"""Finding: how many things a question finds, by kind, organisation, year and party, and one page of them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

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
    is_ranked: bool = True  # whether the hits are in order of nearness


class Asked(NamedTuple):
    """What the entries of hits satisfy, in SQL behind FROM; the words come first among its values."""

    sql: str
    values: tuple[object, ...]
    parts: str | None  # the words of parts that a narrower audience reads, where words are all that is asked


def find(question: str, narrowed: Narrowed, after: str = "", size: int = PAGE) -> Found:
    """Ask the index in the sight of the reader. At most eight statements, however much is found.

    The order is by nearness where at most RANKED things are found, else by day; the same on both databases. Raises
    ValueError for a cursor that is none.
    """
    found = Found(understood(question))
    clauses = list(found.meant.clauses)
    wanted = all_of(clauses)
    asked = _asked(wanted, any_unwanted(clauses), narrowed)
    if wanted is not None and asked is not None:
        with engines.by_words():
            _answer(found, asked, wanted, after, size)
    return found


def _answer(found: Found, asked: Asked, wanted: Expr, after: str, size: int) -> None:
    """Count what is asked, and put one page of it in order."""
    few = _few(asked)
    if few is not None:
        _count(found, few)
        found.parties = Counter()
        if numbers := [row[4] for row in few]:
            found.parties = _parties(", ".join(map(str, numbers)), (), once=False)
            _ranked(found, numbers, wanted, after, size)
        return
    counted, found.is_ranked = _counted(asked), False
    _count(found, counted.rows)
    if found.total <= PARTIES:
        found.parties = _parties(f"SELECT e.id FROM {counted.entries}", asked.values, once=counted.once)
    _newest(found, asked, after, size)


def _asked(wanted: Expr | None, unwanted: Expr | None, narrowed: Narrowed) -> Asked | None:
    """Sight, words and filters in one condition; None where nothing can satisfy it."""
    sight = sighted.condition()
    if sight is None or wanted is None or narrowed.nothing:
        return None
    entries = engines.found()
    spelled = engines.spelled([wanted] if unwanted is None else [wanted, unwanted])
    parts, values = [entries, sight], [engines.said(*spelled)]
    equal = {column: getattr(narrowed, column) for column in ("kind", "of", "year")}
    parts += [f'e."{column}" = {int(number)}' for column, number in equal.items() if number is not None]
    if narrowed.party is not None:
        parts.append(f"EXISTS (SELECT 1 FROM kit_tied t WHERE t.entry_id = e.id AND t.party = {int(narrowed.party)})")
    if narrowed.until is not None:
        parts.append("e.begins <= %s")
        values.append(narrowed.until.isoformat())
    if unwanted is not None:  # nor may a part of the thing have it that a narrower audience reads
        parts.append(f"e.id / {PLACES} NOT IN (SELECT e.id / {PLACES} FROM {entries} AND {sight})")
        values.append(engines.said(AllOf((Term(PART), spelled[1]))))
    of_parts = engines.said(AllOf((Term(PART), spelled[0]))) if len(parts) == 2 else None
    return Asked(" AND ".join(parts), tuple(values), of_parts)


def _few(asked: Asked) -> list[tuple[Any, ...]] | None:
    """All entries of a small result, as _counted tells them, each with its number; None where there are too many."""
    most = 2 * RANKED
    by = 'e.kind, e."of", e.year'
    rows = engines.fetch(f"SELECT {by}, 1, e.id FROM {asked.sql} LIMIT {most + 1}", asked.values)
    things = {row[4] // PLACES for row in rows}
    return rows if len(rows) <= most and len(things) <= RANKED else None


class Counted(NamedTuple):
    """Kind, organisation, year and how many; the entries in SQL, as Asked has them, and whether no thing has two."""

    rows: list[tuple[Any, ...]]
    entries: str
    once: bool


def _counted(asked: Asked) -> Counted:
    """How many; a thing that is found by what several audiences read counts once."""
    by = 'e.kind, e."of", e.year'
    wholes = engines.wholes(sighted.of_wholes()) if asked.parts is not None else None
    if wholes is not None and not engines.fetch(f"SELECT 1 FROM {asked.sql} LIMIT 1", [asked.parts]):
        return Counted(engines.counted(wholes, asked.values[0]), wholes, True)
    narrow = f"SUM(CASE WHEN (e.id & {PLACES - 1}) > 0 THEN 1 ELSE 0 END)"
    rows = engines.fetch(f"SELECT {by}, COUNT(*), {narrow} FROM {asked.sql} GROUP BY {by}", asked.values)
    once = not any(row[4] for row in rows)
    if not once:
        of_things = f"SELECT DISTINCT e.id / {PLACES} AS thing, {by} FROM {asked.sql}"
        by = 'kind, "of", year'
        rows = engines.fetch(f"SELECT {by}, COUNT(*) FROM ({of_things}) o GROUP BY {by}", asked.values)
    return Counted([row[:4] for row in rows], asked.sql, once)


def _count(found: Found, rows: list[tuple[Any, ...]]) -> None:
    """Put the numbers together; entries, which have a number of their own, are counted once for each thing."""
    seen: set[int] = set()
    for kind, of, year, count, *number in rows:
        if number:
            thing = number[0] // PLACES
            if thing in seen:
                continue
            seen.add(thing)
        found.total += count
        found.kinds[kind] += count
        if of is not None:
            found.organisations[of] += count
        if year:
            found.years[year] += count


def _parties(entries: str, values: tuple[object, ...], *, once: bool) -> Counter[int]:
    """How many things of these entries, a list or a statement, concern each party; `once` if none has two of them."""
    many = "*" if once else f"DISTINCT t.entry_id / {PLACES}"
    rows = engines.fetch(
        f"SELECT t.party, COUNT({many}) FROM kit_tied t WHERE t.entry_id IN ({entries}) GROUP BY t.party", values
    )
    return Counter(dict(rows))


def _ranked(found: Found, numbers: list[int], wanted: Expr, after: str, size: int) -> None:
    """All hits with their ranks, and of these one page. Two statements."""
    named = of_names(wanted)
    ways = [(IN_NAME, named), (NAME_WORDS, exactly(named)), (WORDS, exactly(wanted))]
    known = [(rank, expr) for rank, expr in ways if expr is not None]
    spelled = engines.spelled([expr for _rank, expr in known])
    asking = [(rank, engines.said(expr)) for (rank, _expr), expr in zip(known, spelled, strict=True)]
    among = engines.one_of("e.id", numbers)
    each = (f"SELECT {rank}, e.id / {PLACES} FROM {engines.found()} AND {among}" for rank, _said in asking)
    ranks = dict.fromkeys((number // PLACES for number in numbers), NEAR)
    for rank, number in engines.fetch(" UNION ALL ".join(each), [said for _rank, said in asking]):
        ranks[number] = min(rank, ranks[number])
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
    by, most, numbers = engines.order(found.total), 2 * (size + 1), list[int]()
    while True:
        statement = f"SELECT e.id / {PLACES} FROM {asked.sql}{below} ORDER BY {by} DESC LIMIT {most}"
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
