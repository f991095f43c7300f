"""Reading import files: YAML in which every key and row knows its line, and every plain value stays the text it is."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kurultay.kit.reading.models import MARKINGS, PUBLIC, RESTRICTED
from kurultay.kit.sources.entering import Row, Wrong

from .problems import Problem, nearest

DOCUMENT_KEYS = ("source", "keeper", "marking", "named", "rows")
RECORD_KEYS = ("record", "rows")  # of a document of an export
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times faster


@dataclass(frozen=True)
class Node:
    """A value of a file on its line: a text or None, a list of nodes, or a mapping of texts to nodes."""

    line: int
    value: Any
    lines: Mapping[str, int] = field(default_factory=dict)  # of a mapping: the line of each key

    def plain(self) -> Any:
        """The value without lines."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return [node.plain() for node in self.value] if isinstance(self.value, list) else self.value


@dataclass(frozen=True)
class Document:
    """One source with the rows it states, who keeps them and who may read them; or rows of an export, of one kind."""

    file: str
    line: int
    source: Mapping[str, Any]
    keeper: str
    rows: tuple[Row, ...]
    marking: str = PUBLIC
    named: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    record: str = ""  # of an export: the kind of its rows


def files_of(paths: list[str]) -> Iterator[Path]:
    """The files named, and those ending in .yaml or .yml of the folders named, in the order of their names."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in (".yaml", ".yml"))
        else:
            yield path


def read(path: Path, problems: list[Problem]) -> list[Document]:
    """The documents of one file; what cannot be read is added to `problems`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        before = path.read_bytes()[: error.start]
        problems.append(Problem(str(path), before.count(b"\n") + 1, "This is not UTF-8. Save the file as UTF-8."))
        return []
    except OSError as error:
        problems.append(Problem(str(path), 1, f"The file cannot be read: {error.strerror}. Check its name."))
        return []
    return read_text(text, str(path), problems)


def read_text(text: str, file: str, problems: list[Problem]) -> list[Document]:
    """The documents of a text; `file` is what problems call it."""
    found: list[Document] = []
    try:
        before = len(problems)
        for node in _documents(text, file, problems):
            document = _document(node, file, problems)
            if document is not None and len(problems) == before:
                found.append(document)
            before = len(problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = f"{error.problem or error.context}. The rest of the file is not read; correct the YAML here"
        problems.append(Problem(file, line, f"{what} (a value with a colon or a # needs quotes)."))
    except yaml.YAMLError as error:
        problems.append(Problem(file, 1, f"This is not YAML: {error}"))
    if not found and not problems:
        problems.append(Problem(file, 1, "The file has no document. Begin with source:, keeper: and rows:."))
    return found


def nodes_of(text: str, file: str, problems: list[Problem]) -> list[Node]:
    """The YAML documents of a text as they stand; what is no YAML is added to `problems`."""
    try:
        return list(_documents(text, file, problems))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(Problem(file, mark.line + 1 if mark else 1, f"This is not YAML: {error}"))
        return []


def _documents(text: str, file: str, problems: list[Problem]) -> Iterator[Node]:
    events = yaml.parse(text, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            yield _node(next(events), events, file, problems)


def _node(event: Any, events: Iterator[Any], file: str, problems: list[Problem]) -> Node:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
        problems.append(Problem(file, line, "Aliases (*x) and tags (!x) are not used here. Write the value out."))
        if isinstance(event, yaml.AliasEvent):
            return Node(line, None)
    if isinstance(event, yaml.ScalarEvent):
        empty = event.implicit[0] and event.value in ("", "~", "null")
        return Node(line, None if empty else unicodedata.normalize("NFC", event.value))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_node(event, events, file, problems))
        return Node(line, items)
    return _mapping(line, events, file, problems)


def _mapping(line: int, events: Iterator[Any], file: str, problems: list[Problem]) -> Node:
    pairs: dict[str, Node] = {}
    lines: dict[str, int] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, file, problems)
        value = _node(next(events), events, file, problems)
        if not isinstance(key.value, str):
            problems.append(Problem(file, key.line, "A key is one word, such as since:."))
        elif key.value in pairs:
            what = f'"{key.value}" stands twice, here and on line {lines[key.value]}. Keep one.'
            problems.append(Problem(file, key.line, what))
        else:
            pairs[key.value], lines[key.value] = value, key.line
    return Node(line, pairs, lines)


