"""Which organisations and bodies a party belongs to, for the markings `members` and `restricted`."""

from collections.abc import Iterable

from kurultay.kit import clock
from kurultay.kit.dates import PartialDate, possible
from kurultay.kit.names.choice import choose
from kurultay.kit.reading import reading_as, system

from .models import MEMBERSHIP, Party, Role

TABLE = Party  # those whom a restriction may name
BELONGING = (*MEMBERSHIP, "chair")


def belongs_to(parties: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each of these parties (keys), the organisations and bodies in which it is a member today. One statement."""
    with reading_as(system("sight")):
        held = Role.objects.filter(possible(clock.today()), holder__key__in=parties, kind__in=BELONGING)
        found: dict[str, set[str]] = {}
        for holder, of in held.values_list("holder__key", "of__key"):
            found.setdefault(holder, set()).add(of)
    return {holder: frozenset(bodies) for holder, bodies in found.items()}


def called(keys: Iterable[str]) -> dict[str, str]:
    """Names of parties by key, those in the reader's sight."""
    rows = Party.objects.filter(key__in=list(keys)).prefetch_related("names").order_by("sort_key")
    return {row.key: _name(row) for row in rows}


def members_of(bodies: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each organisation or body, the parties (key, name) that belong to it today, those in the reader's sight."""
    held = Role.objects.filter(possible(clock.today()), of__key__in=list(bodies), kind__in=BELONGING)
    found: dict[str, dict[str, str]] = {}
    for role in held.order_by("holder__sort_key").prefetch_related("holder__names", "of"):
        if not role.holder.veiled and not role.of.veiled:
            found.setdefault(role.of.key, {})[role.holder.key] = _name(role.holder)
    return {body: list(members.items()) for body, members in found.items()}


def _name(party: Party) -> str:
    name = choose(party.names.all(), PartialDate.parse(clock.today()), "en", kinds=("short", "official"))
    return str(name.text if name is not None else party.key)
