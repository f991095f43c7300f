"""Keeping the index: the entries of things, made anew whenever a row of theirs changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction

from kurultay.kit.dates import FIRST
from kurultay.kit.names import fold
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.models import PUBLIC, Audience

from . import engines, tokens
from .days import tokens_of_date
from .models import Called, Heard, IndexMade, Tied
from .offered import Facts, Piece, Searchable, places, searchables, tie_token

BATCH = 500
PLACES = 1 << 6  # audiences of one thing
THINGS = 1 << 28
KINDS = 1 << 6
PARTY = "parties.party"
PART = "zpart"  # the token of an entry that a narrower audience reads


def number_of(day: date, kind: int, subject: int, place: int) -> int:
    """The number of an entry: later days have greater ones, and the entries of one thing stand side by side."""
    if not (kind < KINDS and subject < THINGS and place < PLACES):
        raise OverflowError(f"The index numbers {KINDS} kinds of {THINGS:,} things; {kind}/{subject} is beyond that.")
    return ((day.toordinal() * KINDS + kind) * THINGS + subject) * PLACES + place


def thing_of(number: int) -> tuple[int, int]:
    """The kind and the thing of an entry's number."""
    return number // (PLACES * THINGS) % KINDS, number // PLACES % THINGS


@dataclass
class Shelf:
    """What one audience reads of a thing, while it is gathered."""

    words: dict[str, None] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    parties: set[int] = field(default_factory=set)


def rules() -> str:
    """What the index follows from besides the record: the tokens' version, the letters, the searchable types."""
    letters = (Path(fold.__file__).parent / "phonetic.toml").read_bytes()
    return sha256(repr((tokens.VERSION, list(places()))).encode() + letters).hexdigest()


def reindex(things: dict[str, set[int]], tell: Callable[[int], None] = lambda n: None) -> int:
    """Make the entries of these things anew (type name -> numbers); returns how many things have one."""
    made, heard = 0, set[str]()
    with reading_as(system("index")):
        public = set(Audience.objects.filter(marking=PUBLIC).values_list("pk", flat=True))
        for thing in searchables():
            wanted = sorted(things.get(thing.type_name, ()))
            for start in range(0, len(wanted), BATCH):
                made += _write(thing, wanted[start : start + BATCH], public, heard)
                tell(made)
        _hear(heard)
        if not IndexMade.objects.exists():
            IndexMade(version=rules()).save()
    return made


def rebuild(tell: Callable[[int], None] = lambda n: None) -> int:
    """Make the whole index anew, in one transaction: whoever searches meanwhile finds by the old one."""
    with transaction.atomic(), reading_as(system("index")):
        engines.clear()
        IndexMade.objects.all().delete()
        made = 0
        for thing in searchables():
            numbers = thing.model.objects.order_by("pk").values_list("pk", flat=True)
            before = made
            made += reindex({thing.type_name: set(numbers)}, lambda n, before=before: tell(before + n))  # type: ignore[misc]
        IndexMade.objects.all().delete()
        IndexMade(version=rules()).save()
        engines.settle()
    return made


def behind() -> list[str]:
    """What the index lacks or holds too much of, as sentences; none where it is in step with the record."""
    found = []
    with reading_as(system("index")):
        made = IndexMade.objects.values_list("version", flat=True).first()
        if made is not None and made != rules():
            found.append("The search index was made by other rules.")
        counted = dict(
            engines.fetch(f"SELECT kind, COUNT(*) FROM kit_entry WHERE (id & {PLACES - 1}) = 0 GROUP BY kind")
        )
        for thing in searchables():
            held, has = thing.model.objects.count(), counted.get(thing.place, 0)
            if held != has:
                found.append(f"The search index has {has} of {held} rows of {thing.type_name}.")
    return found


