"""What is found of people: their names in every script, and the posts they held."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.finding.offered import Facts, Piece, Searchable, Tie

from .models import Person


def _pieces(person: Person) -> Iterator[Piece]:
    for name in person.names.all():
        yield Piece(name, name.text, name.lang, is_name=True)
    for tenure in person.tenures.all():
        yield Piece(tenure, tenure.post)
        yield Piece(tenure, tenure.rank)


def _ties(person: Person) -> Iterator[Tie]:
    if person.state_id is not None:
        yield Tie(person, ("parties.party", person.state_id))
    for tenure in person.tenures.all():
        for number in {tenure.at_id, tenure.for_party_id} - {None}:
            yield Tie(tenure, ("parties.party", number))


SEARCHABLE: list[Any] = [
    Searchable(
        Person,
        kind="person",
        label=_("Person"),
        plural=_("People"),
        template="people/found_person.html",
        prefetch=("names", "tenures__at__names", "tenures__for_party__names", "state__names"),
        pieces=_pieces,
        facts=lambda person: Facts(),
        ties=_ties,
        parts={"people.personname": "person", "people.tenure": "person"},
    ),
]
