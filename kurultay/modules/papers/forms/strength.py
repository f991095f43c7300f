"""Which sentences of a text promise something and how strongly, and which only tell something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .proposals import Proposal, Span, lexicon, phrases

WORDS_BETWEEN = 3  # "have decided to request": what follows so closely is one promise, of the later strength
_END = re.compile(r"(?<=[.;!?…])[\s\"”»)]+(?=\S)")
_SHORT = re.compile(r"(?:\b(?:No|Nos|Art|Mr|Mrs|Ms|Dr|St|H\.E|i\.e|e\.g|cf|vol|г|ст|п|см|Sn|No)|\b[A-ZА-Я])\.$")


@dataclass(frozen=True)
class Hit:
    """A phrase of the lexicon in a text: which strength it has, or that it only tells ("")."""

    strength: str
    weak: bool
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A part of a text that promises one thing: the words of it, and its strength with the words that say so."""

    span: Span
    verb: Proposal


@cache
def _likes(lang: str) -> list[tuple[str, bool, re.Pattern[str]]]:
    words = lexicon(lang)
    found = [(name, False, re.compile(phrases(some), re.IGNORECASE)) for name, some in words["strength"].items()]
    found += [(name, True, re.compile(phrases(some), re.IGNORECASE)) for name, some in words.get("weak", {}).items()]
    found.append(("", False, re.compile(phrases(words["informational"]["words"]), re.IGNORECASE)))
    return found


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end; a semicolon ends one, as declarations use it."""
    start = 0
    for found in _END.finditer(text):
        if _SHORT.search(text[start : found.start()]):
            continue
        yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def hits(text: str, start: int, end: int, lang: str) -> list[Hit]:
    """The phrases of the lexicon in a sentence, in order; of two that overlap the longer one counts."""
    found = [
        Hit(name, weak, match.start(), match.end())
        for name, weak, like in _likes(lang)
        for match in like.finditer(text, start, end)
    ]
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -(hit.end - hit.start), hit.weak)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def passages(text: str, lang: str) -> list[Passage]:
    """The parts of a text that each promise one thing, in order."""
    found = []
    for start, end in sentences(text):
        known = hits(text, start, end, lang)
        if _is_preamble(text, start, end, known):
            continue
        told = next((hit.start for hit in known if not hit.strength), None)
        strong = [hit for hit in known if hit.strength and not (hit.weak and (told is not None and told < hit.start))]
        strong = [hit for hit in strong if not hit.weak] or strong[:1]
        begins = start
        for place, hit in enumerate(strong):
            later = strong[place + 1] if place + 1 < len(strong) else None
            if (
                later is not None
                and len(text[hit.end : later.start].split()) < WORDS_BETWEEN
                and not re.search(r"[,;]", text[hit.end : later.start])
            ):
                continue
            ends = end if later is None else _joint(text, hit.end, later.start)
            verb = Proposal("verb", hit.strength, Span.of(text, hit.start, hit.end), "strength")
            found.append(Passage(_trimmed(text, begins, ends), verb))
            begins = ends
    return found


def _is_preamble(text: str, start: int, end: int, known: list[Hit]) -> bool:
    """Whether a sentence recalls or considers something and ends with a comma, as preambles do before what follows."""
    begins = known and not known[0].strength and known[0].start - start <= 1
    return bool(begins) and text[start:end].rstrip().endswith(",")


def mark(text: str, lang: str) -> Proposal | None:
    """Whether a paragraph is operative or informational, by the first words that tell; None where none do."""
    promised = passages(text, lang)
    if promised:
        return Proposal("operative", True, promised[0].verb.span, "strength")
    for start, end in sentences(text):
        for hit in hits(text, start, end, lang):
            if not hit.strength:
                return Proposal("operative", False, Span.of(text, hit.start, hit.end), "telling")
    return None


def _joint(text: str, after: int, before: int) -> int:
    """Where one promise ends and the next of the same sentence begins: at its comma, semicolon or "and"."""
    parts = list(re.finditer(r"[,;]\s*(?:and\s+|и\s+|ve\s+)?|\s(?:and|и|ve)\s+", text[after:before]))
    return after + parts[-1].end() if parts else before


def _trimmed(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    lead = len(said) - len(said.lstrip(" \t\n,;"))
    tail = len(said.rstrip(" \t\n,;"))
    tail = len(re.sub(r"[\s,;]+(?:and|и|ve)$", "", said[:tail]))
    return Span.of(text, start + lead, start + max(tail, lead + 1))
