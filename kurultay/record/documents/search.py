"""What is found of documents: titles, symbols, what is said of them, the texts of their provisions."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.dates import FIRST, partial
from kurultay.kit.finding.offered import Facts, Piece, Searchable, Tie, day_of
from kurultay.record.parties.search import organisation_of

from .models import Document


def _pieces(document: Document) -> Iterator[Piece]:
    for name in document.names.all():
        yield Piece(name, name.text, name.lang, is_name=True)
    yield Piece(document, document.symbol, is_name=bool(document.symbol))
    for text in document.texts.all():
        yield Piece(text, text.text, text.lang)
    for provision in document.provisions.all():
        for text in provision.texts.all():
            yield Piece(text, text.text, text.lang)
    for party in document.parties.all():
        yield Piece(party, party.words)
    for action in document.actions.all():
        yield Piece(action, action.text)
        yield Piece(action, action.reference)


def _ties(document: Document) -> Iterator[Tie]:
    for number in {document.of_id, document.issued_by_id} - {None}:
        yield Tie(document, ("parties.party", number))
    for meeting in {document.adopted_at_id, document.signed_at_id} - {None}:
        yield Tie(document, ("meetings.meeting", meeting))
    if document.place_id is not None:
        yield Tie(document, ("meetings.place", document.place_id))
    for tied in (*document.parties.all(), *document.actions.all()):
        if tied.party_id is not None:
            yield Tie(tied, ("parties.party", tied.party_id))
        if tied.person_id is not None:
            yield Tie(tied, ("people.person", tied.person_id))


def _facts(document: Document) -> Facts:
    day, _first = day_of(document, "signed_on", "adopted_on", "published_on")
    dates = tuple(d for name in ("signed_on", "adopted_on", "published_on") if (d := partial(document, name)))
    begins = (min(d.earliest for d in dates), min(d.latest for d in dates)) if dates else (FIRST, FIRST)
    planned = document.stage in ("expected", "tabled")
    return Facts(day, begins, organisation_of(document.of), dates, planned)


SEARCHABLE: list[Any] = [
    Searchable(
        Document,
        kind="document",
        label=_("Document"),
        plural=_("Documents"),
        template="documents/found_document.html",
        prefetch=("names", "texts", "provisions__texts", "parties", "actions", "of__parent", "of__names"),
        pieces=_pieces,
        facts=_facts,
        ties=_ties,
        parts={
            "documents.documentname": "document",
            "documents.documenttext": "document",
            "documents.provision": "document",
            "documents.provisiontext": "provision__document",
            "documents.documentparty": "document",
            "documents.partyaction": "document",
        },
        moved={"parties.party": ("of", ("parent_id", "kind"))},
    ),
]
