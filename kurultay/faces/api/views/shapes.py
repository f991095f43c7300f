"""The contracts of the API: what objects look like and what may be asked, as msgspec structs made from the lists."""

from functools import cache
from typing import Annotated, Any, Literal

import msgspec
from django.conf import settings
from msgspec import UNSET, Meta, UnsetType

from kurultay.kit.dates import Certainty
from kurultay.kit.lists import Part

from .shelves import CHOICE, DATE, END, FLAG, NUMBER, REF, Column, Shelf, shelves

LIMIT, MOST = 100, 200
ANSWERS = tuple(str(answer) for answer in Certainty)
# What certainly can be read, for whoever generates questions; dates are read by kit, which takes a little more.
_MONTH_DAY = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
KEY = "^[-A-Za-z0-9_]+$"
_YEAR = "[1-9][0-9]{3}"
DAY = f"^{_YEAR}(-(0[1-9]|1[0-2])|-{_MONTH_DAY})?$"
INSTANT = f"^{_YEAR}-{_MONTH_DAY}(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$"


class PartialDay(msgspec.Struct):
    """A date as far as it is known: EDTF text, and the first and last day it may be; null where nothing bounds it."""

    edtf: str
    earliest: str | None
    latest: str | None


class Reference(msgspec.Struct):
    """Another object, by address; with its key, type, and the name it has on the day and in the language asked for."""

    id: str
    key: str
    type: str
    name: str | None


class Sourced(msgspec.Struct):
    """A source that states a value of the object: which field ("" for all), where, and the value as it states it."""

    field: str
    source: str
    at: str
    basis: Literal["stated", "derived", "inferred"]
    value: str


class StatedCount(msgspec.Struct):
    """What a source states of the length of a list, as of a date."""

    figure: str
    qualifier: str
    value: int
    as_of: PartialDay | None
    document: Reference
    at: str


class Count(msgspec.Struct):
    """How many rows the record holds for certain, how many it cannot determine, and what sources state."""

    recorded: int
    not_determinable: int
    stated: list[StatedCount]


class Changed(msgspec.Struct):
    """One thing that an act wrote: its address, what was done, when; `new` where the act entered it."""

    id: str
    thing: str
    type: str
    key: str
    verb: str
    label: str
    at: str
    new: bool
    withdrawn: bool


class Changes(msgspec.Struct):
    """Changes in the order of acts; ask again from `since`, now where there is a `next`, else later."""

    changes: list[Changed]
    since: str
    next: str | None


def title(word: str) -> str:
    """The name of a struct: "party-action" is PartyAction."""
    return "".join(part[:1].upper() + part[1:] for part in word.replace("_", "-").split("-"))  # ASCII words of our own


def literal(values: Any) -> Any:
    """One of these texts."""
    return Literal[tuple(values)]


def column_type(column: Column) -> Any:
    """The type of a value; null where it is not known."""
    kinds: dict[str, Any] = {DATE: PartialDay, END: PartialDay, NUMBER: int, REF: Reference}
    if column.kind == FLAG:
        return bool | None if column.field.null else bool
    if column.kind == CHOICE:
        return literal([value for value, _words in column.field.flatchoices if value] + [None])
    return kinds.get(column.kind, str) | None


def _described(column: Column) -> Any:
    said = {
        END: "The end of the period, the first day on which it no longer holds; \"..\" is still running.",
        REF: "Null too where it points at what you may not read.",
    }  # fmt: skip
    return Annotated[column_type(column), Meta(description=said[column.kind])] if column.kind in said else None


@cache
def part_struct(shelf: Shelf, name: str) -> Any:
    """The contract of rows inside an object."""
    part: Part = shelf.listed.parts[name]
    fields = [(c.name, _described(c) or column_type(c)) for c in shelf.part_columns(part)]
    doc = " ".join((part.model.__doc__ or "").partition("\n\n")[0].split())
    return msgspec.defstruct(f"{title(shelf.listed.word)}{title(name)}", fields, namespace={"__doc__": doc})


@cache
def struct(shelf: Shelf, deep: bool = True) -> Any:
    """The contract of an object: what all have, then its own; a withdrawn one has no more than what all have."""
    listed = shelf.listed
    always: list[Any] = [
        ("id", Annotated[str, Meta(description="Its address.")]),
        ("key", Annotated[str, Meta(description="Its name in addresses.")]),
        ("type", Literal[listed.word]),
        ("created", Annotated[str, Meta(description="The first act on it that you may read of.")]),
        ("modified", Annotated[str, Meta(description="The last act on it and on what is inside it.")]),
        ("withdrawn", bool),
        ("web", Annotated[str | None, Meta(description="Its page for people.")]),
    ]
    own: dict[str, Any] = {"holds": literal(ANSWERS)} if listed.dated else {}
    own["name"] = str | None
    if shelf.about_rows:
        own["of"] = Reference | None
    own |= {column.name: _described(column) or column_type(column) for column in shelf.columns}
    own |= {name: list[part_struct(shelf, name)] for name in listed.parts}  # type: ignore[misc]
    if listed.reckoned:
        own |= {n: literal([*t, None]) if isinstance(t, tuple) else t for n, t in listed.reckoned.fields.items()}
    if deep:
        own |= {name: list[struct(shelves()[within.list], False)] for name, within in shelf.within.items()}  # type: ignore[misc]
    own["sources"] = list[Sourced]
    fields = [*always, *((name, kind | UnsetType, UNSET) for name, kind in own.items())]
    name = title(listed.word) + ("" if deep else "Within")
    return msgspec.defstruct(name, fields, kw_only=True, namespace={"__doc__": listed.about})


