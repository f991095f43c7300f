"""The one stream of tokens that texts and questions are turned into; small ASCII words, the same on every database.

`p` how a word sounds, `n` a number, `d` a day or month, `u` two signs of a script written without spaces, `b` two
words side by side.  A token of something's own name stands a second time behind a `q`; ties are `e` tokens.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kurultay.kit.names import fold
from kurultay.kit.names.case import APOSTROPHES

from .days import days_in

VERSION = "1"  # raise it with every change of what is made of a text: the index is then made anew
LONGEST = 40  # letters of a token
PAIR = 11  # letters of the token of two signs
MOST = 30_000  # different tokens of one thing: a document of some 150 pages

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]+"
)
_HYPHENS = re.compile("[-\u2010\u2011]+")
_SUFFIX = re.compile(rf"(?<=...)[{APOSTROPHES}]\w{{1,6}}$")
_DIGITS = re.compile(r"\d+")


class Token(NamedTuple):
    """A token and the place of its word in the text: `text[start:end]`."""

    text: str
    start: int
    end: int


def stream(text: str, lang: str = "") -> Iterator[Token]:
    """Every token of a text with its place, in its order; some words yield several."""
    previous: tuple[str, int] | None = None
    for word in fold.words(text):
        read = _read(word.text, lang)
        yield from _signs_in(word)
        for token in read.tokens:
            if token[0] != "u":
                yield Token(token, word.start, word.end)
        for unit in read.units:
            if previous is not None:
                yield Token(pair(previous[0], unit), previous[1], word.end)
            previous = (unit, word.start)
    for day in days_in(text):
        for token in day.tokens:
            yield Token(token, day.start, day.end)


def _signs_in(word: fold.Word) -> Iterator[Token]:
    """The pairs of signs in a word, each at its own place."""
    for run in _UNSPACED.finditer(word.text):
        for place, token in enumerate(signs(run[0]), word.start + run.start()):
            yield Token(token, place, place + (2 if len(token) == PAIR else 1))


def gather(text: str, lang: str, into: dict[str, None], heard: set[str]) -> None:
    """Add the tokens of a text, as `stream` has them but without their places, and how its names sound.

    A word that a text repeats is read once.
    """
    words = fold.plain_words(text)
    read = {word: _read(word, lang) for word in dict.fromkeys(words)}
    for each in read.values():
        into |= each.tokens
        heard.update(each.heard)
    units = [unit for word in words for unit in read[word].units]
    into |= dict.fromkeys(map(pair, units, units[1:]))
    for day in days_in(text):
        into |= dict.fromkeys(day.tokens)


class _Read(NamedTuple):
    """What one word is read as."""

    tokens: dict[str, None]
    units: tuple[str, ...]
    heard: tuple[str, ...]  # its readings, where it is written as a name


@lru_cache(1 << 17)
def _read(word: str, lang: str) -> _Read:
    found = of_word(word, lang)
    heard = tuple(token[1:] for token in found if token[0] == "p") if is_named(word) else ()
    return _Read(dict.fromkeys(found), units(word), heard)


def of_word(word: str, lang: str = "") -> tuple[str, ...]:
    """The tokens of one word: its readings, those of its parts, its number, or the signs of an unspaced script."""
    found: dict[str, None] = {}
    for run in unspaced(word):
        found |= dict.fromkeys(signs(run))
    for form in forms(without_unspaced(word)):
        if digits := leading_digits(form):
            found[number(digits)] = None
            if digits == form:
                continue
        found |= dict.fromkeys(f"p{reading[:LONGEST]}" for reading in fold.readings(form, lang or None))
    return tuple(found)


def forms(word: str) -> list[str]:
    """A word, its parts where hyphens join them, and each without a suffix behind an apostrophe."""
    apart = parts(word)
    whole = [*apart, "".join(apart)] if len(apart) > 1 else apart
    return list(dict.fromkeys(form for part in whole for form in (part, _SUFFIX.sub("", part))))


def parts(word: str) -> list[str]:
    """What hyphens join in a word."""
    return [part for part in _HYPHENS.split(word) if part]


def signs(run: str) -> list[str]:
    """A run of an unspaced script in pairs of signs, and its last sign alone, so that each sign begins a token."""
    codes = [f"{ord(sign):05x}" for sign in run]
    return [f"u{one}{other}" for one, other in zip(codes, [*codes[1:], ""], strict=True)]


def unspaced(word: str) -> list[str]:
    """The runs of a word in scripts that are written without spaces."""
    return _UNSPACED.findall(word)


def without_unspaced(word: str) -> str:
    """What else a word has."""
    return _UNSPACED.sub("", word)


def leading_digits(word: str) -> str:
    """The figures a word begins with: 5 of 5th."""
    digits = _DIGITS.match(word)
    return digits[0] if digits else ""


def number(digits: str) -> str:
    """The token of a number in any script's digits, without leading noughts."""
    plain = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    return f"n{(plain.lstrip('0') or '0')[:LONGEST]}"


def units(word: str) -> tuple[str, ...]:
    """What a word is in a phrase: the plain reading of each of its parts."""
    return tuple(reading for part in parts(word) if (reading := (fold.readings(part) or ("",))[0]))


def pair(one: str, other: str) -> str:
    """The token of two words side by side."""
    return f"b{zlib.crc32(f'{one} {other}'.encode()):08x}"


def form(text: str) -> str:
    """What two writings of one name have in common: the plain reading of its words, one after another."""
    return " ".join(unit for word in fold.words(text) for unit in units(word.text))[:200]


def run_together(text: str) -> str:
    """The token of a whole name, which begins as the name does; "" without letters."""
    together = form(text).replace(" ", "")
    return f"s{together[:LONGEST]}" if together else ""


def is_named(word: str) -> bool:
    """Whether a word is written as names are: with a capital, or in a script without them."""
    return word[:1].lower() == word[:1].upper() or word[:1] != word[:1].lower()
