"""Marking in a text what a question found there, in whatever script it is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from kurultay.kit.finding import tokens
from kurultay.kit.finding.asking import Clause, Expr, holds, terms

SNIPPET = 240  # letters of a text that are shown around what was found
LEAD = 60  # of these, before it
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Marker:
    """What a question marks: for each of its clauses, tokens and beginnings of tokens."""

    clauses: tuple[Clause, ...]

    @cached_property
    def _wanted(self) -> list[tuple[Expr, frozenset[str], tuple[str, ...]]]:
        found = []
        for clause in self.clauses:
            if not clause.without:
                each = list(terms(clause.expr))
                whole = frozenset(term.token for term in each if not term.begins)
                found.append((clause.expr, whole, tuple(term.token for term in each if term.begins)))
        return found

    def places(self, text: str, lang: str = "") -> list[tuple[int, int, int]]:
        """Where the text has what a clause asks: (start, end, number of the clause), in order.

        A name of several words is marked where the text has all of them.
        """
        read = list(tokens.stream(text, lang))
        known = {token.text for token in read}
        met = [(n, *wanted[1:]) for n, wanted in enumerate(self._wanted) if holds(wanted[0], known)]
        return [
            (token.start, token.end, n)
            for token in read
            for n, whole, begun in met
            if token.text in whole or (begun and token.text.startswith(begun))
        ]

    def met(self, text: str, lang: str = "") -> int:
        """How many clauses a text satisfies."""
        return len({place for _start, _end, place in self.places(text, lang)})

    def holds_all(self, text: str, lang: str = "") -> bool:
        """Whether it satisfies every clause."""
        return self.met(text, lang) == len(self._wanted)

    def marked(self, text: str, lang: str = "") -> SafeString:
        """The text, escaped, with what was found in it marked."""
        return _marked(text, self.places(text, lang), 0, len(text))

    def snippet(self, text: str, lang: str = "") -> tuple[int, SafeString]:
        """How many clauses a text satisfies, and its part around the first of these, marked."""
        places = self.places(text, lang)
        if not places:
            return 0, SafeString("")
        start = _before(text, max(0, places[0][0] - LEAD))
        end = _behind(text, min(len(text), start + SNIPPET))
        shown = _marked(text, places, start, end)
        cut = format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(text) else "")
        return len({place for _start, _end, place in places}), cut


def _marked(text: str, places: Iterable[tuple[int, int, int]], start: int, end: int) -> SafeString:
    """Part of a text with marks; overlapping places are one."""
    parts: list[str] = []
    at = start
    for first, last, _place in sorted(places):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        parts += [conditional_escape(text[at:first]), format_html("<mark>{}</mark>", text[first:last])]
        at = last
    parts.append(conditional_escape(text[at:end]))
    return mark_safe("".join(parts))  # noqa: S308  every part is escaped


def _before(text: str, at: int) -> int:
    """The beginning of the word that stands at a place."""
    while at > 0 and not _SPACE.match(text[at - 1]):
        at -= 1
    return at


def _behind(text: str, at: int) -> int:
    """The end of the word before a place."""
    end = at
    while end < len(text) and end > 0 and not _SPACE.match(text[end]):
        end -= 1
    return end or at
