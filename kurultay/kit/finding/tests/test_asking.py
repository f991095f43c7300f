"""What a question says: words, phrases, what is not wanted, beginnings, dates; and that both engines answer so."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.finding import engines, tokens
from kurultay.kit.finding.asking import (
    AllOf,
    AnyOf,
    Expr,
    Term,
    all_of,
    any_unwanted,
    changed,
    exactly,
    holds,
    of_names,
    read,
)


def finds(question: str, text: str) -> bool:
    """Whether a text satisfies a question, as both engines would answer."""
    kept: dict[str, None] = {}
    tokens.gather(text, "", kept, set())
    clauses = read(question)
    wanted, unwanted = all_of(clauses), any_unwanted(clauses)
    return wanted is not None and holds(wanted, set(kept)) and not (unwanted and holds(unwanted, set(kept)))


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("summit", "The Summit of 2015", True),
        ("summit samarkand", "The Summit of 2015", False),
        ("summit -informal", "An informal summit", False),
        ("summit −informal", "A formal summit", True),
        ('"turkic academy"', "The Turkic Academy met", True),
        ('"turkic academy"', "The academy is Turkic", False),
        ("“turkic academy”", "The Turkic Academy met", True),
        ("«turkic academy»", "The academy is Turkic", False),
        ('summit -"turkic academy"', "Summit at the Turkic Academy", False),
        ('"declar"', "A declaration", False),
        ("declar", "A declaration", True),
        ("dec*", "A declaration", True),
        ("dec", "A declaration", False),
        ("20 May 2014", "Held on 2014-05-20", True),
        ("May 2014", "Held on 20.05.2014", True),
        ("2014-05-20", "Held in May 2014", False),
        ("20*", "In 2014", True),
        ("20", "In 2014", False),
        ("习近平", "国家主席习近平访问", True),
        ("近", "国家主席习近平访问", True),
        ("平近", "国家主席习近平访问", False),
        ("Kassym-Jomart", "Kassymjomart came", True),
        ("Kassym-Jomart", "Jomart and Kassym", True),
        ("e-mail", "mail", False),
        ("AND OR NOT", "and or not", True),
    ],
)
def test_what_a_question_finds(question: str, text: str, found: bool) -> None:
    assert finds(question, text) is found


@pytest.mark.parametrize("question", ["", "   ", "!!!", '""', '"', "-", "*", "“”", "()&|:*"])
def test_what_has_no_word_asks_nothing(question: str) -> None:
    assert read(question) == []


def test_only_what_is_not_wanted_wants_nothing() -> None:
    clauses = read("-summit")
    assert all_of(clauses) is None
    assert any_unwanted(clauses) == clauses[0].expr


def test_by_its_very_words_is_without_beginnings() -> None:
    word = all_of(read("manat"))
    assert word == AnyOf((Term("pmanat"), Term("pmanat", begins=True, near=True)))
    assert exactly(word) == Term("pmanat")
    assert exactly(AllOf((Term("pa"), Term("pb", True, near=True)))) is None
    assert of_names(Term("pa", True)) == Term("qpa", True)


@given(st.text(max_size=80))
def test_any_question_is_read_and_said(question: str) -> None:
    clauses = read(question)
    for expr in (all_of(clauses), any_unwanted(clauses)):
        if expr is not None:
            assert engines.said(expr).isascii()
            assert not set(engines.said(expr)) & set("'\"\\;-")


TOKENS = ["pa", "pab", "pabc", "pb", "pba", "n1", "n12"]
TERMS = st.builds(Term, st.sampled_from(TOKENS), st.booleans())
EXPRS: st.SearchStrategy[Expr] = st.recursive(
    TERMS,
    lambda parts: (
        st.builds(AllOf, st.lists(parts, min_size=1, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(parts, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


@pytest.mark.django_db
def test_the_engine_answers_as_the_expression_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every set of these tokens is an entry; a few hundred expressions are asked of the engine and of Python."""
    sets = [[t for place, t in enumerate(TOKENS) if n >> place & 1] for n in range(1, 1 << len(TOKENS))]
    rows = [((n, 0, n, 1, 1, None, 0, "2000-01-01"), words) for n, words in enumerate(sets, 1)]
    engines.put(rows)

    @given(EXPRS, st.integers(0, 9))
    def ask(expr: Expr, spelled: int) -> None:
        """As it is, and with beginnings spelled out that at most so many tokens have."""
        wanted = {n for n, words in enumerate(sets, 1) if holds(expr, set(words))}
        monkeypatch.setattr(engines, "SPELLED", spelled)
        for way in (expr, *engines.spelled([expr])):
            found = {row[0] for row in engines.fetch(f"SELECT e.id FROM {engines.found()}", [engines.said(way)])}
            assert found == wanted

    ask()
    assert changed(Term("pa"), lambda term: term) == Term("pa")
    many = AnyOf((*(Term(f"p{n:04d}x") for n in range(3000)), Term("pabc")))
    found = engines.fetch(f"SELECT COUNT(*) FROM {engines.found()}", [engines.said(many)])
    assert found == [(64,)], connection.vendor


@pytest.mark.django_db
def test_a_beginning_is_asked_as_the_tokens_that_begin_so_on_sqlite() -> None:
    engines.put(
        [((1, 0, 1, 1, 1, None, 0, "2000-01-01"), ["pbax", "pbay", "pbb", *(f"pc{n:03d}" for n in range(101))])]
    )
    spelled = engines.spelled([Term("pba", begins=True), AllOf((Term("pc", begins=True), Term("pba")))])
    if connection.vendor == "sqlite":
        assert spelled[0] == AnyOf((Term("pbax"), Term("pbay")))
    else:
        assert spelled[0] == Term("pba", begins=True)
    assert spelled[1] == AllOf((Term("pc", begins=True), Term("pba")))  # too many tokens begin so


@pytest.mark.django_db
def test_the_longest_question_is_answered() -> None:
    """As many words as are read, each begun by as many tokens as are spelled out."""
    words = [f"{a}{b}{c}n" for a in "bdg" for b in "aeio" for c in "lr"]
    held = [f"p{word}{ending:03d}" for word in words for ending in range(engines.SPELLED)]
    engines.put([((1, 0, 1, 1, 1, None, 0, "2000-01-01"), held)])
    expr = AllOf(tuple(Term(f"p{word}", begins=True) for word in words))
    for way in (expr, *engines.spelled([expr])):
        assert engines.fetch(f"SELECT e.id FROM {engines.found()}", [engines.said(way)]) == [(1,)]
