"""Rows of an export are put back: new ones as they were, with what sources say of them; those that stand, compared."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any

from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import Row, RowKind, Wrong
from kurultay.kit.sources.values import as_text

from .desk import Desk
from .kinds import keys_wanted
from .memory import Follows, Memory
from .problems import MOST, nearest
from .reading import Document
from .report import NEW, UNCHANGED, Report
from .returned import Saying, audience_of
from .said import CITED, FIGURES, One, ones
from .shelf import SOURCES, Held, Names, Shelf, is_named, keys_of, word_of
from .values import value_of
from .waiting import Waiting

_BESIDE = frozenset({"keeper", "marking", "named", "withdrawn", CITED, FIGURES})


class Returning(Desk):
    """Puts back the rows of one kind, of all documents of an export that hold such rows."""

    def __init__(self, kind_name: str, kind: RowKind, documents: list[Document], names: Names, memory: Memory) -> None:
        self.kind_name, self.kind, self.memory = kind_name, kind, memory
        self.documents = documents
        self.report = Report(kind_name, "")
        self.waiting = Waiting(self._refuse)
        self.shelf = Shelf(kind_name, names)
        self.word = word_of(kind_name)
        self.fields = {key: column for column, key in keys_of(kind.model, kind_name).items()}
        self.saying = Saying(memory, self.fields)
        self._standing: dict[tuple[str, ...], deque[Held]] = defaultdict(deque)
        self._given: dict[str, dict[str, Any]] = {}  # what this export gave of new rows, by key
        self._all_given: dict[str, dict[str, Any]] = {}  # and what all rows of a key give together
        self._of: dict[int, Record] = {}  # rows that new ones belong to
        self._named = {}

    def enter_all(self) -> Report:
        """Put every row back; says what was done row by row."""
        rows = [row for document in self.documents for row in document.rows]
        self.memory.warm(keys_wanted(rows))
        if self.kind is SOURCES:
            self.memory.warm({SOURCES.model: {row.value for row in rows}})
        if self.kind.identity == ("key",):
            for row in rows:
                self._all_given.setdefault(row.value, {}).update(row.given)
        for held in self.shelf.rows(self._owners(rows)):
            self._standing[self._identity(held.value, held.given)].append(held)
        for row in rows:
            if len(self.memory.problems) >= MOST:
                break
            with self._telling(row):
                if row.kind != self.word:
                    raise Wrong(f'Here every row begins with "{self.word}", as "record: {self.kind_name}" says.')
                self._put(row)
        self.flush()
        if not self.memory.problems:
            self.kind.settle(list(self._of.values()))
        return self.report

    def flush(self) -> None:
        """Write what waits: rows, then what is said of them."""
        self.waiting.flush()
        self.saying.flush()

    def _owners(self, rows: Iterable[Row]) -> set[str]:
        owner = self._owner_key()
        return {row.value if owner == self.word else str(row.given.get(owner)) for row in rows}

    def _owner_key(self) -> str:
        return next(key for key, column in self.kind.columns.items() if column == self.kind.identity[0])

    def _identity(self, value: str, given: dict[str, Any]) -> tuple[str, ...]:
        keys = [key for column in self.kind.identity for key, named in self.kind.columns.items() if named == column]
        return tuple(value if key == self.word else str(given.get(key, self._default(key))) for key in keys)

    def _default(self, key: str) -> str:
        return as_text(self.kind.model._meta.get_field(self.kind.columns[key]).get_default())  # type: ignore[union-attr]

    def _put(self, row: Row) -> None:
        given = dict(row.given)
        for key in given:
            if key not in self.fields and key not in _BESIDE:
                raise Wrong(f'A {row.kind} row of an export has no "{key}". {nearest(key, self.fields)}', key)
        held = self._standing.get(self._identity(row.value, given))
        name = row.value if self.kind.identity == ("key",) else f'"{row.value[:60]}" of {given.get(self._owner_key())}'
        if self.kind.identity == ("key",) and row.value in self._given:
            self._complete(row, name)
        elif held:
            self._compare(row, name, held[0] if self.kind.identity == ("key",) else held.popleft())
        else:
            self._restore(row, name)

    # new rows

    def _restore(self, row: Row, name: str) -> None:
        values = self.kind.arrange(self._values(row, self.kind), self)
        own = {key: each for key, each in row.given.items() if key in self.fields and key not in self.kind.columns}
        fields = self.kind.model._meta.get_field
        values |= {key: value_of(fields(key), key, text, self.memory.find) for key, text in own.items()}
        record = self.kind.model(
            audience=audience_of(row.given, self.memory), withdrawn=row.given.get("withdrawn") == "true", **values
        )
        self.kind.complete(record, self)
        for column in (*self.kind.columns.values(), *self.fields.values()):
            if column in values:
                setattr(record, column, values[column])
            elif column != "script":  # what follows from other values may have been decided otherwise since
                setattr(record, column, fields(column).get_default())  # type: ignore[union-attr]
        self._in_order(record)
        if self.kind.identity == ("key",):
            self.memory.know(self.kind.model, record)
            self._given[row.value] = dict(row.given)
        else:
            owner = values[self.kind.identity[0]]
            self._of[id(owner)] = owner
            if is_named(self.kind.model):
                self.memory.keep(self.kind, record)
        self.waiting.add(row, record)
        for entry in _entries(row, CITED):
            for one in ones(entry):  # a value that a further row gives is cited already
                later = self._all_given.get(row.value, {}).get(one.key) if one.key not in row.given else None
                self.saying.cite(record, one, value=later)
        for figure in _entries(row, FIGURES):
            self.saying.figure(record, figure)
        self.memory.entered.append((self.report, row, self.kind, record))
        self._did(row, name, NEW)
        if len(self.waiting.rows) >= 2000:
            self.flush()

    # rows that stand

    def _complete(self, row: Row, name: str) -> None:
        """A second row of this export for a new one names what could not be named before."""
        self.flush()
        record = self.memory.by_key(self.kind.model, row.value)
        if record is None or record.pk is None:
            raise Follows
        self._set(row, name, record, {k: row.given[k] for k in row.given if k not in self._given[row.value]})

    def _compare(self, row: Row, name: str, held: Held) -> None:
        """A row that stands takes what it lacks and what is said of it; another value is told."""
        if held.given.get("withdrawn") == "true" and "withdrawn" not in row.given:
            self._did(row, name, "withdrawn, left alone")
            return
        lacking = {}
        for key, value in row.given.items():
            if key in (CITED, FIGURES):
                continue
            there = held.given.get(key, held.texts.get(self.fields.get(key, ""), ""))
            if there == value:
                continue
            if there == "" and key in self.fields:
                lacking[key] = value
                continue
            known = f'The record holds this row with {key} "{there}"' if there else f"The record has no {key} here"
            raise Wrong(f"{known}. An export only adds: correct the record, or this line.", key)
        new = self._unsaid(row, held)
        if not lacking and not any(new):
            self._did(row, name, UNCHANGED)
            return
        record: Any = self.kind.model.everything.get(pk=held.pk)
        self.memory.must_keep(record)
        cited, figures = new
        decided = {key for entry in held.given.get(CITED, ()) for key in entry.get("decides", ())}
        if lacking:
            self._set(row, name, record, lacking)
        for one in cited:
            self.saying.cite(record, one, decides=one.decides and one.key not in decided)
        for figure in figures:
            self.saying.figure(record, dict(figure))
        if not lacking:
            self._did(row, name, *(["cited"] if cited else []), *(["figures"] if figures else []))

    def _unsaid(self, row: Row, held: Held) -> tuple[list[One], list[tuple[tuple[str, Any], ...]]]:
        """Citations and figures of the row that the record does not hold."""
        there = Counter(one for entry in held.given.get(CITED, ()) for one in ones(entry))
        cited = Counter(one for entry in _entries(row, CITED) for one in ones(entry)) - there
        told = Counter(_frozen(entry) for entry in held.given.get(FIGURES, ()))
        figures = Counter(_frozen(entry) for entry in _entries(row, FIGURES)) - told
        return list(cited.elements()), list(figures.elements())

    def _set(self, row: Row, name: str, record: Any, given: dict[str, Any]) -> None:
        fields = self.kind.model._meta.get_field
        for key, text in given.items():
            setattr(record, self.fields[key], value_of(fields(self.fields[key]), key, text, self.memory.find))
        self._save(record)
        self.memory.entered.append((self.report, row, self.kind, record))
        self._did(row, name, f"set: {', '.join(given)}")


def _entries(row: Row, key: str) -> Iterator[dict[str, Any]]:
    entries = row.given.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Wrong(f'"{key}" lists mappings such as {{source: F1, states: [since]}}.', key)
    yield from entries


def _frozen(entry: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in entry.items())
