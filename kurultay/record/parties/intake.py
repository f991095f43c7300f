"""Rows of parties in import files: parties, their codes, names and texts, catalogues, areas, roles."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django.db.models import prefetch_related_objects

from kurultay.kit.dates import period_of, spell_period
from kurultay.kit.names.rows import lend_sort_key, out_of_step
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.sources.entering import Entering, Row, RowKind, Wrong

from .actions import settle_sort_key
from .models import Area, AreaName, Catalogue, Party, PartyCode, PartyName, PartyText, Role

NAME = {"lang": "lang", "kind": "kind", "primary": "primary", "since": "since", "until": "until"}
EDITORIAL = frozenset({"lang", "kind", "primary"})  # how the record files a name; the source states text and dates


def codes_of(row: Row) -> list[Row]:
    """`codes: {iso3: TUR}` as one row per code."""
    codes = row.given.get("codes", {})
    if not isinstance(codes, dict):
        raise Wrong('"codes" pairs schemes with codes: codes: {iso2: TR, iso3: TUR}.', "codes")
    shared = {key: row.given[key] for key in ("at", "place", "fact", "basis", "why", "as_of") if key in row.given}
    given = {**shared, "party": row.value}
    return [
        Row(row.file, row.lines.get("codes", row.line), "code", value, {**given, "scheme": scheme}, row.lines)
        for scheme, value in codes.items()
    ]


def sort_by_key(party: Party, entering: Entering) -> None:
    """A party without a name yet is listed by its key."""
    party.sort_key = sort_key(party.key, "en")


def complete_name(name: PartyName, entering: Entering) -> None:
    """Fill script and sort key, and the sort key of a party that is new too."""
    name.settle()
    lend_sort_key(name, name.party)


def settle_name(name: AreaName, entering: Entering) -> None:
    """Fill script and sort key."""
    name.settle()


def put_last(area: Area, entering: Entering) -> None:
    """A new area comes after those its catalogue has."""
    area.position = entering.count(Area, catalogue=area.catalogue)


def settle_parties(parties: list[Party]) -> None:
    """Keep the sort keys of parties that got names in step with these."""
    for party in out_of_step(parties):
        settle_sort_key(party)


def may_share_days(one: Any, other: Any) -> bool:
    """Whether two periods surely overlap, or may for more than a year: less is how a hand-over in a year looks."""
    surely = period_of(one).overlaps_certainly(period_of(other))
    last, first = min(one.until_latest, other.until_latest), max(one.since_earliest, other.since_earliest)
    return surely or (last - first).days > 366


def doubts_of_roles(roles: list[Role]) -> Iterator[tuple[Role, str]]:
    """Roles outside what they are part of, held twice, or held at once where one holds them at a time."""
    prefetch_related_objects(roles, "within", "area__catalogue", "holder", "of")
    for role in roles:
        yield from ((role, text) for text in _outside(role))
    numbers = {role.pk: role for role in roles}
    owners = sorted({role.of_id for role in roles})
    for start in range(0, len(owners), 500):
        beside = Role.objects.filter(of__in=owners[start : start + 500], within=None).order_by("pk")
        groups: dict[tuple[Any, ...], list[Role]] = defaultdict(list)
        for role in beside.prefetch_related("holder"):
            only = None if role.kind == "chair" else role.holder_id
            groups[role.of_id, role.kind, role.area_id, only].append(role)
        for group in groups.values():
            for one, other in combinations(group, 2):
                new = numbers.get(other.pk) or numbers.get(one.pk)
                if new is not None and may_share_days(one, other):
                    first = one if new.pk == other.pk else other
                    yield new, f"It may overlap {first.key}, {spell_period(period_of(first), 'en')}."


def _outside(role: Any) -> Iterator[str]:
    """What is odd about a role by itself."""
    whole, area = role.within, role.area
    if whole is not None and (
        role.since_latest < whole.since_earliest
        or role.since_earliest >= whole.until_latest
        or (role.until and role.until_earliest > whole.until_latest)
    ):
        yield f"It lies outside {whole.key}, of which it is a term: {spell_period(period_of(whole), 'en')}."
    if area is not None:
        of = area.catalogue
        if role.since_earliest >= of.until_latest or role.until_latest <= of.since_earliest:
            yield f"Its area belongs to {of.key}, {spell_period(period_of(of), 'en')}: another time."
    for party in (role.holder, role.of):
        if role.since and party.since and role.since_latest < party.since_earliest:
            yield f"It begins before {party.key} did: {role.since}, and {party.since}."


ROWS = {
    "party": RowKind(
        Party,
        {
            "party": "key", "kind": "kind", "parent": "parent", "state": "state", "seat": "seat",
            "since": "since", "until": "until",
        },
        required=("kind",),
        lists=frozenset({"codes"}),
        expand=codes_of,
        complete=sort_by_key,
    ),
    "code": RowKind(
        PartyCode,
        {"code": "value", "party": "party", "scheme": "scheme", "since": "since", "until": "until"},
        identity=("party", "scheme"),
        required=("party", "scheme"),
        kept_with="party",
        editorial=frozenset({"scheme"}),
    ),
    "name/party": RowKind(
        PartyName,
        {"name": "text", "party": "party", **NAME},
        identity=("party", "text", "lang"),
        required=("party",),
        kept_with="party",
        editorial=EDITORIAL,
        complete=complete_name,
        settle=settle_parties,
    ),
    "name/area": RowKind(
        AreaName,
        {"name": "text", "area": "area", **NAME},
        identity=("area", "text", "lang"),
        required=("area",),
        kept_with="area",
        editorial=EDITORIAL,
        complete=settle_name,
    ),
    "text/party": RowKind(
        PartyText,
        {"text": "text", "party": "party", "about": "about", "lang": "lang", "status": "status"},
        identity=("party", "about", "lang", "text"),
        required=("party", "about"),
        kept_with="party",
        whole=True,
    ),
    "catalogue": RowKind(
        Catalogue,
        {
            "catalogue": "key", "of": "of", "kind": "kind", "title": "title", "adopted": "adopted_on",
            "since": "since", "until": "until", "continues": "continues",
        },
        required=("of", "title"),
        kept_with="of",
    ),
    "area": RowKind(
        Area,
        {
            "area": "key", "catalogue": "catalogue", "kind": "kind", "parent": "parent", "number": "number",
            "continues": "continues",
        },
        required=("catalogue", "kind"),
        kept_with="catalogue",
        complete=put_last,
    ),
    "role": RowKind(
        Role,
        {
            "role": "key", "holder": "holder", "of": "of", "as": "kind", "area": "area", "within": "within",
            "term": "term", "terms": "terms", "since": "since", "until": "until",
        },
        required=("holder", "of", "as"),
        kept_with="of",
        doubts=doubts_of_roles,
    ),
}  # fmt: skip
