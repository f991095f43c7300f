"""What an app offers in its api.py: the lists of its rows that programs read, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kurultay.kit.dates import PartialDate
from kurultay.kit.rows import Record


@dataclass(frozen=True)
class Holds:
    """Rows that hold over a period; `through` leads to the row that has it, e.g. "catalogue__"."""

    through: str = ""
    since: str = "since"
    until: str = "until"


@dataclass(frozen=True)
class TakesPlace:
    """Rows that take place from a first to a last day; where the first is not known, the one planned for stands."""

    first: str
    last: str
    planned: str


@dataclass(frozen=True)
class IsThere:
    """Rows that are there from the first of these days on; without any day it cannot be said."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Rows shown inside the object that their key `of` points at."""

    model: type[Record]
    of: str
    about: str = ""


@dataclass(frozen=True)
class Within:
    """Objects of another list that may be asked for inside an object of this one, and their keys that point at it."""

    list: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """Which figures of sources state the length of the list: those of the row that filter `of` names.

    They do so while the filters of `when` have these values; the value of filter `qualifier` is theirs.
    """

    of: str
    names: tuple[str, ...]
    when: Mapping[str, str] = field(default_factory=dict)
    qualifier: str = ""


@dataclass(frozen=True)
class Reckoned:
    """Values that follow from several rows: their types, and a function from numbers of rows and a day to them."""

    fields: Mapping[str, Any]
    read: Callable[[list[int], PartialDate], dict[int, dict[str, Any]]]


@dataclass(frozen=True)
class Filter:
    """A filter that no look-up is: what it leaves, the condition for a value and a day, and which values it takes.

    It takes the key of a row, or what matches `pattern`, or one of `values`.
    """

    about: str
    where: Callable[[str, PartialDate], Any]
    pattern: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """One list. Fields and their types are those of `model`, some `renamed` or left out.

    `word` is the type of its objects; `web` is the page of one, with its key or that of a row it points at:
    "/roles/{key}". `order` is the order of the list: the key of the row, or a column with the row's number, both rising
    or both falling (with -). `label` is the field that names a row which has no names. `filters` come beside those of
    the model, and those of `asking` are no look-ups; `span` are the days that `since` and `until` ask about; `also`
    narrows the rows beyond sight.
    """

    word: str
    model: type[Record]
    about: str
    web: str = ""
    order: tuple[str, ...] = ("key",)
    renamed: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    label: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    asking: Mapping[str, Filter] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    within: Mapping[str, Within] = field(default_factory=dict)
    dated: Holds | TakesPlace | IsThere | None = None
    span: TakesPlace | None = None
    figures: tuple[Figures, ...] = ()
    reckoned: Reckoned | None = None
    also: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Archive:
    """A file of the whole record as its reader sees it: its name, type and sentence, and what writes it to a path."""

    name: str
    media_type: str
    about: str
    write: Callable[[Any], None]


@dataclass(frozen=True)
class Board:
    """Figures as of a day, of the row with a key where `keyed`: a sentence, their shape, and what reads them.

    `shape` is a msgspec struct. `read` is called with the key, the day, and the day to compare with or None, or with
    the day alone; it answers None where there is no such row in sight.
    """

    about: str
    shape: Any
    read: Callable[..., Any]
    keyed: bool = True
