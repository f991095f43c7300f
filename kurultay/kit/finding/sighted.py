"""The condition of sight over entries: a reader meets what an audience of theirs reads, of things they read."""

from kurultay.kit.reading.readers import scope

from . import engines
from .writing import PLACES


def condition() -> str | None:
    """The condition in SQL over `e`; None where the reader sees nothing at all."""
    audiences = scope("The search index").audiences()
    if audiences is None:
        return "1 = 1"
    if not audiences:
        return None
    within = engines.one_of("e.within", audiences)
    return f"{engines.one_of('e.audience', audiences)} AND ((e.id & {PLACES - 1}) = 0 OR {within})"


def of_wholes() -> str:
    """The condition over entries of whole things, which all readers of a thing read."""
    audiences = scope("The search index").audiences()
    seen = "1 = 1" if audiences is None else engines.one_of("e.audience", audiences)
    return f"{seen} AND (e.id & {PLACES - 1}) = 0"
