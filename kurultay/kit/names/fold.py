"""How names and words sound, in ASCII, so that one name in several scripts and spellings can be found and compared.

The letters' readings are data, in phonetic.toml.  Scripts written without spaces (Han, Thai) are only transcribed.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from anyascii import anyascii

from .case import APOSTROPHES, base_language

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "phonetic.toml").read_text(encoding="utf-8"))
LONGEST = 80  # letters of a word that are read; what is longer is no word, and must not fill the caches
REMEMBERED = 1 << 16  # words of which each cache keeps the answer: some 20 MB when all are full

_LETTERS: dict[str, str] = DATA["letters"]
_READINGS: dict[str, dict[str, Any]] = DATA["readings"]
_CLASS = str.maketrans({phoneme: key for key, phonemes in DATA["keys"].items() for phoneme in phonemes})
_READING_OF = {lang: name for name, reading in _READINGS.items() for lang in reading.get("languages", ())}

_HYPHENS = "\u2010\u2011-"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"  # soft hyphen, joiners, marks of direction
_MARKS = "".join(c for c in map(chr, range(0x300, 0x3100)) if unicodedata.category(c).startswith("M"))
_LETTERS_RUN = rf"(?:[^\W_{APOSTROPHES}][{_MARKS}{_UNSEEN}]*)+"
_WORD = re.compile(rf"{_LETTERS_RUN}(?:[{APOSTROPHES}{_HYPHENS}]{{1,2}}{_LETTERS_RUN})*")
_DROPPED = re.compile(rf"[{APOSTROPHES}{_UNSEEN}]")
_APART = "|"  # between letters of other scripts: Persian t and h side by side are not th
_ONE_I = str.maketrans("Iİı", "iii")


class Word(NamedTuple):
    """A word as it stands in a text, and where: `text[start:end]`."""

    text: str
    start: int
    end: int


def lower(text: str) -> str:
    """The text composed and in lower case, the four i made one, without apostrophes and invisible signs."""
    text = unicodedata.normalize("NFC", text).translate(_ONE_I).lower()
    return _DROPPED.sub("", unicodedata.normalize("NFC", text))


def words(text: str) -> list[Word]:
    """Letters and digits joined by apostrophes or hyphens, with their places in the text as it was given."""
    return [Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]


def plain_words(text: str) -> list[str]:
    """The same words without their places, at half the cost."""
    return _WORD.findall(text)


def readings(word: str, lang: str | None = None) -> tuple[str, ...]:
    """The word in phonemes, in each way it may be read, the plain one first; without sound, ().

    A language (BCP 47) that has a way of its own is read in that way, and in another only for letters foreign to it.
    """
    return _readings(word[:LONGEST], lang)


@lru_cache(REMEMBERED)
def _readings(word: str, lang: str | None) -> tuple[str, ...]:
    letters = "".join(_known(char) for char in lower(word))
    own = _READING_OF.get(base_language(lang)) if lang else None
    ways = [own, *_foreign(letters)] if own else [name for name in _READINGS if _applies(name, letters)]
    return tuple(dict.fromkeys(read for name in ways if (read := _smooth(_read(letters, name)))))


def keys(word: str) -> tuple[str, ...]:
    """The consonants of each reading, in classes, after an `a` if a vowel leads: `tkf` for Tokayev and Тоқаев."""
    return _keys(readings(word))


@lru_cache(REMEMBERED)
def _keys(read: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(key_of, read)))


def key_of(reading: str) -> str:
    """The key of one reading."""
    classes = re.sub(r"([a-z])\1+", r"\1", reading.lstrip("y").translate(_CLASS))
    vowel = "a" if classes[:1] in tuple("aeiou") else ""
    return vowel + re.sub("[aeiouy]", "", classes)


def _applies(name: str, letters: str) -> bool:
    return name == "plain" or any(group in letters for group in _READINGS[name].get("when", ()))


def _foreign(letters: str) -> list[str]:
    return [name for name, reading in _READINGS.items() if any(g in letters for g in reading.get("always", ()))]


@cache
def _table(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The letters of one reading, and the pattern that finds them, the longest group first."""
    sounds = _LETTERS | _READINGS[name].get("letters", {})
    return re.compile("|".join(sorted(sounds, key=lambda group: -len(group)))), sounds


def _read(letters: str, name: str) -> str:
    pattern, sounds = _table(name)
    return pattern.sub(lambda found: sounds[found[0]], letters).replace(_APART, "")


@lru_cache(1 << 12)
def _known(char: str) -> str:
    """A letter of the table for any letter: itself, without its accent, or in Latin; "" for what has no sound."""
    if char in _LETTERS:
        return char
    base = unicodedata.normalize("NFD", char)[0]
    if base in _LETTERS:
        return base
    latin = "".join(c for c in anyascii(char).translate(_ONE_I).lower() if c in _LETTERS or c.isdecimal())
    return f"{_APART}{latin}{_APART}"


def _smooth(sounds: str) -> str:
    """What writings do differently for one sound: dj for j, iy for i, y for a vowel, doubled letters."""
    sounds = re.sub(r"([a-z])\1+", r"\1", sounds.replace("dj", "j").replace("tq", "q"))
    sounds = re.sub(r"iy|yi", "i", sounds)
    sounds = re.sub(r"(?<![aeiou])y(?![aeiou])", "i", sounds)
    return re.sub(r"([a-z])\1+", r"\1", sounds)
