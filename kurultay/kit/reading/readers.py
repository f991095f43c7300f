"""Who reads at the moment: the scope of a reader, and the refusal where there is none."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from . import clearance
from .seats import Reader, Seat

__all__ = [
    "NobodyReads",
    "Reader",
    "Scope",
    "Seat",
    "current",
    "public",
    "reading_as",
    "reading_as_nobody",
    "scope",
    "system",
]


class NobodyReads(RuntimeError):  # a sentence, as the other refusals are
    """A record was queried outside a reader's scope."""

    def __init__(self, what: str = "The record") -> None:
        super().__init__(
            f"{what} was queried by nobody. Wrap the query in `with reading_as(reader):`; "
            "in a page the policy of its URL does this."
        )


@dataclass
class Scope:
    """One reader at work; the audiences are looked up once, at the first query."""

    reader: Reader
    _audiences: frozenset[int] | None = field(default=None, repr=False)
    _sql: str = ""
    _rows: Mapping[int, Any] = field(default_factory=dict, repr=False)
    outer: "Scope | None" = field(default=None, repr=False)

    def audiences(self) -> frozenset[int] | None:
        """Ids of the audiences this reader belongs to; None is every audience (the system)."""
        if self.reader.is_system:
            return None
        if self._audiences is None:
            found = clearance.clearance_of(self.reader)
            self._audiences, self._sql, self._rows = found.audiences, found.sql, found.rows
        return self._audiences

    def read_already(self) -> Mapping[int, Any]:
        """The audiences, by number, that were read to find out which of them the reader belongs to."""
        self.audiences()
        return self._rows

    def sql(self) -> str:
        """The ids as an SQL list; integers only, so nothing can be injected."""
        self.audiences()
        return self._sql

    def forget(self) -> None:
        """Look the audiences up again, here and in the scopes around: one was interned, or a membership changed."""
        self._audiences = None
        if self.outer is not None:
            self.outer.forget()


_scope: ContextVar[Scope | None] = ContextVar("reading_scope", default=None)


def scope(what: str = "The record") -> Scope:
    """The scope in force; raises NobodyReads outside one."""
    found = _scope.get()
    if found is None:
        raise NobodyReads(what)
    return found


def current() -> Reader:
    """The reader in force; raises NobodyReads outside a scope."""
    return scope().reader


def public() -> Reader:
    """Anybody, not signed in."""
    return Reader("public", "public")


def system(name: str) -> Reader:
    """The installation itself at a named task, e.g. `system("import")`; it sees every row."""
    if not name:
        raise ValueError("The system reads under a name: say which task, e.g. system('import').")
    return Reader("system", name)


@contextmanager
def reading_as(reader: Reader) -> Iterator[Scope]:
    """Everything queried inside the block is read by `reader`; scopes nest and end with their block."""
    held = Scope(reader, outer=_scope.get())
    token = _scope.set(held)
    try:
        yield held
    finally:
        _scope.reset(token)


@contextmanager
def reading_as_nobody() -> Iterator[None]:
    """No query for a record row may happen inside the block; each fails."""
    token = _scope.set(None)
    try:
        yield
    finally:
        _scope.reset(token)
