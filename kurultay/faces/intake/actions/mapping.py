"""A column mapping: a saved file that says which rows of the record the lines of a foreign table make."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kurultay.kit.reading.models import PUBLIC
from kurultay.kit.sources.entering import Row, RowKind, Wrong

from .kinds import OF_ANY, check_keys, kind_of
from .problems import NotImported, Problem, nearest
from .reading import Document, marking_of, nodes_of

TOP = ("source", "keeper", "marking", "named", "table", "lists", "values", "checks", "repeats", "dirty", "rows")
OF_LIST = ("file", "table", "values", "rows")
OF_TABLE = ("missing", "delimiter", "encoding")
OF_VALUE = (
    "column", "text", "as", "map", "open", "unknown", "none", "missing", "cut", "last", "after", "code", "on", "create",
)  # fmt: skip
SORTS = ("text", "slug", "date", "end")
SKIP, KEEP = "skip", "keep"
_NAME = re.compile(r"\{([^{}?]+)(\??)\}")


@dataclass(frozen=True)
class Template:
    """A text with names of values in braces: `{state}` must have a value, `{until?}` may be without."""

    parts: tuple[tuple[str, str, bool], ...]  # (text before, name or "", whether it may be missing)

    @classmethod
    def read(cls, text: str) -> "Template":
        """The parts of a text."""
        parts, end = [], 0
        for found in _NAME.finditer(text):
            parts.append((text[end : found.start()], found[1], bool(found[2])))
            end = found.end()
        return cls((*parts, (text[end:], "", False)))

    @property
    def names(self) -> tuple[str, ...]:
        """The values it speaks of."""
        return tuple(name for _text, name, _may in self.parts if name)

    @property
    def may_be_missing(self) -> bool:
        """Whether it is left out, and its row made all the same, where a value is missing."""
        return any(may for _text, _name, may in self.parts)


@dataclass(frozen=True)
class RowTemplate:
    """One row for each line: its kind, its first value, its other keys, texts or mappings of texts."""

    kind: str
    value: Template
    given: Mapping[str, Any]

    @property
    def names(self) -> set[str]:
        """The values it speaks of."""
        found = set(self.value.names)
        for each in self.given.values():
            templates = each.values() if isinstance(each, Mapping) else [each]
            found.update(name for template in templates for name in template.names)
        return found


@dataclass(frozen=True)
class Value:
    """How a value comes from the cells of a line."""

    name: str
    column: str = ""
    text: Template | None = None
    sort: str = "text"
    mapped: Mapping[str, str] = field(default_factory=dict)
    open_: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    missing: str | None = None
    cut: int = 0
    last: bool = False
    after: str = ""
    code: str = ""
    on: str = ""
    like: re.Pattern[str] | None = None
    create: tuple[RowTemplate, ...] = ()


@dataclass(frozen=True)
class Part:
    """A table and what its lines make; `file` is beside the mapping, "" for the table named in the call."""

    file: str
    values: Mapping[str, Value]
    rows: tuple[RowTemplate, ...]
    missing: frozenset[str] = frozenset({""})
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    checks: tuple[tuple[str, str, str], ...] = ()  # (value, value not before it, what to say)
    repeats: tuple[str, ...] = ()  # values of which each line has its own


@dataclass(frozen=True)
class TableMapping:
    """A mapping as read: the source that states the rows, who keeps them, the tables."""

    document: Document
    main: Part
    lists: tuple[Part, ...] = ()
    dirty: str = SKIP


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file; raises NotImported with what is wrong with it."""
    problems: list[Problem] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotImported([Problem(str(path), 1, f"The mapping cannot be read: {error}")]) from error
    nodes = nodes_of(text, str(path), problems)
    if problems:
        raise NotImported(problems)
    lines = nodes[0].lines if nodes else {}
    try:
        given = nodes[0].plain() if nodes else None
        if not isinstance(given, dict) or len(nodes) != 1:
            raise Wrong("A mapping is one document with source:, keeper:, values: and rows:.")
        return _mapping(given, str(path), lines)
    except Wrong as error:
        raise NotImported([Problem(str(path), lines.get(error.key, 1), str(error))]) from error


def _mapping(given: dict[str, Any], file: str, lines: Mapping[str, int]) -> TableMapping:
    _known(given, TOP, "A mapping", "")
    for key in ("source", "keeper", "rows"):
        if key not in given:
            raise Wrong(f'The mapping has no "{key}:".', key)
    source = given["source"]
    source = {"key": source} if isinstance(source, str) else source
    marking, named = marking_of(given, PUBLIC, ())
    dirty = given.get("dirty", SKIP)
    if dirty not in (SKIP, KEEP):
        raise Wrong(f'"dirty" is {SKIP} or {KEEP}, not "{dirty}".', "dirty")
    document = Document(file, lines.get("source", 1), source, given["keeper"], (), marking, named, lines)
    listed = given.get("lists", [])
    lists = tuple(_part(each, OF_LIST, each.get("file", "")) for each in listed)
    return TableMapping(document, _part(given, TOP, ""), lists, dirty)


