"""The rows of one table as an export writes them: texts by key, with what every source says of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kurultay.kit.names.scripts import script_of
from kurultay.kit.reading.models import PUBLIC, Audience
from kurultay.kit.rows import Record
from kurultay.kit.sources.entering import RowKind
from kurultay.kit.sources.models import Source

from .kinds import is_keyed, kinds
from .said import Said
from .writing import composed

SOURCE = "source"
SOURCES = RowKind(
    Source,
    {
        "source": "key", "title": "title", "publisher": "publisher", "kind": "kind", "grade": "grade", "url": "url",
        "as_of": "as_of", "sha256": "sha256",
    },
    required=("title", "grade"),
)  # fmt: skip
OWN = frozenset({"id", "audience", "withdrawn", "last_act", "sort_key"})  # of every row, or reckoned from its names
AT_ONCE = 1000  # rows read with one statement, and their citations with another


@dataclass(frozen=True)
class Held:
    """A row of the record: its number, its first key's value and the other keys; `texts` as citations write values."""

    pk: int
    value: str
    given: dict[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)


@cache
def shelves() -> dict[str, RowKind]:
    """Every kind of row an export holds, each after those its rows point at."""
    offered = {SOURCE: SOURCES, **kinds()}
    tables = {name: kind.model for name, kind in offered.items()}
    ordered: dict[str, RowKind] = {}
    while len(ordered) < len(offered):
        missing = {tables[name] for name in offered if name not in ordered}
        ready = [
            name
            for name, kind in offered.items()
            if name not in ordered and not (set(_pointed_at(kind.model)) - {kind.model}) & missing
        ]
        if not ready:
            raise ValueError(f"These tables point at each other in a circle: {', '.join(set(offered) - set(ordered))}.")
        ordered[ready[0]] = offered[ready[0]]
    return ordered


def _pointed_at(model: type[Record]) -> Iterator[type[Record]]:
    for column in model._meta.concrete_fields:
        if column.is_relation and column.name not in OWN:
            yield column.related_model  # type: ignore[misc]


@cache
def is_named(model: type[Record]) -> bool:
    """Whether rows of other tables name rows of this one, which has no keys, by title."""
    return not is_keyed(model) and any(model in _pointed_at(kind.model) for kind in kinds().values())


def word_of(kind_name: str) -> str:
    """The first key of rows of this kind."""
    return kind_name.partition("/")[0]


@cache
def keys_of(model: type[Record], kind_name: str) -> dict[str, str]:
    """Keys of an exported row by the field each stands for: those of the import, and fields that have none by name."""
    columns = shelves()[kind_name].columns
    found = {column: key for key, column in columns.items()}
    for column in model._meta.concrete_fields:
        if column.name not in OWN and column.name not in found and column.editable and column.name != "script":
            found[column.name] = column.name
    return {**found, "script": "script"} if any(f.name == "script" for f in model._meta.fields) else found


class Names:
    """Rows by number as texts name them: by key, or by title among the rows of an owner; those in sight alone."""

    def __init__(self) -> None:
        self._known: dict[Any, dict[int, str]] = {}
        self._audiences: dict[int, Audience] = {}

    def of(self, model: Any) -> dict[int, str]:
        """The names of all rows of a table, by number."""
        if model not in self._known:
            name = "key"
            if not is_keyed(model):
                name = next(kind.identity[1] for kind in kinds().values() if kind.model is model)
            self._known[model] = dict(model.everything.values_list("pk", name))
        return self._known[model]

    def audience(self, pk: int) -> Audience:
        """The readers of a row, by number."""
        if pk not in self._audiences:
            self._audiences[pk] = Source(audience_id=pk).audience  # reached through a row that carries it
        return self._audiences[pk]

    def marked(self, pk: int, beside: int | None = None) -> dict[str, Any]:
        """Who keeps and reads a row, where it is not a public row of the installation or as that of `beside`."""
        audience = self.audience(pk)
        if pk == beside:
            return {}
        found: dict[str, Any] = {}
        if audience.keeper or beside is not None:
            found["keeper"] = audience.keeper
        if audience.marking != PUBLIC or beside is not None:
            found["marking"] = audience.marking
        if audience.names:
            found["named"] = list(audience.names)
        return found