def _write(thing: Searchable, numbers: list[int], public: set[int], heard: set[str]) -> int:
    stale = f"SELECT id FROM kit_entry WHERE kind = {thing.place} AND {engines.one_of('subject', numbers)}"
    engines.drop([row[0] for row in engines.fetch(stale)])
    entries, called, tied = [], [], []
    rows = list(thing.model.objects.filter(pk__in=numbers).prefetch_related(*thing.prefetch))
    for row in rows:
        facts = thing.facts(row)
        year = 0 if facts.day == FIRST else facts.day.year
        for place, (audience, shelf) in enumerate(_shelves(thing, row, facts, public, heard)):
            number = number_of(facts.day, thing.place, row.pk, place)
            columns = (number, thing.place, row.pk, audience, row.audience_id, facts.of, year, facts.begins[0])
            entries.append((columns, list(shelf.words)[: tokens.MOST]))
            called += [Called(entry_id=number, form=form) for form in sorted(shelf.forms)]
            tied += [Tied(entry_id=number, party=party) for party in sorted(shelf.parties)]
    engines.put(entries)
    models.QuerySet[Called, Called](Called).bulk_create(called, batch_size=300)
    models.QuerySet[Tied, Tied](Tied).bulk_create(tied, batch_size=300)
    return len(rows)


def _shelves(
    thing: Searchable, row: Any, facts: Facts, public: set[int], heard: set[str]
) -> Iterator[tuple[int, Shelf]]:
    """What all readers of a thing read, then what each narrower audience reads, the former included."""
    shelves: dict[int, Shelf] = defaultdict(Shelf)
    own = row.audience_id
    shelves[own].words[tie_token(thing.type_name, row.pk)] = None
    shelves[own].words |= dict.fromkeys(token for date in facts.dates for token in tokens_of_date(date))
    for piece in thing.pieces(row):
        audience = piece.row.audience_id
        shelf = shelves[own if audience in public else audience]
        _gather(shelf, piece, heard)
    for tie in thing.ties(row):
        audience = tie.row.audience_id
        shelf = shelves[own if audience in public else audience]
        type_name, number = tie.to
        shelf.words[tie_token(type_name, number)] = None
        if type_name == PARTY:
            shelf.parties.add(number)
    whole = shelves.pop(own)
    yield own, whole
    for audience in sorted(shelves)[: PLACES - 1]:
        shelf = shelves[audience]
        shelf.words = {PART: None, **whole.words, **shelf.words}
        shelf.parties |= whole.parties
        yield audience, shelf


def _gather(shelf: Shelf, piece: Piece, heard: set[str]) -> None:
    """Put the tokens of a piece on a shelf."""
    if not piece.is_name:
        tokens.gather(piece.text, piece.lang, shelf.words, heard)
        return
    own: dict[str, None] = {}
    tokens.gather(piece.text, piece.lang, own, heard)
    shelf.words |= own
    shelf.words |= {f"q{token}": None for token in own}
    if form := tokens.form(piece.text):
        shelf.forms.add(form)
        shelf.words[tokens.run_together(piece.text)] = None


def _hear(readings: set[str]) -> None:
    """Note how names sound; in order, so that two acts at once never wait for each other crosswise."""
    wanted = sorted(readings)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        known = set(Heard.objects.filter(reading__in=some).values_list("reading", flat=True))
        new = [Heard(reading=r, key=fold.key_of(r)[: tokens.LONGEST]) for r in some if r not in known]
        models.QuerySet[Heard, Heard](Heard).bulk_create(new, ignore_conflicts=True)


def things_of(parts: Iterable[tuple[str, str, Any]]) -> dict[str, set[int]]:
    """The things that changed parts belong to: (type of the thing, way from the part, value at its first step).

    A way `provision__document` asks the table of provisions; `id` is the thing itself; `=body` asks the things whose
    key this is.
    """
    found: dict[str, set[int]] = defaultdict(set)
    farther: dict[tuple[str, str], set[Any]] = defaultdict(set)
    for type_name, way, value in parts:
        if value is None:
            continue
        if "__" in way or way.startswith("="):
            farther[type_name, way].add(value)
        else:
            found[type_name].add(value)
    for (type_name, way), values in farther.items():
        found[type_name] |= set(_far(type_name, way, values))
    return found


def _far(type_name: str, way: str, values: Collection[Any]) -> Iterable[int]:
    thing = searchables()[places()[type_name]]
    if way.startswith("="):
        return thing.model.everything.filter(**{f"{way[1:]}__in": values}).values_list("pk", flat=True)  # type: ignore[no-any-return]
    first, _, rest = way.partition("__")
    table = next(
        model._meta.get_field(first).related_model
        for name, way_of in thing.parts.items()
        if way_of == way and (model := apps.get_model(name))
    )
    return table.everything.filter(pk__in=values).values_list(f"{rest}_id", flat=True)  # type: ignore[no-any-return]
