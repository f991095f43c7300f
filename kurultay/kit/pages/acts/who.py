"""Who may read a thing and why, in sentences; and who gains or loses sight when that changes."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurultay.kit import registry
from kurultay.kit.asking.vocabulary import MARKINGS_IN_WORDS
from kurultay.kit.reading import Reader
from kurultay.kit.reading.clearance import let_in
from kurultay.kit.reading.models import MEMBERS, PUBLIC, RESTRICTED, Audience


@dataclass(frozen=True)
class Readers:
    """The readers of an audience: everybody, or parties by name through their seats, besides those who keep it."""

    marking: str
    keeper: str
    everybody: bool
    parties: tuple[tuple[str, str, str], ...]  # key, name, why

    @property
    def words(self) -> str:
        """The marking for people."""
        return str(MARKINGS_IN_WORDS[self.marking])


def readers_of(audience: Audience) -> Readers:
    """Who an audience lets in. Two statements, of the app that knows who belongs where."""
    sight = registry.offers("sight")[0]
    bodies = (audience.keeper,) if audience.marking == MEMBERS else audience.names
    parties: list[tuple[str, str, str]] = []
    if audience.marking in (MEMBERS, RESTRICTED):
        for key, name in sight.called(bodies).items() if audience.marking == RESTRICTED else ():
            parties.append((key, name, _("named")))
        for body, members in sight.members_of(bodies).items():
            parties += [(key, name, _("belongs to %(body)s") % {"body": body}) for key, name in members]
    return Readers(audience.marking, audience.keeper, audience.marking == PUBLIC, tuple(parties))


def as_shown_to(readers: Readers, by: Reader) -> Readers:
    """What somebody who reads a thing and does not keep it is told: by which party of their own they read it."""
    own = by.parties_at(readers.keeper)
    return replace(readers, parties=tuple(each for each in readers.parties if each[0] in own))


def change_of_sight(row: Any, marking: str, named: tuple[str, ...]) -> dict[str, Any]:
    """Who loses and who gains sight when a row gets another marking."""
    held: Audience = row.audience
    return lost(held, Audience(keeper=held.keeper, marking=marking, named=json.dumps(list(named))))


def lost(before: Audience, after: Audience) -> dict[str, Any]:
    """Who reads by the one audience and not by the other."""
    one, other = readers_of(before), readers_of(after)
    were, are = ({key: name for key, name, _why in each.parties} for each in (one, other))
    return {
        **_seats_that_lose(before, after),
        "before": one,
        "after": other,
        "everybody_loses": one.everybody and not other.everybody,
        "everybody_gains": other.everybody and not one.everybody,
        "lose": [] if other.everybody else sorted(name for key, name in were.items() if key not in are),
        "gain": [] if one.everybody else sorted(name for key, name in are.items() if key not in were),
        "stay": sorted(are.values()) if one.everybody and not other.everybody else [],
    }


def _seats_that_lose(before: Audience, after: Audience) -> dict[str, Any]:
    """How many who hold a seat at the keeping organisation today lose sight, and their seats by role and party.

    Persons are counted, never named. Somebody with two seats loses sight only where neither lets them in.
    """
    sitting: Iterable[Reader] = [
        each for offer in registry.offers("contacts") for each in offer.sitting_at(before.keeper)
    ]
    still = set(let_in(after, sitting))
    losing = [each for each in let_in(before, sitting) if each not in still]
    held = Counter(
        (seat.role, seat.party) for each in losing for seat in each.seats if seat.organisation == before.keeper
    )
    roles = registry.gather("contacts", "ROLES_IN_WORDS")
    parties = registry.offers("sight")[0].called({party for _role, party in held if party})
    told = [
        _("%(role)s for %(party)s: %(n)s") % {"role": roles[role], "party": parties[party], "n": n}
        if party in parties
        else _("%(role)s: %(n)s") % {"role": roles[role], "n": n}
        for (role, party), n in sorted(held.items())
    ]
    persons = ngettext(
        "%(n)s person who has a seat loses sight of it.", "%(n)s persons who have seats lose sight of it.", len(losing)
    ) % {"n": len(losing)}
    return {"persons": persons, "seats": told}
