"""Which kind a row is of, by its leading key: the kinds the apps offer, and the two that speak of any row."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from kurultay.kit import registry
from kurultay.kit.sources.entering import Row, RowKind, Wrong

from . import citing
from .problems import nearest

FIGURE, CLAIM = "figure", "claim"
OF_ANY = {
    FIGURE: frozenset({"value", "qualifier"}),  # a number that a source states of a row
    CLAIM: frozenset({"of", "field"}),  # another value of a field, kept beside the accepted one
}


@cache
def kinds() -> dict[str, RowKind]:
    """What the apps' intake.py offer. `name/party` is the kind of a row that begins with name and says party."""
    offered: dict[str, Any] = registry.gather("intake", "ROWS")
    return offered


def keyed() -> dict[str, RowKind]:
    """The kinds whose rows have a key; figures and claims speak of these by it."""
    return {name: kind for name, kind in kinds().items() if kind.identity == ("key",)}


def is_keyed(model: Any) -> bool:
    """Whether rows of this table have a key; those without are found by their text among those of their owner."""
    return any(field.name == "key" for field in model._meta.fields)


def kind_of(kind: str, given: Iterable[str], key: str = "") -> RowKind:
    """The kind of a row from its leading key and its other keys; raises Wrong."""
    if kind in kinds():
        return kinds()[kind]
    owners = sorted(name.partition("/")[2] for name in kinds() if name.partition("/")[0] == kind)
    if not owners:
        known = {name.partition("/")[0] for name in kinds()} | OF_ANY.keys()
        raise Wrong(f'A row begins with its kind; "{kind}" is none. {nearest(kind, known)}', key)
    said = [owner for owner in owners if owner in given]
    said = [owner for owner in said if owner not in citing.KEYS] or said  # `place` is that in the source, if need be
    if len(said) != 1:
        raise Wrong(f"A {kind} row says whose it is by one of the keys {', '.join(owners)}.", key)
    return kinds()[f"{kind}/{said[0]}"]


def check_keys(row: Row, allowed: Iterable[str]) -> None:
    """Raises Wrong for a key that rows of this kind do not have, with the nearest one that they have."""
    known = {*allowed, *citing.KEYS}
    for key in row.given:
        if key not in known:
            raise Wrong(f'A {row.kind} row has no "{key}". {nearest(key, known)}', key)


def keys_wanted(rows: Iterable[Row]) -> dict[Any, set[str]]:
    """The keys of rows of the record that these rows name, by table, so that they are fetched together."""
    wanted: dict[Any, set[str]] = defaultdict(set)
    for row in rows:
        try:
            kind = kind_of(row.kind, row.given)
        except Wrong:
            continue
        if kind.identity == ("key",):
            wanted[kind.model].add(row.value)
        for key, column in kind.columns.items():
            field = kind.model._meta.get_field(column)
            text = row.given.get(key)
            if isinstance(text, str) and field.is_relation and is_keyed(field.related_model):
                wanted[field.related_model].add(text)
    return wanted
