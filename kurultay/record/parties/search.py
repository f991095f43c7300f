"""What is found of parties and catalogues: names, codes, what is said of them, the areas of a catalogue."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.dates import FIRST
from kurultay.kit.finding.offered import Facts, Piece, Searchable, Tie, day_of

from .models import Catalogue, Party


def organisation_of(party: Party | None) -> int | None:
    """The number of the organisation a party is, or is part of; what it is part of is prefetched as `parent`."""
    if party is None or party.veiled:
        return None
    if party.kind == "organisation":
        return int(party.pk)
    parent = party.parent
    return None if parent is None or parent.veiled else int(parent.parent_id or parent.pk)


def _party_pieces(party: Party) -> Iterator[Piece]:
    for name in party.names.all():
        yield Piece(name, name.text, name.lang, is_name=True)
    for code in party.codes.all():
        yield Piece(code, code.value)
    for text in party.texts.all():
        yield Piece(text, text.text, text.lang)
    yield Piece(party, party.seat)


def _party_ties(party: Party) -> Iterator[Tie]:
    for number in (party.parent_id, party.state_id):
        if number is not None:
            yield Tie(party, ("parties.party", number))


def _party_facts(party: Party) -> Facts:
    day, _dates = day_of(party, "since")
    return Facts(day, (party.since_earliest, party.since_latest if party.since else FIRST), organisation_of(party))


def _catalogue_pieces(catalogue: Catalogue) -> Iterator[Piece]:
    yield Piece(catalogue, catalogue.title, is_name=True)
    for area in catalogue.areas.all():
        for name in area.names.all():
            yield Piece(name, name.text, name.lang)


def _catalogue_facts(catalogue: Catalogue) -> Facts:
    day, dates = day_of(catalogue, "adopted_on", "since")
    begins = (catalogue.since_earliest, catalogue.since_latest if catalogue.since else FIRST)
    return Facts(day, begins, organisation_of(catalogue.of), dates)


def _catalogue_ties(catalogue: Catalogue) -> Iterator[Tie]:
    yield Tie(catalogue, ("parties.party", catalogue.of_id))


SEARCHABLE: list[Any] = [
    Searchable(
        Party,
        kind="party",
        label=_("Party"),
        plural=_("Parties"),
        template="parties/found_party.html",
        prefetch=("names", "codes", "texts", "parent__names", "state__names"),
        pieces=_party_pieces,
        facts=_party_facts,
        ties=_party_ties,
        parts={"parties.partyname": "party", "parties.partycode": "party", "parties.partytext": "party"},
        moved={"parties.party": ("parent", ("parent_id", "kind"))},
    ),
    Searchable(
        Catalogue,
        kind="catalogue",
        label=_("Catalogue"),
        plural=_("Catalogues and strategies"),
        template="parties/found_catalogue.html",
        prefetch=("areas__names", "of__parent", "of__names"),
        pieces=_catalogue_pieces,
        facts=_catalogue_facts,
        ties=_catalogue_ties,
        parts={"parties.area": "catalogue", "parties.areaname": "area__catalogue"},
        moved={"parties.party": ("of", ("parent_id", "kind"))},
    ),
]