@cache
def page_struct(shelf: Shelf) -> Any:
    """The contract of a page of a list."""
    fields: list[Any] = [
        ("items", list[struct(shelf)]),  # type: ignore[misc]
        ("next", Annotated[str | None, Meta(description="The address of the next page.")]),
    ]
    doc = {"__doc__": f"A page of the list of {shelf.name}."}
    return msgspec.defstruct(f"{title(shelf.name)}Page", fields, namespace=doc)


def _text(about: str, pattern: str = "") -> Any:
    more = {"pattern": pattern} if pattern else None
    return (Annotated[str, Meta(description=about, extra_json_schema=more)] | UnsetType, UNSET)


def _filter(shelf: Shelf, name: str) -> Any:
    field = shelf.filter_field(name)
    if name == "key":
        return (Annotated[str, Meta(description="Only the one with this key.", pattern=KEY)] | UnsetType, UNSET)
    if field.choices:
        values = literal([value for value, _words in field.flatchoices])
        return (Annotated[values, Meta(description=f"Only those of this {name.replace('_', ' ')}.")] | UnsetType, UNSET)
    if field.get_internal_type().endswith("IntegerField"):
        about = Meta(description=f"Only those with this {name.replace('_', ' ')}.", ge=0, le=32767)
        return (Annotated[int, about] | UnsetType, UNSET)
    if field.name == "key":
        about = Meta(description=f"Only those whose `{name}` is the row with this key.", pattern=KEY)
        return (Annotated[str, about] | UnsetType, UNSET)
    about = Meta(description=f"Only those with exactly this {name.replace('_', ' ')}.", pattern="^[ -~]*$")
    return (Annotated[str, about] | UnsetType, UNSET)


def _always_asked(shelf: Shelf) -> dict[str, Any]:
    return {
        "lang": (
            Annotated[
                literal([code for code, _name in settings.LANGUAGES]), Meta(description="The language of `name`.")
            ],
            settings.LANGUAGE_CODE,
        ),
        "on": _text(
            "As of this day, month or year: names are those of the day"
            + (", and each object says whether it holds." if shelf.listed.dated else "."),
            DAY,
        ),
    }


def narrowing(shelf: Shelf) -> dict[str, Any]:
    """What narrows a list."""
    asked = {name: _filter(shelf, name) for name in shelf.filters}
    if shelf.about_rows:
        asked["of"] = _text("The row it is of, as list and key.", f"^({'|'.join(shelves())})/[a-z0-9-]+$")
    if shelf.listed.span:
        asked["since"] = _text("Only those that begin on this day or later; `holds` says whether that is certain.", DAY)
        asked["until"] = _text("Only those that begin before this day; `holds` says whether that is certain.", DAY)
    for name, each in shelf.listed.asking.items():
        known, pattern = (literal(each.values), None) if each.values else (str, each.pattern or KEY)
        asked[name] = (Annotated[known, Meta(description=each.about, pattern=pattern)] | UnsetType, UNSET)
    asked["modified_since"] = _text("Only those modified at this instant or later, withdrawn ones too.", INSTANT)
    return asked


@cache
def query_struct(shelf: Shelf, what: str) -> Any:
    """What may be asked of "list", "object", "count" and "file"; anything else is an error."""
    asked: dict[str, Any] = dict(_always_asked(shelf))
    if what == "count":
        asked.pop("lang")
    if what != "object":
        asked |= narrowing(shelf)
    if what in ("list", "file") and shelf.listed.dated:
        told = "With `on`: what does not hold then too, and each object says so."
        asked["holds"] = (Annotated[literal(["any"]), Meta(description=told)] | UnsetType, UNSET)
    if what == "list":
        how_many = Annotated[int, Meta(description="How many objects at most.", ge=1, le=MOST)]
        asked |= {"limit": (how_many, LIMIT), "after": _text("Where the page before ended: from its `next`.")}
    if what != "count" and shelf.within:
        parts = "|".join(shelf.within)
        told = f"What to show inside, commas between: {', '.join(shelf.within)}."
        asked["include"] = _text(told, f"^({parts})(,({parts}))*$")
    fields = [(name, kind, default) for name, (kind, default) in asked.items()]
    name = f"{title(shelf.name)}{title(what)}Query"
    return msgspec.defstruct(name, fields, kw_only=True, forbid_unknown_fields=True)
