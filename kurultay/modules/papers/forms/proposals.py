"""What a text seems to say, as proposals for somebody to confirm: each with the words of the text that say so.

A proposal is never a fact. It cannot exist without its span, and what it gives is read again from the quoted words
alone by the same rule, so that nothing is proposed which the text does not hold.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("lexicon")
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@dataclass(frozen=True)
class Span:
    """Words of a text: from which letter to which, and what they are."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """The words of `text` from `start` to `end`; raises ValueError where there are none."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"There are no letters {start} to {end} in a text of {len(text)}.")
        return cls(start, end, text[start:end])

    def stands_in(self, text: str) -> bool:
        """Whether these are the words of the text at that place."""
        return text[self.start : self.end] == self.quote


@dataclass(frozen=True)
class Proposal:
    """A value proposed for a field, the words that say so, and the rule by which they do."""

    field: str
    value: Any
    span: Span
    rule: str


@cache
def lexicon(lang: str) -> dict[str, Any]:
    """The words of a language: its own, else those of English."""
    known = lang.partition("-")[0]
    name = known if known in LANGUAGES else "en"
    return {"lang": name, **tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))}


def phrases(words: Iterable[str]) -> str:
    """A pattern for any of these phrases as whole words, the longest first; `*` is any ending."""
    ordered = sorted(words, key=len, reverse=True)
    like = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in ordered)
    return rf"(?<!\w)(?:{like})(?!\w)" if ordered else r"(?!)"
