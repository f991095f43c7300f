"""Seats in words, as far as the apps know what their roles are called."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.reading import Seat


def seat_of(text: str) -> Seat | None:
    """The seat that an act keeps as role:organisation:party; None for none."""
    return Seat(*text.split(":")) if text.count(":") == 2 else None


def seats_in_words(seats: Iterable[Seat]) -> list[str]:
    """Each seat in words: "Focal point for Eastshore, Assembly of the Lakes". Two statements, however many seats.

    A party or organisation out of the reader's sight is not named, by its key neither.
    """
    asked = list(seats)
    roles = registry.gather("contacts", "ROLES_IN_WORDS")
    keys = {key for seat in asked for key in (seat.organisation, seat.party) if key}
    names = registry.offers("sight")[0].called(keys) if keys else {}

    def words(seat: Seat) -> str:
        role, party, organisation = roles.get(seat.role, seat.role), names.get(seat.party), names.get(seat.organisation)
        said = {"role": role, "party": party, "organisation": organisation}
        if party and organisation:
            return _("%(role)s for %(party)s, %(organisation)s") % said
        if organisation:
            return _("%(role)s, %(organisation)s") % said
        return str(role) if seat.organisation else _("%(role)s of the installation") % said

    return [words(seat) for seat in asked]