class Shelf:
    """All rows of one kind that the reader in force may see."""

    def __init__(self, name: str, names: Names) -> None:
        self.name, self.kind, self.names = name, shelves()[name], names
        self.model: Any = self.kind.model
        self.keys = keys_of(self.model, name)
        self.word = word_of(name)
        self._fields: dict[str, Any] = {column: self.model._meta.get_field(column) for column in self.keys}
        self._said = Said(self.model, self.keys, names)

    def rows(self, owners: Iterable[str] | None = None) -> Iterator[Held]:
        """The rows in the order of their keys, those they name first; rows of an owner in the order they were entered.

        With `owners`, those rows only that have, or whose owner has, one of these keys.
        """
        order, later = self._order(owners)
        for start in range(0, len(order), AT_ONCE):
            some = order[start : start + AT_ONCE]
            yield from self._held(some, {column for _pk, column in later}, later)
        left = {pk for pk, _column in later}
        for held in self._held([pk for pk in order if pk in left], set(), set()):
            columns = sorted(column for pk, column in later if pk == held.pk)
            again = {self.keys[c]: held.given[self.keys[c]] for c in columns if self.keys[c] in held.given}
            yield Held(held.pk, held.value, again, held.texts)

    def _owner(self) -> str:
        return self.kind.identity[0]

    def _query(self, owners: Iterable[str] | None) -> Any:
        query = self.model.everything
        if owners is None or self.kind.symmetric:
            return query.all()
        by = "key" if self._owner() == "key" else f"{self._owner()}_id"
        wanted = set(owners)
        if by != "key":
            known = self.names.of(self._fields[self._owner()].related_model)
            return query.filter(**{f"{by}__in": [pk for pk, key in known.items() if key in wanted]})
        return query.filter(key__in=wanted)

    def _order(self, owners: Iterable[str] | None) -> tuple[list[int], set[tuple[int, str]]]:
        """Numbers of rows in order, and the (row, field) that name a row further on, which are written afterwards."""
        if self._owner() != "key":
            known = self.names.of(self._fields[self._owner()].related_model)
            ends = self.kind.symmetric or (self._owner(),)
            rows = self._query(owners).values_list("pk", *(f"{end}_id" for end in ends))
            at = {pk: sorted(known.get(other, "") for other in others) for pk, *others in rows}
            return sorted(at, key=lambda pk: (at[pk], pk)), set()
        own = [c for c, f in self._fields.items() if f.is_relation and f.related_model is self.model]
        rows = list(self._query(owners).values_list("key", "pk", *(f"{c}_id" for c in own)))
        ties = {pk: dict(zip(own, tied, strict=True)) for _key, pk, *tied in sorted(rows)}
        return _after_what_they_name(ties)

    def _held(self, pks: list[int], skip: set[str], later: set[tuple[int, str]]) -> Iterator[Held]:
        attnames = [field.attname for field in self._fields.values()]
        stored = {}
        for start in range(0, len(pks), AT_ONCE):
            query = self.model.everything.filter(pk__in=pks[start : start + AT_ONCE])
            stored.update({row[0]: row for row in query.values_list("pk", "audience_id", "withdrawn", *attnames)})
        shown = [stored[pk] for pk in pks if pk in stored]
        said = self._said.of([row[0] for row in shown])
        for pk, audience, withdrawn, *raw in shown:
            values = dict(zip(self._fields, raw, strict=True))
            if any(self._is_hidden(column, value) for column, value in values.items()):
                continue
            texts = {column: self._text(column, value) for column, value in values.items()}
            named = {self.keys[c]: text for c, text in texts.items() if self._is_told(c, values[c], text, texts)}
            for column in skip or ():
                if (pk, column) in later:
                    named.pop(self.keys[column], None)
            value = named.pop(self.word, texts[self.kind.columns[self.word]])
            named = self._in_one_order(named)
            named |= self.names.marked(audience)
            if withdrawn:
                named["withdrawn"] = "true"
            cited, figures = said.told(pk, audience, {self.keys[c]: text for c, text in texts.items()})
            yield Held(pk, value, {**named, **cited, **figures}, texts)

    def _in_one_order(self, named: dict[str, Any]) -> dict[str, Any]:
        """Keys in the order of the kind's columns; of a symmetric pair the lesser name first."""
        if self.kind.symmetric:
            ends = [self.keys[column] for column in self.kind.symmetric]
            named.update(zip(ends, sorted(named[end] for end in ends), strict=True))
        return named

    def _is_hidden(self, column: str, value: Any) -> bool:
        """Whether the row must name another that the reader may not see."""
        field = self._fields[column]
        return field.is_relation and not field.null and value not in self.names.of(field.related_model)

    def _text(self, column: str, value: Any) -> str:
        field = self._fields[column]
        if value is None:
            return ""
        if field.is_relation:
            return self.names.of(field.related_model).get(value, "")
        if isinstance(value, bool):
            return "true" if value else "false"
        return composed(str(value))

    def _is_told(self, column: str, value: Any, text: str, texts: Mapping[str, str]) -> bool:
        """Whether an export writes the value: the first key, and what is not as a new row would have it."""
        if column == self.kind.columns[self.word]:
            return True
        if column == "script":
            return bool(text != script_of(texts["text"]))
        field = self._fields[column]
        if field.is_relation or value is None:
            return text != ""
        default = field.get_default()
        return (
            text != ("" if default is None else self._text(column, default)) or self.keys[column] in self.kind.required
        )


def _after_what_they_name(ties: dict[int, dict[str, int | None]]) -> tuple[list[int], set[tuple[int, str]]]:
    """Numbers in the order given, but each after those it names; and the names that close a circle."""
    done: dict[int, None] = {}
    open_: set[int] = set()
    circles: set[tuple[int, str]] = set()
    for first in ties:
        stack = [first]
        while stack:
            pk = stack[-1]
            if pk in done:
                stack.pop()
                continue
            open_.add(pk)
            waits = []
            for column, other in ties[pk].items():
                if other is None or other not in ties or other in done or (pk, column) in circles:
                    continue
                if other in open_:
                    circles.add((pk, column))
                else:
                    waits.append(other)
            if waits:
                stack.append(waits[0])
            else:
                done[pk] = None
                open_.discard(pk)
                stack.pop()
    return list(done), circles
