"""Suggestions while somebody types: things whose names begin so, or hold words that begin so."""

from kurultay.kit.names import fold

from . import engines, sighted, tokens
from .asking import AllOf, AnyOf, Clause, Expr, Term, also, of_names, of_word
from .hearing import Thing, heard
from .offered import by_kind, searchables
from .writing import PLACES, thing_of

LEAST = 2  # letters; of a script without spaces one is enough
LOOKED_AT = 60  # things of each rank


def suggest(typed: str, kinds: tuple[str, ...] = ()) -> list[Thing]:
    """Things in the reader's sight, those whose name begins with what is typed first. Three statements.

    `kinds` are words of searchable types; all where none is named. An unknown one is a ValueError.
    """
    if unknown := set(kinds) - set(by_kind()):
        raise ValueError(
            f"There is no kind {', '.join(sorted(unknown))}; the kinds are {', '.join(sorted(by_kind()))}."
        )
    sight, ways = sighted.condition(), _ways(typed)
    if sight is None or not ways:
        return []
    among = f" AND {engines.one_of('e.kind', [by_kind()[kind].place for kind in kinds])}" if kinds else ""
    some = (
        f"SELECT e.id / {PLACES} AS thing FROM {engines.found()} AND {sight}{among} "
        f"ORDER BY {engines.order()} DESC LIMIT {LOOKED_AT}"
    )
    statement = " UNION ALL ".join(f"SELECT {rank}, thing FROM ({some}) w{rank}" for rank in range(len(ways)))
    best: dict[int, int] = {}
    with engines.by_words():
        for rank, number in engines.fetch(statement, [engines.said(way) for way in engines.spelled(ways)]):
            best[number] = min(rank, best.get(number, rank))
    things = {number: Thing(*thing_of(number * PLACES)) for number in best}
    return [things[n] for n in sorted(best, key=lambda n: (searchables()[things[n].place].beside, best[n], -n))]


def _ways(typed: str) -> list[Expr]:
    """The name begins so; then, it holds these words in any writing, the last of which may be unfinished."""
    words = [word.text for word in fold.words(typed)]
    if not words or (len(fold.lower("".join(words))) < LEAST and not tokens.unspaced(typed)):
        return []
    exprs = [(word, of_word(word, begins=place == len(words) - 1)) for place, word in enumerate(words)]
    clauses = [Clause(word, expr, is_word=True) for word, expr in exprs if expr is not None]
    also_heard = heard(clauses)
    known = tuple(of_names(also(clause, *also_heard.get(n, ())).expr) for n, clause in enumerate(clauses))
    begun = [Term(token, begins=True)] if (token := tokens.run_together(typed)) else []
    if not known:
        return list(begun)
    both = known[0] if len(known) == 1 else AllOf(known)
    return [*begun, AnyOf((both, *begun)) if begun else both]
