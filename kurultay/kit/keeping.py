"""What kit keeps in step with every act, in the act's own transaction: the search index."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from .finding.offered import searchables
from .finding.writing import reindex, things_of


def touched(row: Any, before: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The things whose entries a written row changes, as far as the row itself tells (see writing.things_of)."""
    for thing, way, column, counted in _ways(row.type_name()):
        if counted:
            if any(name in before for name in counted):
                yield thing, way, row.pk
            continue
        yield thing, way, getattr(row, column)
        if column in before:
            yield thing, way, before[column]


def keep(parts: set[tuple[str, str, Any]]) -> None:
    """Make their entries anew."""
    if parts:
        reindex(things_of(parts))


@cache
def _ways(type_name: str) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """The ways from a row of this type to things: type of the thing, way, column of the row, columns that count."""
    found: list[tuple[str, str, str, tuple[str, ...]]] = []
    for thing in searchables():
        if thing.type_name == type_name:
            found.append((thing.type_name, "pk", "pk", ()))
        if way := thing.parts.get(type_name):
            found.append((thing.type_name, way, f"{way.partition('__')[0]}_id", ()))
        if moved := thing.moved.get(type_name):
            found.append((thing.type_name, f"={moved[0]}", "pk", moved[1]))
    return tuple(found)
