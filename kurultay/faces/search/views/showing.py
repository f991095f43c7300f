"""What is shown of things found: their name that day, a line of facts, and the words that were found."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from kurultay.kit.dates import PartialDate
from kurultay.kit.finding.gathering import with_parts
from kurultay.kit.finding.hearing import Thing
from kurultay.kit.finding.offered import Piece, Searchable, searchables
from kurultay.kit.names.choice import choose
from kurultay.kit.names.scripts import direction, script_of
from kurultay.kit.pages.asked import Asked

from .marking import Marker

READ = 20_000  # letters of a thing that are looked through for the words found

LATER, PLANNED, UNSURE = "later", "planned", "not-determinable"


@dataclass(frozen=True)
class Words:
    """A text with its language, for the page."""

    text: str | SafeString
    lang: str

    @property
    def dir(self) -> str:
        return direction(script_of(str(self.text)))


@dataclass(frozen=True)
class Shown:
    """One thing found, as the page shows it."""

    row: Any
    thing: Searchable
    title: Words
    other: Words | None  # another name of it, by which it was found
    snippet: Words | None
    state: str  # "", LATER, PLANNED or UNSURE
    label: str

    @property
    def url(self) -> str:
        return str(self.row.get_absolute_url())


def load(things: Iterable[Thing]) -> dict[Thing, Any]:
    """The rows in the reader's sight, with what their offers read of them; a few statements for each type."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for thing in things:
        wanted[thing.place].append(thing.number)
    found = {}
    for place, numbers in sorted(wanted.items()):
        offer = searchables()[place]
        rows = list(offer.model.objects.filter(pk__in=numbers))
        for row in with_parts(rows, (*offer.prefetch, *offer.shown_with)):
            found[Thing(place, row.pk)] = row
    return found


def shown(things: Iterable[Thing], rows: dict[Thing, Any], marker: Marker, question: Asked) -> list[Shown]:
    """The things in their order, each as the page shows it; one that is no longer there is passed over."""
    return [_shown(thing, rows[thing], marker, question) for thing in things if thing in rows]


def name_of(row: Any, question: Asked) -> Words:
    """What a thing is called on the day asked about."""
    if not hasattr(row, "names"):
        return Words(str(row), "en")
    name = choose(row.names.all(), question.on, question.lang)
    return Words(name.text, name.lang) if name is not None else Words(row.key, "en")


def _shown(thing: Thing, row: Any, marker: Marker, question: Asked) -> Shown:
    offer = searchables()[thing.place]
    name = name_of(row, question)
    pieces = [piece for piece in offer.pieces(row) if piece.text]
    other = None if marker.holds_all(str(name.text), name.lang) else _other(pieces, name, marker)
    title = Words(marker.marked(str(name.text), name.lang), name.lang)
    return Shown(row, offer, title, other, _snippet(pieces, marker), state(offer, row, question.on), str(offer.label))


def _other(pieces: list[Piece], name: Words, marker: Marker) -> Words | None:
    """The first other name that has more of the question than the one shown."""
    least = marker.met(str(name.text), name.lang)
    for piece in pieces:
        if piece.is_name and piece.text != name.text and marker.met(piece.text, piece.lang) > least:
            return Words(marker.marked(piece.text, piece.lang), piece.lang)
    return None


def _snippet(pieces: list[Piece], marker: Marker) -> Words | None:
    """The part of the thing's texts that has most of the question."""
    best: tuple[int, Words] | None = None
    read = 0
    for piece in pieces:
        if piece.is_name:
            continue
        read += len(piece.text)
        if read > READ and best is not None:
            break
        count, text = marker.snippet(piece.text[:READ], piece.lang)
        if count and (best is None or count > best[0]):
            best = count, Words(text, piece.lang or "en")
    return best[1] if best else None


def state(offer: Searchable, row: Any, on: PartialDate) -> str:
    """Whether the thing was there on that day: "" for yes, UNSURE, or PLANNED or LATER where it begins afterwards."""
    facts = offer.facts(row)
    earliest, latest = facts.begins
    if earliest > on.latest:
        return PLANNED if facts.planned else LATER
    if latest > on.latest and latest != datetime.date.max:
        return UNSURE
    return ""
