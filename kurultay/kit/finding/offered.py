"""What an app says of its things so that they can be found: the offer `search.py`, a list SEARCHABLE of these."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from kurultay.kit import registry
from kurultay.kit.dates import FIRST, LAST, PartialDate, partial


@dataclass(frozen=True)
class Piece:
    """Words of a thing, and the row that holds them: whoever reads that row finds the thing by them."""

    row: Any
    text: str
    lang: str = ""
    is_name: bool = False  # a name of the thing, by which somebody may ask for it as a whole


@dataclass(frozen=True)
class Tie:
    """Another row that the thing concerns, and the row that says so."""

    row: Any
    to: Any  # type name and number, e.g. ("parties.party", 12)


@dataclass(frozen=True)
class Facts:
    """What a thing is sorted and counted by; all of it is read by whoever reads the thing."""

    day: date = FIRST  # the order of lists; FIRST without one
    begins: tuple[date, date] = (FIRST, FIRST)  # earliest and latest day on which it begins
    of: int | None = None  # number of the organisation it is counted under
    dates: tuple[PartialDate, ...] = ()  # days by which it is found
    planned: bool = False  # whether it is known to be planned before it begins


@dataclass(frozen=True)
class Searchable:
    """One type of things: where its words stand, and which tables' changes change them."""

    model: Any
    kind: str  # its word in addresses and facets
    label: Any  # singular and plural for people
    plural: Any
    template: str  # shows a line of facts for a thing found
    prefetch: tuple[str, ...]
    pieces: Callable[[Any], Iterator[Piece]]
    facts: Callable[[Any], Facts]
    ties: Callable[[Any], Iterable[Tie]] = lambda row: ()
    parts: dict[str, str] = field(default_factory=dict)  # type of a part -> the way from it to the thing
    moved: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # type -> key to it, columns that count
    beside: bool = False  # it tells of other things: its title counts as a text does, and it is suggested last

    @property
    def type_name(self) -> str:
        return str(self.model.type_name())

    @property
    def place(self) -> int:
        """Its place among all searchable types, as the index writes it."""
        return places()[self.type_name]


@cache
def searchables() -> tuple[Searchable, ...]:
    """All searchable types, in the order of their names, which the index rests on."""
    found = [thing for module in registry.offers("search") for thing in module.SEARCHABLE]
    return tuple(sorted(found, key=lambda thing: thing.type_name))


@cache
def places() -> dict[str, int]:
    """The place of each type in the index."""
    return {thing.type_name: place for place, thing in enumerate(searchables())}


@cache
def by_kind() -> dict[str, Searchable]:
    """The searchable types by their words in addresses."""
    return {thing.kind: thing for thing in searchables()}


def tie_token(type_name: str, number: int) -> str:
    """The token of a thing that others concern."""
    return f"e{type_name.replace('.', '').replace('_', '')}{number}"


def day_of(row: Any, *names: str) -> tuple[date, tuple[PartialDate, ...]]:
    """The day a row is sorted by, the first of these dates that is known, and that date."""
    for name in names:
        if (known := partial(row, name)) is not None:
            day = known.latest if known.earliest == FIRST and known.latest != LAST else known.earliest
            return day, (known,)
    return FIRST, ()
