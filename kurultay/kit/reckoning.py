"""Rows that follow from rows of the record: rewritten inside the act that changes these, without a history of theirs.

An app that keeps such rows offers `derived.py` with `follow(touched)`, `check()` and `rebuild()`. Losing them loses
nothing: `kurultay reckon` writes them anew, and `kurultay check` compares.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from kurultay.kit import registry

BATCH = 400
Touched = dict[type[models.Model], set[int]]


def follow(touched: Touched) -> None:
    """Every app's derived rows follow the rows that the act in force wrote."""
    for module in registry.offers("derived"):
        module.follow(touched)


def check() -> str | None:
    """The first derived row that is not what it follows from, as a sentence; None where all are."""
    return next((said for module in registry.offers("derived") if (said := module.check())), None)


def rebuild() -> int:
    """Write all derived rows anew; returns from how many rows of the record."""
    return sum(module.rebuild() for module in registry.offers("derived"))


def replace(model: type[models.Model], owner: str, owners: Iterable[int], rows: Iterable[Mapping[str, Any]]) -> None:
    """The derived rows of these owners (numbers in the column `owner`) give way to `rows`, given by column."""
    table, numbers = model._meta.db_table, sorted(owners)
    with connection.cursor() as cursor:
        for batch in _batches(numbers):
            places = ", ".join(["%s"] * len(batch))
            cursor.execute(f'DELETE FROM "{table}" WHERE "{owner}" IN ({places})', batch)
        _insert(cursor, model, rows, "")


def add(model: type[models.Model], by: Sequence[str], amounts: Mapping[tuple[Any, ...], Sequence[int]]) -> None:
    """Add to the counters of a table: `by` names the columns of its one unique key, the rest are what is counted.

    Counters that come to nought leave. The keys are taken in one order, so that two acts never wait for each other.
    """
    counted = [str(f.column) for f in model._meta.concrete_fields if not f.primary_key and f.column not in by]
    table = model._meta.db_table
    sums = ", ".join(f'"{c}" = "{table}"."{c}" + excluded."{c}"' for c in counted)
    keys = ", ".join(f'"{c}"' for c in by)
    rows = [dict(zip([*by, *counted], [*key, *amounts[key]], strict=True)) for key in sorted(amounts)]
    with connection.cursor() as cursor:
        _insert(cursor, model, (row for row in rows if any(row[c] for c in counted)), f"({keys}) DO UPDATE SET {sums}")
        if any(value < 0 for amount in amounts.values() for value in amount):
            nought = " AND ".join(f'"{c}" = 0' for c in counted)
            cursor.execute(f'DELETE FROM "{table}" WHERE {nought}')


def empty(model: type[models.Model]) -> None:
    """Take all rows out of a derived table."""
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def _insert(cursor: Any, model: type[models.Model], rows: Iterable[Mapping[str, Any]], conflict: str) -> None:
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    names = ", ".join(f'"{f.column}"' for f in fields)
    line = "(" + ", ".join(["%s"] * len(fields)) + ")"
    tail = f" ON CONFLICT {conflict}" if conflict else ""
    days = {f.column for f in fields if isinstance(f, models.DateField)}
    stored = connection.ops.adapt_datefield_value  # all other columns are numbers, texts and booleans, as they are
    columns = [str(f.column) for f in fields]
    values = ([stored(row[c]) if c in days else row[c] for c in columns] for row in rows)
    for batch in _batches(values, BATCH // 4):
        held = [value for row in batch for value in row]
        lines = ", ".join([line] * len(batch))
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {lines}{tail}', held)


def _batches(items: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