def _document(node: Node, file: str, problems: list[Problem]) -> Document | None:
    """The document a node holds, or None with the problem told."""
    before = len(problems)

    def wrong(line: int, text: str) -> None:
        problems.append(Problem(file, line, text))

    if node.value is None:
        return None  # nothing between two lines of ---
    if not isinstance(node.value, dict):
        wrong(node.line, "A document is a mapping with source:, keeper: and rows:.")
        return None
    if "record" in node.value:
        return _of_export(node, file, problems)
    for key in node.value:
        if key not in DOCUMENT_KEYS:
            wrong(node.lines[key], f'A document has no "{key}". {nearest(key, DOCUMENT_KEYS)}')
    for key in ("source", "keeper", "rows"):
        if key not in node.value:
            wrong(node.line, f'The document has no "{key}:". {_MISSING[key]}')
    plain = {key: each.plain() for key, each in node.value.items() if key != "rows"}
    given = plain.get("source")
    source: dict[str, Any] = {"key": given} if isinstance(given, str) else given if isinstance(given, dict) else {}
    if "source" in plain and not source:
        wrong(node.lines["source"], _MISSING["source"])
    if not isinstance(plain.get("keeper", ""), str):
        wrong(node.lines["keeper"], _MISSING["keeper"])
    try:
        marking, named = marking_of(plain, PUBLIC, ())
    except Wrong as error:
        wrong(node.lines.get(error.key, node.line), str(error))
    rows = _rows(node.value["rows"], file, problems) if "rows" in node.value else ()
    if len(problems) > before:
        return None
    lines = {**node.lines, **{f"source.{key}": line for key, line in node.value["source"].lines.items()}}
    return Document(file, node.line, source, plain["keeper"], rows, marking, named, lines)


def _of_export(node: Node, file: str, problems: list[Problem]) -> Document | None:
    """A document of an export, or None with the problem told."""
    before = len(problems)
    for key in node.value:
        if key not in RECORD_KEYS:
            text = f'A document of an export has no "{key}". {nearest(key, RECORD_KEYS)}'
            problems.append(Problem(file, node.lines[key], text))
    record = node.value["record"].value
    if not isinstance(record, str):
        problems.append(Problem(file, node.lines["record"], "record: names the kind of its rows: record: party."))
    if "rows" not in node.value:
        problems.append(Problem(file, node.line, f'The document has no "rows:". {_MISSING["rows"]}'))
    rows = _rows(node.value["rows"], file, problems) if "rows" in node.value else ()
    if len(problems) > before:
        return None
    return Document(file, node.line, {}, "", rows, lines=node.lines, record=record)


_MISSING = {
    "source": "Say what states the rows: source: {key: F1, title: ..., grade: official}.",
    "keeper": 'Say who keeps the rows: keeper: KEY of an organisation, or keeper: "" for the installation.',
    "rows": "List what the source states under rows:.",
}


def marking_of(given: Mapping[str, Any], marking: str, named: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The marking and the names a document or row gives, else those handed in; raises Wrong."""
    if "marking" not in given and "named" not in given:
        return marking, named
    marking = given.get("marking", RESTRICTED)
    listed = given.get("named", [])
    listed = [listed] if isinstance(listed, str) else listed
    if marking not in MARKINGS:
        raise Wrong(f'"{marking}" is not a marking. Choose {", ".join(MARKINGS)}.', "marking")
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
        raise Wrong("named: lists the keys of the parties or bodies who may read this.", "named")
    if bool(listed) != (marking == RESTRICTED):
        raise Wrong("marking: restricted goes with named: and a list of keys; other markings name nobody.", "marking")
    return marking, tuple(listed)


def _rows(node: Node, file: str, problems: list[Problem]) -> tuple[Row, ...]:
    if not isinstance(node.value, list) or not node.value:
        problems.append(Problem(file, node.line, _MISSING["rows"]))
        return ()
    found = []
    for item in node.value:
        if not isinstance(item.value, dict) or not item.value:
            problems.append(Problem(file, item.line, "A row is a mapping that begins with its kind: - party: turkiye."))
            continue
        kind, first = next(iter(item.value.items()))
        if not isinstance(first.value, str) or not first.value:
            problems.append(Problem(file, first.line, f'"{kind}:" needs a value, such as the key of the row.'))
            continue
        given = {key: each.plain() for key, each in item.value.items() if key != kind}
        found.append(Row(file, item.line, kind, first.value, given, item.lines))
    return tuple(found)
