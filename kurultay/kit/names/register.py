"""Whom a name may mean, among all the record's names: proposals to choose from, in the reader's sight, never a merge.

Each process keeps one index and brings it up to date with the acts since. It is trusted with finding only: what is
proposed is read again from the database, for the reader who asks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from kurultay.kit import clock, registry
from kurultay.kit.acting.models import Act, ChainHead, Change
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.readers import scope

from .compare import EXTRA_WORD, LONE_SURNAME, SAME, sounds
from .index import Entry, Found, Index

EQUAL = 0.05  # proposals nearer to the first than this stand equal with it: a person chooses
LONGEST = 300  # letters of a name that are looked at, as many as a name in the record may have
CAUGHT_UP = 10_000  # changed names that are read one by one; after more the index is made anew
Head = tuple[int, str]


def _nothing() -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Named:
    """What an app offers in `named.py` for a kind of thing, so that the register finds it by its names."""

    names: Any  # the table of names
    bearer: str  # the field in it that points at the thing
    apart: Callable[[Sequence[Any], PartialDate, str], dict[int, str]]  # words that tell two of one name apart, by pk
    extra: float = EXTRA_WORD  # what a word costs that only one of two names has
    surnames: bool = False  # whether many share a word by which they are called
    lent: Callable[[], Iterable[tuple[int, str, str, int]]] = _nothing  # names in no row: thing, text, lang, audience
    lent_by: tuple[Any, ...] = ()  # tables; a change in one of them changes what is lent

    @property
    def model(self) -> Any:
        """The table of the things."""
        return self.names._meta.get_field(self.bearer).related_model


@dataclass(frozen=True)
class Proposal:
    """A thing that may be meant: how alike, by which of its names, and what tells it from others of that name."""

    kind: str
    bearer: Any
    text: str
    lang: str
    score: float
    apart: str

    @property
    def is_match(self) -> bool:
        """Whether the names are alike enough to be one; below it is a candidate only."""
        return self.score >= SAME


@dataclass(frozen=True)
class Suggestion:
    """The proposals for a name, likest first."""

    proposals: tuple[Proposal, ...] = ()
    choice: tuple[Proposal, ...] = ()  # those that stand equal at the top, where there is more than one: homonyms
    more: bool = False  # whether more were found than asked for

    @property
    def one(self) -> Proposal | None:
        """The one thing meant as far as names can tell; None where there is no match or a choice to make."""
        first = self.proposals[0] if self.proposals else None
        return first if first and first.is_match and not self.choice else None


def kinds() -> dict[str, Named]:
    """The kinds of things that bear names, as apps offer them."""
    return registry.gather("named", "NAMED")  # type: ignore[return-value]


def suggest(
    text: str,
    *,
    kinds: Collection[str] = (),
    lang: str | None = None,
    on: PartialDate | None = None,
    shown_in: str = "en",
    limit: int = 8,
) -> Suggestion:
    """What in the record a name may mean, for the reader in force.

    `lang` is the language the name is written in, if known; `on` and `shown_in` are for the words that tell homonyms
    apart. One statement, and for each kind proposed two and those of its words.
    """
    audiences = scope("Names").audiences()
    text = text[:LONGEST]
    found = _up_to_date().look(text, audiences, kinds, lang)
    read = _read(found[:limit], on or PartialDate.parse(clock.today()), shown_in)
    proposals = tuple(p for f in found[:limit] if (p := read.get((f.entry.kind, f.entry.bearer))) is not None)
    return Suggestion(proposals, _choice(text, proposals), len(found) > limit)


def holds_all() -> bool:
    """Whether every name of the record is looked at."""
    return not _up_to_date().full


def _choice(text: str, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Those that stand equal with the first; of those called by a surname, every bearer of the surname asked for."""
    called = {kind for kind, offered in kinds().items() if offered.surnames}
    lone = len(sounds(text, joined=True)) == 1 and bool(proposals) and proposals[0].kind in called
    top = tuple(
        p
        for p in proposals
        if p.score > proposals[0].score - EQUAL or (lone and p.kind in called and p.score >= LONE_SURNAME)
    )
    return top if len(top) > 1 else ()


def _read(found: Sequence[Found], on: PartialDate, lang: str) -> dict[tuple[str, int], Proposal]:
    """The things found as the reader may see them; what is out of sight or withdrawn by now is left out."""
    read = {}
    for kind in dict.fromkeys(f.entry.kind for f in found):
        offered = kinds()[kind]
        by_bearer = {f.entry.bearer: f for f in found if f.entry.kind == kind}
        bearers = list(offered.model.objects.filter(pk__in=by_bearer).prefetch_related("names"))
        apart = offered.apart(bearers, on, lang)
        for bearer in bearers:
            entry, score = by_bearer[bearer.pk].entry, by_bearer[bearer.pk].score
            if entry.row < 0 or any(name.pk == entry.row and name.text == entry.text for name in bearer.names.all()):
                words = apart.get(bearer.pk, "")
                read[kind, bearer.pk] = Proposal(kind, bearer, entry.text, entry.lang, score, words)
    return read


_lock = Lock()
_held: tuple[Head, Index] | None = None


def _up_to_date() -> Index:
    """The index as of the last act. One statement where nothing was done since."""
    global _held
    with reading_as(system("names")), _lock:
        head = ChainHead.objects.filter(pk=1).values_list("number", "hash").first() or (0, "")
        if _held is None or _held[0] != head:
            before, _held = _held, None  # an index that was brought half-way up to date is thrown away
            index = _caught_up(*before) if before is not None else None
            _held = (head, _made() if index is None else index)
        return _held[1]


def _made() -> Index:
    offered = kinds()
    index = Index((e for kind in offered for e in _entries(kind)), {kind: one.extra for kind, one in offered.items()})
    for kind in offered:
        index.lend(kind, _lent(kind))
    return index


def _entries(kind: str, **narrowed: Any) -> Iterator[Entry]:
    offered = kinds()[kind]
    rows = offered.names.objects.filter(**narrowed).order_by("pk")
    columns = rows.values_list(f"{offered.bearer}_id", "pk", "text", "lang", "audience_id")
    return (Entry(kind, *row) for row in columns.iterator())


def _lent(kind: str) -> Iterator[Entry]:
    return (Entry(kind, bearer, 0, text, lang, audience) for bearer, text, lang, audience in kinds()[kind].lent())


def _caught_up(head: Head, index: Index) -> Index | None:
    """The index with the names that later acts wrote; None where it has to be made anew.

    That is when the head it was made at is not in this history: another database, or an act that was taken back.
    """
    if index.worn or not Act.objects.filter(number=head[0], hash=head[1]).exists():
        return None
    offered = kinds()
    tables = {one.names.type_name(): kind for kind, one in offered.items()}
    lenders = {table.type_name(): kind for kind, one in offered.items() for table in one.lent_by}
    later = Change.objects.filter(act__number__gt=head[0], subject_type__in=[*tables, *lenders])
    changed = set(later.values_list("subject_type", "subject_id")[: CAUGHT_UP + 1])
    if len(changed) > CAUGHT_UP:
        return None
    for table, kind in tables.items():
        _read_again(index, kind, [row for of, row in changed if of == table])
    for kind in {kind for table, kind in lenders.items() if any(of == table for of, _row in changed)}:
        index.lend(kind, _lent(kind))
    return index


def _read_again(index: Index, kind: str, rows: list[int]) -> None:
    for start in range(0, len(rows), 500):
        some = rows[start : start + 500]
        for row in some:
            index.drop(kind, row)
        for entry in _entries(kind, pk__in=some):
            index.put(entry)
