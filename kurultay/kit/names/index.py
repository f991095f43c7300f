"""All names of a record in memory, found by how they sound: one index for every reader, asked with their audiences.

Whatever is counted or ranked is counted among the names of those audiences alone, so a name out of sight moves nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from .case import fold as spelling
from .compare import EXTRA_WORD, similarity, sounds
from .fold import key_of, readings

COMPARED = 48  # names compared in full: those that share most, and least common, keys with what was asked
HELD = 250_000  # names at the most, about 160 MB; later ones are left to search
LEAST = 0.6  # below this likeness a name is not worth a person's look
JOINED = 3  # up to so many words a name may also be written in one word: Nur-Sultan, Nursultan


class Entry(NamedTuple):
    """A name as the index holds it: of which kind of thing, whose, in which row (below 0: lent), for whom."""

    kind: str
    bearer: int
    row: int
    text: str
    lang: str
    audience: int


@dataclass(frozen=True)
class Found:
    """A thing that may be meant, by the name of it that is most like what was asked."""

    entry: Entry
    score: float


class Index:
    """Names by the keys of their words; one that changed is taken out and put in again.

    `extra` is what a word costs in names of a kind, where only one of two names has it.
    """

    def __init__(self, entries: Iterable[Entry] = (), extra: Mapping[str, float] | None = None) -> None:
        self._extra = extra or {}
        self.full = False  # whether a name was left out
        self._entries: list[Entry | None] = []
        self._places: dict[tuple[str, int], int] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for entry in entries:
            self.put(entry)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry in self._entries if entry is not None)

    @property
    def worn(self) -> bool:
        """Whether so many names were taken out that the index should be made anew."""
        return len(self._entries) > 2 * len(self._places) + 1000

    def put(self, entry: Entry) -> None:
        """Take a name up, in place of what its row held before."""
        self.drop(entry.kind, entry.row)
        if len(self) >= HELD:
            self.full = True
            return
        place = len(self._entries)
        self._entries.append(entry)
        self._places[entry.kind, entry.row] = place
        for key in keys_of(entry.text, entry.lang):
            self._by_key[key].append(place)

    def drop(self, kind: str, row: int) -> None:
        """Forget the name of a row; nothing where there is none."""
        place = self._places.pop((kind, row), None)
        if place is not None:
            self._entries[place] = None

    def lend(self, kind: str, entries: Iterable[Entry]) -> None:
        """Take up names of a kind that stand in no row, in place of those lent before."""
        row = -1
        while (kind, row) in self._places:
            self.drop(kind, row)
            row -= 1
        for row, entry in enumerate(entries, 1):
            self.put(entry._replace(row=-row))

    def look(
        self, text: str, audiences: Collection[int] | None, kinds: Collection[str] = (), lang: str | None = None
    ) -> list[Found]:
        """The things whose names are like this text, likest first, each once; None is every audience."""
        best: dict[tuple[str, int], Found] = {}
        for entry in self._candidates(text, audiences, kinds):
            found = Found(entry, self._score(text, lang, entry))
            thing = (entry.kind, entry.bearer)
            if found.score >= LEAST and (thing not in best or _place(found) < _place(best[thing])):
                best[thing] = found
        return sorted(best.values(), key=_place)

    def _score(self, text: str, lang: str | None, entry: Entry) -> float:
        if spelling(entry.text) == spelling(text):
            return 1.0
        extra = self._extra.get(entry.kind, EXTRA_WORD)
        return round(similarity(text, entry.text, lang, entry.lang, extra=extra), 3)

    def _candidates(self, text: str, audiences: Collection[int] | None, kinds: Collection[str]) -> list[Entry]:
        """The names to compare: by the keys they share, a rare one counting more, then by brevity."""
        weights: defaultdict[Entry, float] = defaultdict(float)
        for key in keys_of(text):
            entries = (self._entries[place] for place in self._by_key.get(key, ()))
            seen = [
                entry
                for entry in entries
                if entry is not None
                and (audiences is None or entry.audience in audiences)
                and (not kinds or entry.kind in kinds)
            ]
            for entry in seen:
                weights[entry] += len(seen) ** -0.5
        order = ((-weight, len(entry.text), entry) for entry, weight in weights.items())
        return [entry for _weight, _length, entry in nsmallest(COMPARED, order)]


def keys_of(text: str, lang: str | None = None) -> set[str]:
    """The keys under which a name is found: of each of its words, and of a short name written in one."""
    words = sounds(text, lang)
    whole = readings("".join(word[0] for word in words)) if 1 < len(words) <= JOINED else ()
    return {key for word in (*words, whole) for reading in word if (key := key_of(reading))}


def _place(found: Found) -> tuple[float, str, str, int]:
    return (-found.score, found.entry.text, found.entry.kind, found.entry.bearer)
