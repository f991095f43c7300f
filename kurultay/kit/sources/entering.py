"""What an app offers in its intake.py so that rows of its tables can be imported: row kinds, mostly as plain data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from kurultay.kit.rows import Record


class Wrong(Exception):
    """What is wrong with a row and what to do about it; `key` is the key of the row it is about."""

    def __init__(self, text: str, key: str = "") -> None:
        super().__init__(text)
        self.key = key


@dataclass(frozen=True)
class Row:
    """One row of a file: its leading key and value, its other keys, and the line each stands on."""

    file: str
    line: int
    kind: str
    value: str
    given: Mapping[str, Any]  # text, None, a list of texts or a mapping of texts
    lines: Mapping[str, int] = field(default_factory=dict)


class Entering(Protocol):
    """The import at work, as far as the functions of a row kind need it."""

    def flush(self) -> None:
        """Write the new rows that wait, so that they have numbers."""

    def count(self, model: type[Record], **where: Any) -> int:
        """How many rows of a table have these values, those that wait to be written too."""


def _nothing(*_: Any) -> None:
    return None


def _no_more(_: Row) -> list[Row]:
    return []


def _no_doubts(_: list[Any]) -> list[tuple[Any, str]]:
    return []


def _as_given(values: dict[str, Any], _: Entering) -> dict[str, Any]:
    return values


@dataclass(frozen=True)
class RowKind:
    """One kind of row. `columns` leads from the keys of a row, the leading one too, to the fields of `model`.

    A row stands already when one with the same `identity` (fields) does; identity by other than a key begins with the
    field of the row it belongs to. A new row needs the keys `required` and is written by whoever keeps the row in field
    `kept_with` ("" is the document's keeper alone). Fields in `editorial` are words of the record's own, not of the
    source, and carry no citation; with `whole` the source is cited for the row and not for its fields. A pair of keys
    in `symmetric` says the same in either order.
    """

    model: type[Record]
    columns: Mapping[str, str]
    identity: tuple[str, ...] = ("key",)
    required: tuple[str, ...] = ()
    kept_with: str = ""
    editorial: frozenset[str] = frozenset()
    whole: bool = False
    lists: frozenset[str] = frozenset()  # further keys, which `expand` turns into rows of their own
    expand: Callable[[Row], list[Row]] = _no_more
    arrange: Callable[[dict[str, Any], Entering], dict[str, Any]] = _as_given  # put values in order before use
    complete: Callable[[Any, Entering], None] = _nothing  # fill what follows from the values of a new row
    settle: Callable[[list[Any]], None] = _nothing  # at the end: bring the rows that new ones belong to in step
    doubts: Callable[[list[Any]], Iterable[tuple[Any, str]]] = _no_doubts  # what is odd about rows written
    symmetric: tuple[str, ...] = ()
