"""Which organisations and bodies a party belongs to, for the markings `members` and `restricted`."""

from kurultay.kit import clock
from kurultay.kit.dates import possible
from kurultay.kit.reading import reading_as, system

from .models import MEMBERSHIP, Role

BELONGING = (*MEMBERSHIP, "chair")


def belongs_to(parties: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each of these parties (keys), the organisations and bodies in which it is a member today. One statement."""
    with reading_as(system("sight")):
        held = Role.objects.filter(possible(clock.today()), holder__key__in=parties, kind__in=BELONGING)
        found: dict[str, set[str]] = {}
        for holder, of in held.values_list("holder__key", "of__key"):
            found.setdefault(holder, set()).add(of)
    return {holder: frozenset(bodies) for holder, bodies in found.items()}
