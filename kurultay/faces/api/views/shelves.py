"""The lists that apps offer, with the columns that follow from their models."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db import models

from kurultay.kit import registry
from kurultay.kit.dates import BoundField, EndField, PartialDateField
from kurultay.kit.lists import Listed, Part, Within
from kurultay.kit.rows import Record

OWN = frozenset({"id", "key", "audience", "withdrawn", "last_act", "sort_key", "subject_type", "subject_id"})
TEXT, CHOICE, NUMBER, FLAG, DATE, END, REF = "text", "choice", "number", "flag", "date", "end", "ref"


@dataclass(frozen=True)
class Column:
    """One value of an object: its name there, the field it is read from, and what kind of value it is."""

    name: str
    field: Any
    kind: str

    @property
    def read(self) -> str:
        """What is asked of the database: the number of a row pointed at, else the value."""
        return str(self.field.attname)

    @property
    def target(self) -> type[Record]:
        """The table that a key points at."""
        return self.field.related_model  # type: ignore[no-any-return]


def _kind(field: Any) -> str:
    if field.is_relation:
        return REF
    for kind, types in (
        (END, EndField), (DATE, PartialDateField), (FLAG, models.BooleanField), (NUMBER, models.IntegerField),
    ):  # fmt: skip
        if isinstance(field, types):  # type: ignore[arg-type]
            return kind
    return CHOICE if field.choices else TEXT


def columns_of(model: Any, renamed: Mapping[str, str] = {}, left_out: frozenset[str] = frozenset()) -> list[Column]:
    """The columns of a table that objects show, in the order of its fields."""
    skipped = OWN | left_out
    shown = [f for f in model._meta.concrete_fields if f.name not in skipped and not isinstance(f, BoundField)]
    shown = [f for f in shown if f.editable]
    return [Column(renamed.get(f.name, f.name), f, _kind(f)) for f in shown]


@dataclass(frozen=True, eq=False)
class Shelf:
    """One list with what follows from its declaration."""

    name: str
    listed: Listed

    @property
    def model(self) -> Any:
        """The table of its rows."""
        return self.listed.model

    @cached_property
    def kind(self) -> str:
        """How history and citations call its rows."""
        return str(self.model.type_name())

    @cached_property
    def keyed(self) -> bool:
        """Whether its rows have keys of their own."""
        return hasattr(self.model, "key")

    @cached_property
    def about_rows(self) -> bool:
        """Whether its rows are about a row of any table: citations and figures."""
        return hasattr(self.model, "subject_type")

    @cached_property
    def columns(self) -> list[Column]:
        """What its objects show of their own row."""
        return columns_of(self.model, self.listed.renamed, self.listed.left_out)

    @cached_property
    def named(self) -> bool:
        """Whether its rows have names."""
        return "names" in self.listed.parts

    def part_columns(self, part: Part) -> list[Column]:
        """What a row inside its objects shows."""
        return columns_of(part.model, left_out=frozenset({part.of}))

    @cached_property
    def within(self) -> dict[str, Within]:
        """What may be asked for inside its objects, by its own app and by those above."""
        found = dict(self.listed.within)
        for module in registry.offers("api"):
            found.update(getattr(module, "WITHIN", {}).get(self.name, {}))
        return found

    @cached_property
    def filters(self) -> dict[str, str]:
        """What the list may be narrowed by: names, and look-ups from its model."""
        own = {"key": "key"} if self.keyed else {}
        return {**own, **self.model.filters, **self.listed.filters}

    def filter_field(self, name: str) -> Any:
        """The field whose value a filter names; for the key of another row, the field `key` there."""
        model, field = self.model, None
        for step in self.filters[name].split("__"):
            field = model._meta.get_field(step)
            model = field.related_model
        return field

    def label_of(self, field: str) -> str:
        """A field of the model as objects call it."""
        return self.listed.renamed.get(field, field)


@cache
def shelves() -> dict[str, Shelf]:
    """Every list by name, as the apps offer them."""
    return {name: Shelf(name, listed) for name, listed in registry.gather("api", "LISTS").items()}  # type: ignore[arg-type]


@cache
def by_model() -> dict[Any, Shelf]:
    """The list of each table that has one."""
    return {shelf.model: shelf for shelf in shelves().values()}


@cache
def by_kind() -> dict[str, Shelf]:
    """The list of each table by the name that history and citations have for it."""
    return {shelf.kind: shelf for shelf in shelves().values()}
