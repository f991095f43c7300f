"""How alike two names are, from 0 to 1, whatever their scripts: words as they sound, each beside its best match.

A name is never translated here: Germany and Deutschland are two names of one row in the record.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import permutations

from . import fold

SAME = 0.78  # from here on two names of persons or places are proposed as one
LONE_SURNAME = 0.75  # the most that one word can say of a name of several: a candidate, never a match
EXTRA_WORD = 0.06  # what each word costs that only one side has: a patronymic, a second given name
MOST_WORDS = 6  # up to here every assignment of words is tried, beyond it the best pairs are taken in turn


def _pairs(groups: dict[str, float]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for group, cost in groups.items():
        for one in group:
            for other in group:
                found[one, other] = 0.0 if one == other else min(cost, found.get((one, other), 1.0))
    return found


def _each(groups: dict[str, float]) -> dict[str, float]:
    return {phoneme: cost for group, cost in groups.items() for phoneme in group}


_EXCHANGE = _pairs(fold.DATA["costs"]["exchange"])
_EXTRA = _each(fold.DATA["costs"]["extra"])
_WEIGHTS = _each(fold.DATA["weights"])
_PARTICLES = frozenset(map(fold.lower, fold.DATA["beside"]["particles"]))
_PATRONYMICS = frozenset(map(fold.lower, fold.DATA["beside"]["patronymics"]))
_TITLES = frozenset(map(fold.lower, fold.DATA["beside"]["titles"]))
_FEMININE = tuple(fold.DATA["endings"]["feminine"])
_HYPHENS = re.compile("[-\u2010\u2011]")

Sounds = tuple[str, ...]  # the readings of one word
Pair = tuple[Sounds, Sounds]


def similarity(
    a: str, b: str, lang_a: str | None = None, lang_b: str | None = None, *, extra: float = EXTRA_WORD
) -> float:
    """How alike two names are: 1 the same, from SAME on a match to propose, LONE_SURNAME at most for a lone surname.

    `extra` is what each word costs that only one of them has.
    """
    split_a, split_b = sounds(a, lang_a), sounds(b, lang_b)
    tried = [_assigned(split_a, split_b, extra)]
    if _HYPHENS.search(a) or _HYPHENS.search(b):
        joined_a, joined_b = sounds(a, lang_a, joined=True), sounds(b, lang_b, joined=True)
        both = ((joined_a, joined_b), (joined_a, split_b), (split_a, joined_b))
        tried += [_assigned(one, other, extra) for one, other in both]
    if len(split_a) != len(split_b):
        tried.append(alike(_whole(a, lang_a), _whole(b, lang_b)))
    return max(tried)


@lru_cache(fold.REMEMBERED)
def sounds(name: str, lang: str | None = None, *, joined: bool = False) -> tuple[Sounds, ...]:
    """The readings of each word that tells who bears the name; words with a hyphen as one if `joined`, else as two."""
    words = [fold.readings(word, lang) for word in _telling(name, joined)]
    return tuple(word for word in words if word)


@lru_cache(fold.REMEMBERED)
def alike(a: Sounds, b: Sounds) -> float:
    """How alike two words are: the best of their readings."""
    if set(a) & set(b):
        return 1.0
    return max((_alike(one, other) for one in a for other in b), default=0.0)


def words_alike(a: str, b: str) -> float:
    """How alike two single words sound: what a hit by key alone is verified with."""
    return alike(fold.readings(a), fold.readings(b))


def _telling(name: str, joined: bool) -> Iterable[str]:
    """The words of a name without titles, particles and fathers' names, unless it has no others."""
    words = [word.text for word in fold.words(name)]
    words = [word for word in words if fold.lower(word) not in _TITLES] or words
    parts = words if joined else [part for word in words for part in _HYPHENS.split(word)]
    small = [fold.lower(part) for part in parts]
    beside = {place for place, part in enumerate(small) if part in _PARTICLES | _PATRONYMICS}
    fathers = {place - 1 for place, part in enumerate(small) if part in _PATRONYMICS}
    without = beside | fathers if len(parts) - len(beside | fathers) > 1 else beside
    return [part for place, part in enumerate(parts) if place not in without] or parts


def _whole(name: str, lang: str | None) -> Sounds:
    return fold.readings("".join(_telling(name, joined=False)), lang)


def _assigned(a: Sequence[Sounds], b: Sequence[Sounds], extra: float) -> float:
    """The best assignment of the words of the shorter name to words of the longer one."""
    if not a or not b:
        return 0.0
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    score = max(_score(pairs) for pairs in _assignments(few, many))
    score *= max(0.0, 1 - extra * (len(many) - len(few)))
    lone = len(few) == 1 < len(many)
    return min(score, LONE_SURNAME) if lone else score


def _assignments(few: Sequence[Sounds], many: Sequence[Sounds]) -> Iterable[list[Pair]]:
    """Ways to give each word of the shorter name one of the longer: what sounds the same first, then each order."""
    same: list[Pair] = []
    left, over = [], list(many)
    for word in few:
        other = next((other for other in over if alike(word, other) == 1), None)
        if other is None:
            left.append(word)
        else:
            same.append((word, other))
            over.remove(other)
    if len(over) <= MOST_WORDS:
        return ([*same, *zip(left, order, strict=True)] for order in permutations(over, len(left)))
    for word in left:
        same.append((word, max(over, key=lambda other: alike(word, other))))
        over.remove(same[-1][1])
    return [same]


def _score(pairs: list[Pair]) -> float:
    """Half the mean over the words, weighted by length, and half the least of them; two sexes are two persons."""
    found = [(alike(one, other), max(weight(one[0]), weight(other[0]))) for one, other in pairs]
    mean = sum(score * heavy for score, heavy in found) / sum(heavy for _, heavy in found)
    score = (mean + min(score for score, _ in found)) / 2
    return min(score, LONE_SURNAME) if any(_two_sexes(*pair) for pair in pairs) else score


def _two_sexes(a: Sounds, b: Sounds) -> bool:
    """Whether two surnames differ by the feminine ending: Mirziyoyev, Mirziyoyeva."""
    if a[0].endswith(_FEMININE) == b[0].endswith(_FEMININE):
        return False
    return alike(a, b) >= SAME and a[0][-1:] != b[0][-1:]


@lru_cache(1 << 12)
def weight(reading: str) -> float:
    """How much there is of a reading: consonants count whole, vowels half."""
    return sum(_WEIGHTS.get(phoneme, 1.0) for phoneme in reading)


def _alike(a: str, b: str) -> float:
    """One less the cost of turning one reading into the other, as a share of the heavier one."""
    extra = [_EXTRA.get(phoneme, 1.0) for phoneme in b]
    row = [0.0]
    for cost in extra:
        row.append(row[-1] + cost)
    for one in a:
        without = _EXTRA.get(one, 1.0)
        before, row = row, [row[0] + without]
        for place, other in enumerate(b):
            exchanged = before[place] + (0.0 if one == other else _EXCHANGE.get((one, other), 1.0))
            row.append(min(exchanged, before[place + 1] + without, row[place] + extra[place]))
    return max(0.0, 1 - row[-1] / max(weight(a), weight(b)))
