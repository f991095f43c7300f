"""Which audiences a reader belongs to.

An audience is (keeper, marking, named): few distinct sets of readers exist even where many rows are
restricted, so each set is interned once and a row carries its number.
"""

from django.apps import apps
from django.db.models import Q

from kurultay.kit import registry

from .seats import Reader


def belongs_to(parties: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each of these parties, keys of the organisations and bodies in which it holds a role today.

    Asked of the apps' `sight.py`, one statement each.
    """
    found: dict[str, frozenset[str]] = {}
    for module in registry.offers("sight") if parties else ():
        for party, bodies in module.belongs_to(parties).items():
            found[party] = found.get(party, frozenset()) | bodies
    return found


def audiences_of(reader: Reader) -> frozenset[int]:
    """Ids of the audiences that let `reader` in. One statement for the public, two or three for a person.

    A seat counts where it stands: sitting for a state at one organisation opens nothing that another one keeps.
    """
    table = apps.get_model("kit", "Audience")._base_manager
    open_to_all = Q(marking="public")
    if not reader.seats:
        return frozenset(table.filter(open_to_all).values_list("id", flat=True))
    seated = {at: reader.parties_at(at) for at in {"", *(seat.organisation for seat in reader.seats)}}
    belonging = belongs_to(frozenset().union(*seated.values()))
    bodies = {at: frozenset().union(*(belonging.get(p, ()) for p in parties)) for at, parties in seated.items()}
    return frozenset(
        row.id
        for row in table.filter(open_to_all | Q(keeper__in=list(seated)))
        if row.marking == "public" or lets_in(row, reader, seated[row.keeper], bodies[row.keeper])
    )


def lets_in(row: "object", reader: Reader, parties: frozenset[str], bodies: frozenset[str]) -> bool:
    """The rule of each marking.

    members: a seat for a party that holds a role in the keeping organisation; restricted: a seat for a named
    party, or for a member of a named body; secretariat: nobody but those who keep. Who keeps sees all four.
    """
    if reader.keeps(row.keeper):  # type: ignore[attr-defined]
        return True
    if row.marking == "members":  # type: ignore[attr-defined]
        return row.keeper in bodies  # type: ignore[attr-defined]
    if row.marking == "restricted":  # type: ignore[attr-defined]
        named = frozenset(row.names)  # type: ignore[attr-defined]
        return bool(named & parties) or bool(named & bodies)
    return False
