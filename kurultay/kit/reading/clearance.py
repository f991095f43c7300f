"""Which audiences a reader belongs to.

An audience is (keeper, marking, named): few distinct sets of readers exist even where many rows are
restricted, so each set is interned once and a row carries its number.

The table of audiences only grows, so one process keeps it, and what it worked out for a reader's seats, for as long as
its size says that nothing was added. To which bodies the parties belong is asked anew each time: an act is never too
late to be seen. Inside a transaction nothing is kept, since what was added there may still be undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Count, Max, Q

from kurultay.kit import registry

from .seats import ACCOUNTS, Reader, accounts_of, own_of

MOST = 512  # readers with different seats of whom the answer is kept


@dataclass(frozen=True)
class Entry:
    """An audience as it is asked about: its number, keeper and marking, and whom a restriction names."""

    id: int
    keeper: str
    marking: str
    names: frozenset[str]


@dataclass(frozen=True)
class Clearance:
    """The audiences that let a reader in, as a set and as an SQL list of integers."""

    audiences: frozenset[int]
    sql: str
    rows: Mapping[int, Any] = field(default_factory=dict, compare=False)  # the audiences that were read for it

    @classmethod
    def to(cls, audiences: Iterable[int], rows: Mapping[int, Any] = MappingProxyType({})) -> "Clearance":
        """The clearance to these audiences."""
        found = frozenset(audiences)
        return cls(found, ", ".join(str(number) for number in sorted(found)), rows)


class Shelf:
    """Audiences by their keeper, the public ones apart, and the answers worked out from them."""

    def __init__(self, rows: Iterable[Any] = (), seen: tuple[Any, ...] = ()) -> None:
        self.seen = seen
        self.public: list[int] = []
        self.kept: dict[str, list[Entry]] = {}
        self.answers: dict[Any, Clearance] = {}
        self.rows: dict[int, Any] = {}
        for row in rows:
            self.rows[row.id] = row
            if row.marking == "public":
                self.public.append(row.id)
            else:
                entry = Entry(row.id, row.keeper, row.marking, frozenset(row.names))
                self.kept.setdefault(row.keeper, []).append(entry)


_shelf = Shelf()


def belongs_to(parties: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each of these parties, keys of the organisations and bodies in which it holds a role today.

    Asked of the apps' `sight.py`, one statement each.
    """
    found: dict[str, frozenset[str]] = {}
    for module in registry.offers("sight") if parties else ():
        for party, bodies in module.belongs_to(parties).items():
            found[party] = found.get(party, frozenset()) | bodies
    return found


def clearance_of(reader: Reader) -> Clearance:
    """The audiences that let `reader` in. One statement for the public, two or three for a person.

    A seat counts where it stands: sitting for a state at one organisation opens nothing that another one keeps.
    """
    table = apps.get_model("kit", "Audience")._base_manager
    if not reader.seats and not reader.own:
        return Clearance.to(table.filter(marking="public").values_list("id", flat=True))
    at = {"", *(seat.organisation for seat in reader.seats)}
    belonging = belongs_to(frozenset().union(*(reader.parties_at(organisation) for organisation in at)))
    if connection.in_atomic_block:
        keepers = Q(keeper__in=at) | Q(keeper__startswith=ACCOUNTS)
        return _worked_out(reader, belonging, Shelf(table.filter(Q(marking="public") | keepers)))
    shelf = _present_shelf(table)
    question = (frozenset(reader.seats), reader.own, frozenset(belonging.items()))
    if (answer := shelf.answers.get(question)) is None:
        answer = _worked_out(reader, belonging, shelf)
        if len(shelf.answers) >= MOST:
            shelf.answers.clear()
        shelf.answers[question] = answer
    return answer


def _present_shelf(table: Any) -> Shelf:
    """The audiences as they stand: read again when there are more of them than were seen, or others."""
    global _shelf
    grown = table.aggregate(n=Count("id"), last=Max("id"))
    seen = (str(connection.settings_dict["NAME"]), grown["n"], grown["last"])
    if _shelf.seen != seen:
        _shelf = Shelf(table.all(), seen)
    return _shelf


def forget() -> None:
    """Keep nothing: the database is another one, or was emptied."""
    global _shelf
    _shelf = Shelf()


def _worked_out(reader: Reader, belonging: dict[str, frozenset[str]], shelf: Shelf) -> Clearance:
    """Each audience of the keepers that this reader has to do with, asked whether it lets the reader in."""
    seated: dict[str, tuple[frozenset[str], frozenset[str]]] = {own_of(reader.own): (frozenset(), frozenset())}
    for at in {"", *(seat.organisation for seat in reader.seats)}:
        parties = reader.parties_at(at)
        seated[at] = (parties, frozenset().union(*(belonging.get(party, ()) for party in parties)))
        # Rows about accounts are shown to the delegation they are about, not to its fellow members.
        seated[accounts_of(at)] = (parties if at else frozenset(), frozenset())
    if reader.administers(""):
        kept = (keeper for keeper in shelf.kept if keeper.startswith(ACCOUNTS))
        seated |= {keeper: (frozenset(), frozenset()) for keeper in kept if keeper not in seated}
    found = (e.id for keeper, (p, b) in seated.items() for e in shelf.kept.get(keeper, ()) if lets_in(e, reader, p, b))
    return Clearance.to([*shelf.public, *found], shelf.rows)


def let_in(audience: Any, readers: Iterable[Reader]) -> list[Reader]:
    """Those of these readers whom an audience (stored or not yet) lets in. One statement for each `sight.py`."""
    if audience.marking == "public":
        return list(readers)
    asked = [(reader, reader.parties_at(audience.keeper)) for reader in readers]
    belonging = belongs_to(frozenset().union(*(parties for _reader, parties in asked)))
    entry = Entry(0, audience.keeper, audience.marking, frozenset(audience.names))

    def bodies(parties: frozenset[str]) -> frozenset[str]:
        return frozenset().union(*(belonging.get(party, frozenset()) for party in parties))

    return [reader for reader, parties in asked if lets_in(entry, reader, parties, bodies(parties))]


def lets_in(row: Entry, reader: Reader, parties: frozenset[str], bodies: frozenset[str]) -> bool:
    """The rule of each marking.

    members: a seat for a party that holds a role in the keeping organisation; restricted: a seat for a named
    party, or for a member of a named body; secretariat: nobody but those who keep. Who keeps sees all four.
    """
    if reader.keeps(row.keeper):
        return True
    if row.marking == "members":
        return row.keeper in bodies
    if row.marking == "restricted":
        return bool(row.names & parties) or bool(row.names & bodies)
    return False
