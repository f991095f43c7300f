"""The keys every row may have: where in the source it stands, on what basis, under which outside numbers."""

from collections.abc import Mapping
from typing import Any

from kurultay.kit.sources.entering import Row, Wrong
from kurultay.kit.sources.models import STATED, Citation, Source
from kurultay.kit.sources.stating import Cite

from .problems import nearest
from .values import value_of

PLACING = (
    "at",
    "place",
    "as_of",
    "printed",
    "note",
)  # at, place: the place in the source
WEIGHING = ("basis", "why", "accept", "fact", "facts", "contradiction")
KEYS = frozenset({*PLACING, *WEIGHING, "marking", "named"})


def cite_of(
    row: Row, source: Source, columns: Mapping[str, str], given: tuple[str, ...], cited: tuple[str, ...]
) -> Cite:
    """Where the values of a row stand in `source`; raises Wrong.

    `columns` leads from the keys of the row to fields; `given` are the fields it gives, `cited` those a source states.
    """

    def text(key: str, column: str) -> Any:
        return value_of(Citation._meta.get_field(column), key, row.given[key], _no_rows) if key in row.given else ""

    by_place = "place" not in columns and ("place" in row.given or "at" in columns)
    place = text("place" if by_place else "at", "place")
    basis = text("basis", "basis") or STATED
    why = text("why", "why")
    if basis != STATED and not why:
        raise Wrong(f'A value that is {basis} needs its rule or reason: write "why".', "basis")
    accept = _fields(row, columns, given)
    if accept and not why:
        raise Wrong('A value that is accepted over another needs a reason: write "why".', "accept")
    return Cite(
        source=source,
        place=place,
        as_of=text("as_of", "as_of"),
        basis=basis,
        why=" ".join(part for part in (why, text("note", "why")) if part),
        refs={"": text("fact", "ref"), **_by_field(row, "facts", columns, cited)},
        printed=_printed(row, columns, cited),
        dispute=text("contradiction", "dispute"),
        accept=frozenset(accept),
    )


def _no_rows(model: Any, text: str, key: str) -> Any:
    raise Wrong(f'"{key}" takes a text.', key)


def _field(name: str, key: str, columns: Mapping[str, str], cited: tuple[str, ...]) -> str:
    """The field that a row calls `name` in one of its lists of fields."""
    field = columns.get(name, name)
    if field not in cited:
        given = [each for each, column in columns.items() if column in cited]
        raise Wrong(f'"{key}" speaks of "{name}", which this row does not give. {nearest(name, given)}', key)
    return field


def _fields(row: Row, columns: Mapping[str, str], given: tuple[str, ...]) -> list[str]:
    names = row.given.get("accept", [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Wrong('"accept" lists keys of this row: accept: [since].', "accept")
    return [_field(name, "accept", columns, given) for name in names]


def _by_field(row: Row, key: str, columns: Mapping[str, str], cited: tuple[str, ...]) -> dict[str, str]:
    pairs = row.given.get(key, {})
    if not isinstance(pairs, dict) or not all(isinstance(value, str) for value in pairs.values()):
        raise Wrong(f'"{key}" pairs keys of this row with texts: {key}: {{since: S3-040}}.', key)
    return {_field(name, key, columns, cited): value for name, value in pairs.items()}


def _printed(row: Row, columns: Mapping[str, str], cited: tuple[str, ...]) -> dict[str, str]:
    """`printed: X` speaks of the one value a row gives, or of its leading one; else it says of which."""
    printed = row.given.get("printed")
    if not isinstance(printed, str):
        return _by_field(row, "printed", columns, cited) if printed is not None else {}
    leading = columns.get(row.kind, "")
    only = leading if leading in cited else cited[0] if len(cited) == 1 else ""
    if not only and cited:
        raise Wrong('Say which value is printed so: printed: {since: "in 2010"}.', "printed")
    return {only: printed}