def _known(given: Mapping[str, Any], known: tuple[str, ...], what: str, key: str) -> None:
    for name in given:
        if name not in known:
            raise Wrong(f'{what} has no "{name}". {nearest(name, known)}', key or name)


def _texts(value: Any, key: str) -> list[str]:
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(each, str | None) for each in value):
        raise Wrong(f'"{key}" is a list of texts.', key)
    return ["" if each is None else each for each in value]


def _part(given: Mapping[str, Any], known: tuple[str, ...], file: str) -> Part:
    _known(given, known, "A list", "lists")
    table = given.get("table", {}) or {}
    _known(table, OF_TABLE, "A table", "table")
    values = {name: _value(name, each) for name, each in (given.get("values") or {}).items()}
    rows = tuple(_row(each, "rows") for each in given["rows"])
    checks = tuple(_check(each, values) for each in given.get("checks", []))
    repeats = tuple(_texts(given.get("repeats", []), "repeats"))
    return Part(
        file,
        values,
        rows,
        frozenset(_texts(table.get("missing", [""]), "missing")) | {""},
        table.get("delimiter", ","),
        table.get("encoding", "utf-8-sig"),
        checks,
        repeats,
    )


def _check(given: Any, values: Mapping[str, Value]) -> tuple[str, str, str]:
    if not isinstance(given, dict) or not {"first", "then"} <= set(given) <= {"first", "then", "say"}:
        raise Wrong("A check says which date comes first: {first: signed, then: ratified, say: TEXT}.", "checks")
    for name in (given["first"], given["then"]):
        if name not in values or values[name].sort not in ("date", "end"):
            raise Wrong(f'A check compares values that are dates; "{name}" is none.', "checks")
    return given["first"], given["then"], given.get("say", f"{given['first']} after {given['then']}")


def _value(name: str, given: Any) -> Value:
    if not isinstance(given, dict) or ("column" in given) == ("text" in given):
        raise Wrong(f'The value "{name}" says where it comes from: column: NAME, or text: TEXT.', "values")
    _known(given, OF_VALUE, f'The value "{name}"', "values")
    sort = given.get("as", "text")
    if sort not in SORTS:
        raise Wrong(f'The value "{name}": "as" is one of {", ".join(SORTS)}.', "values")
    create = given.get("create") or {}
    if not isinstance(create, dict) or set(create) - {"like", "rows"}:
        raise Wrong(f'The value "{name}": create: {{like: PATTERN, rows: [...]}}.', "values")
    try:
        return Value(
            name,
            given.get("column", ""),
            Template.read(given["text"]) if "text" in given else None,
            sort,
            given.get("map") or {},
            frozenset(_texts(given.get("open", []), "values")),
            frozenset(_texts(given.get("unknown", []), "values")),
            frozenset(_texts(given.get("none", []), "values")),
            given.get("missing"),
            int(given.get("cut", 0)),
            given.get("last") == "true",
            given.get("after", ""),
            given.get("code", ""),
            given.get("on", ""),
            re.compile(create["like"]) if "like" in create else None,
            tuple(_row(each, "values") for each in create.get("rows", [])),
        )
    except (ValueError, re.error) as error:
        raise Wrong(f'The value "{name}": {error}', "values") from error


def _row(given: Any, key: str) -> RowTemplate:
    if not isinstance(given, dict) or not given:
        raise Wrong("A row is a mapping that begins with its kind, as in import files, with {values} in it.", key)
    (kind, value), *others = given.items()
    if not isinstance(value, str):
        raise Wrong(f'"{kind}:" needs a text.', key)
    if kind not in OF_ANY:
        check_keys(Row("", 0, kind, value, dict(others)), _keys_of(kind_of(kind, dict(others), key)))
    return RowTemplate(kind, Template.read(value), {name: _template(each, key) for name, each in others})


def _keys_of(kind: RowKind) -> set[str]:
    return {*kind.columns, *kind.lists}


def _template(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _template(each, key) for name, each in value.items()}
    if not isinstance(value, str):
        raise Wrong("In a mapping the keys of rows hold texts, or mappings of texts.", key)
    return Template.read(value)


def columns_of(part: Part) -> Iterator[str]:
    """The columns a table must have."""
    for value in part.values.values():
        yield from (name for name in (value.column, value.after) if name)
    for row in part.rows:
        yield from (name for name in row.names if name not in part.values and name != "line")
    for value in part.values.values():
        if value.text is not None:
            yield from (name for name in value.text.names if name not in part.values and name != "line")
