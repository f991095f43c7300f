"""What a person asks: words, "phrases", -without, begin*; and the tokens by which each of them is satisfied."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from kurultay.kit.names import fold

from . import days, tokens

BEGINS = 4  # from so many sounds on a word is also found by words that begin with it
MOST_WORDS = 24  # of a question; further ones are left out

_CHUNK = re.compile(r'(?P<minus>(?<!\S)[-\u2212](?=\S))?(?:["“”„«](?P<phrase>[^"“”»]*)["“”»]?|(?P<plain>[^\s"“”„«»]+))')


class Term(NamedTuple):
    """One token, or all that begin with it; near where it is not the word asked for itself."""

    token: str
    begins: bool = False
    near: bool = False


class AllOf(NamedTuple):
    """Everything of this."""

    of: tuple["Expr", ...]


class AnyOf(NamedTuple):
    """Something of this."""

    of: tuple["Expr", ...]


Expr = Term | AllOf | AnyOf


@dataclass(frozen=True)
class Clause:
    """One word, phrase or date of a question."""

    text: str
    expr: Expr
    without: bool = False
    is_word: bool = False  # a plain word: names may be made of it, and it may be heard otherwise


def read(question: str) -> list[Clause]:
    """The clauses of a question in their order; what has neither letters nor figures is passed over."""
    found: list[Clause] = []
    dates = [day for day in days.days_in(question) if '"' not in question]
    for chunk in _CHUNK.finditer(question):
        without = chunk["minus"] is not None
        if chunk["phrase"] is not None:
            found += _phrase(chunk["phrase"], without)
            continue
        day = next((day for day in dates if day.start <= chunk.start("plain") < day.end), None)
        if day is not None and not without:
            if chunk.start("plain") <= day.start or not found:
                text = question[day.start : day.end]
                both = _whole(word.expr for word in _words(text, False))
                found.append(Clause(text, AnyOf((Term(day.tokens[0]), both))))
            continue
        found += _words(chunk["plain"], without)
    return found[:MOST_WORDS]


def _words(text: str, without: bool) -> Iterator[Clause]:
    words = fold.words(text)
    for place, word in enumerate(words):
        begins = place == len(words) - 1 and text.endswith("*")
        if (expr := of_word(word.text, begins=begins)) is not None:
            yield Clause(word.text, expr, without, is_word=not begins)


def _phrase(text: str, without: bool) -> Iterator[Clause]:
    """Words side by side; one word in quotation marks is that very word, and nothing that begins with it."""
    units = [unit for word in fold.words(text) for unit in tokens.units(word.text)]
    signs = [Term(sign) for run in tokens.unspaced(text) for sign in _whole_signs(run)]
    pairs = [Term(tokens.pair(one, other)) for one, other in pairwise(units)]
    if signs or pairs:
        yield Clause(text, _whole([*signs, *pairs]), without)
    elif units and (expr := _pruned(of_word(text))) is not None:
        yield Clause(text, expr, without)


def of_word(word: str, *, begins: bool = False) -> Expr | None:
    """What satisfies one word; None for one without sound."""
    found: list[Expr] = []
    for run in tokens.unspaced(word):
        found += (Term(sign, begins=len(sign) < tokens.PAIR) for sign in _whole_signs(run))
    parts = tokens.parts(tokens.without_unspaced(word))
    ways: list[Expr] = []
    if len(parts) > 1:
        ways += _form("".join(parts), begins)
        apart = [way for part in parts if (way := _any(_form(part, begins and part == parts[-1]))) is not None]
        ways += [_whole(apart)] if len(apart) > 1 else []
    elif parts:
        ways += (way for form in tokens.forms(parts[0]) for way in _form(form, begins))
    if (spaced := _any(ways)) is not None:
        found.append(spaced)
    return _whole(found) if found else None


def _form(form: str, begins: bool) -> list[Expr]:
    """The terms of one form of a word: its number, its sounds, and what begins with them."""
    terms: list[Expr] = []
    if digits := tokens.leading_digits(form):
        terms.append(Term(tokens.number(digits), begins))
        if digits == form:
            return terms
    for reading in fold.readings(form):
        token = f"p{reading[: tokens.LONGEST]}"
        terms.append(Term(token, begins))
        if not begins and len(reading) >= BEGINS:
            terms.append(Term(token, begins=True, near=True))
    return terms


def _whole_signs(run: str) -> list[str]:
    """The pairs of signs of a run; one sign alone asks for all pairs that begin with it."""
    signs = tokens.signs(run)
    return signs[:-1] if len(signs) > 1 else signs


def _whole(exprs: "Iterator[Expr] | list[Expr]") -> Expr:
    of = tuple(exprs)
    return of[0] if len(of) == 1 else AllOf(of)


def _any(exprs: list[Expr]) -> Expr | None:
    of = tuple(dict.fromkeys(exprs))
    return (of[0] if len(of) == 1 else AnyOf(of)) if of else None


def all_of(clauses: list[Clause]) -> Expr | None:
    """Everything that is wanted, as one expression; None where nothing is."""
    wanted = [clause.expr for clause in clauses if not clause.without]
    return _whole(wanted) if wanted else None


def any_unwanted(clauses: list[Clause]) -> Expr | None:
    """What a thing must not have any of."""
    return _any([clause.expr for clause in clauses if clause.without])


def also(clause: Clause, *others: Term) -> Clause:
    """The clause, satisfied by these terms as well."""
    return replace(clause, expr=AnyOf((clause.expr, *others))) if others else clause


def exactly(expr: Expr | None) -> Expr | None:
    """What is left of a question by its very words; None where a part of it has none."""
    return _pruned(expr)


def _pruned(expr: Expr | None) -> Expr | None:
    if expr is None or isinstance(expr, Term):
        return None if expr is None or expr.near else expr
    kept = [_pruned(part) for part in expr.of]
    if isinstance(expr, AllOf):
        return None if None in kept else _whole([part for part in kept if part is not None])
    return _any([part for part in kept if part is not None])


def of_names(expr: Expr) -> Expr:
    """The same question asked of the names of things alone."""
    return changed(expr, lambda term: term._replace(token=f"q{term.token}"))


def changed(expr: Expr, change: Callable[[Term], Expr]) -> Expr:
    """The expression with each term changed."""
    if isinstance(expr, Term):
        return change(expr)
    return type(expr)(tuple(changed(part, change) for part in expr.of))


def terms(expr: Expr) -> Iterator[Term]:
    """Every term of an expression."""
    if isinstance(expr, Term):
        yield expr
    else:
        for part in expr.of:
            yield from terms(part)


def holds(expr: Expr, words: frozenset[str] | set[str]) -> bool:
    """Whether a set of tokens satisfies an expression: what both engines answer, said in Python."""
    if isinstance(expr, Term):
        if expr.begins:
            return any(word.startswith(expr.token) for word in words)
        return expr.token in words
    return (all if isinstance(expr, AllOf) else any)(holds(part, words) for part in expr.of)
