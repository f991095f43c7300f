"""What sources say of rows, as an export writes it: entries of citations and figures, and the citations of an entry."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kurultay.kit.reading.models import Audience
from kurultay.kit.sources.entering import Wrong
from kurultay.kit.sources.models import STATED, Citation, Source, StatedFigure

from .writing import composed

CITED, FIGURES = "cited", "figures"
PLACING = {"at": "place", "as_of": "as_of", "basis": "basis", "why": "why", "contradiction": "dispute"}
READERS = ("keeper", "marking", "named", "withdrawn")
ENTRY = frozenset({"source", *PLACING, *READERS, "states", "claims", "decides", "fact", "facts", "printed"})
FIGURE = frozenset({"figure", "source", *PLACING, *READERS, "value", "qualifier", "fact"})
_COLUMNS = ("source_id", "place", "as_of", "basis", "why", "dispute", "audience_id", "withdrawn")


class Named(Protocol):
    """How rows are named in texts: by number, those in sight."""

    def of(self, model: Any) -> dict[int, str]:
        """The names of all rows of a table, by number."""

    def audience(self, pk: int) -> Audience:
        """The readers of a row, by number."""

    def marked(self, pk: int, beside: int | None = None) -> dict[str, Any]:
        """Who keeps and reads a row, where it is not as that of `beside`."""


class Said:
    """Reads what sources say of rows of one table."""

    def __init__(self, model: Any, keys: Mapping[str, str], names: Named) -> None:
        self._model, self._keys, self._names = model, keys, names
        self._visible: dict[str, set[str]] = {}

    def of(self, pks: Iterable[int]) -> "SaidOf":
        """What is said of these rows, with two statements."""
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        wanted = {"subject_type": self._model.type_name(), "subject_id__in": list(pks)}
        sources = self._names.of(Source)
        rows = Citation.everything.filter(**wanted).order_by("id")
        for row in rows.values("subject_id", "field", "value", "as_printed", "ref", "decides", *_COLUMNS):
            if row["source_id"] in sources and self._in_sight(row["field"], row["value"]):
                found[row["subject_id"]].append(row)
        figures: dict[int, list[dict[str, Any]]] = defaultdict(list)
        stated = StatedFigure.everything.filter(**wanted).order_by("id")
        for row in stated.values("subject_id", "figure", "qualifier", "value", "ref", *_COLUMNS):
            if row["source_id"] in sources:
                figures[row["subject_id"]].append(row)
        return SaidOf(found, figures, self._keys, self._names)

    def _in_sight(self, column: str, value: str) -> bool:
        """Whether a claim names no row that the reader may not see."""
        field = self._model._meta.get_field(column) if column else None
        if not value or field is None or not field.is_relation or not hasattr(field.related_model, "key"):
            return True
        if column not in self._visible:
            self._visible[column] = set(self._names.of(field.related_model).values())
        return value in self._visible[column]


@dataclass
class SaidOf:
    """What is said of the rows asked for."""

    citations: Mapping[int, list[dict[str, Any]]]
    figures: Mapping[int, list[dict[str, Any]]]
    keys: Mapping[str, str]
    names: Named

    def told(self, pk: int, audience: int, texts: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
        """`cited` and `figures` of a row whose values are `texts` by key; empty where nothing is said."""
        cited = self._cited(self.citations.get(pk, []), audience, texts)
        figures = [self._figure(row, audience) for row in self.figures.get(pk, [])]
        return {CITED: cited} if cited else {}, {FIGURES: figures} if figures else {}

    def _cited(self, rows: list[dict[str, Any]], audience: int, texts: Mapping[str, str]) -> list[dict[str, Any]]:
        """Citations that share source, place and all else are one entry; a field cited twice so opens another."""
        groups: dict[tuple[Any, ...], list[dict[str, dict[str, Any]]]] = {}
        for row in rows:
            entries = groups.setdefault((*(row[c] for c in _COLUMNS), row["field"] == ""), [])
            entry = next((e for e in entries if row["field"] not in e), None)
            if entry is None:
                entries.append(entry := {})
            entry[row["field"]] = row
        found = [entry for entries in groups.values() for entry in entries]
        return [self._entry(entry, audience, texts) for entry in found]

    def _entry(self, rows: dict[str, dict[str, Any]], audience: int, texts: Mapping[str, str]) -> dict[str, Any]:
        order = dict.fromkeys(column for column in ("", *self.keys, *sorted(rows)) if column in rows)
        by_key = {self.keys.get(column, column): rows[column] for column in order}
        value = {key: composed(row["value"]) for key, row in by_key.items() if key}
        found = self._placed(next(iter(rows.values())))
        states = [key for key, text in value.items() if texts.get(key) == text]
        claims = {key: text for key, text in value.items() if key not in states}
        found |= {name: each for name, each in (("states", states), ("claims", claims)) if each}
        if decides := [key for key, row in by_key.items() if row["decides"]]:
            found["decides"] = decides
        if printed := {key: composed(row["as_printed"]) for key, row in by_key.items() if row["as_printed"]}:
            found["printed"] = printed.get("", printed)
        refs = {key: composed(row["ref"]) for key, row in by_key.items() if row["ref"]}
        if len(refs) == len(by_key) and len(set(refs.values())) == 1:
            found["fact"] = next(iter(refs.values()))
        elif refs:
            found["facts"] = refs
        return found | self._read_by(next(iter(rows.values())), audience)

    def _placed(self, row: dict[str, Any]) -> dict[str, Any]:
        placed = {key: composed(row[column]) for key, column in PLACING.items() if row[column]}
        if placed.get("basis") == STATED:
            del placed["basis"]
        return {"source": self.names.of(Source)[row["source_id"]], **placed}

    def _read_by(self, row: dict[str, Any], audience: int) -> dict[str, Any]:
        return self.names.marked(row["audience_id"], audience) | ({"withdrawn": "true"} if row["withdrawn"] else {})

    def _figure(self, row: dict[str, Any], audience: int) -> dict[str, Any]:
        found = {"figure": composed(row["figure"]), "value": str(row["value"])}
        found |= {key: composed(text) for key, text in (("qualifier", row["qualifier"]), ("fact", row["ref"])) if text}
        return found | self._placed(row) | self._read_by(row, audience)


@dataclass(frozen=True)
class One:
    """One citation of an entry: the key it speaks of ("" the row), its claim (None: as the row has it), all else."""

    key: str
    claim: str | None
    decides: bool
    printed: str
    ref: str
    rest: tuple[tuple[str, Any], ...]  # source, place and so on, as the entry gives them


def ones(entry: Mapping[str, Any]) -> Iterator[One]:
    """The citations an entry stands for; raises Wrong."""
    if unknown := set(entry) - ENTRY:
        raise Wrong(f'What is cited has no "{min(unknown)}". Known here: {", ".join(sorted(ENTRY))}.', CITED)
    states, claims = listed(entry, "states"), entry.get("claims", {})
    decides, facts, printed = listed(entry, "decides"), entry.get("facts", {}), entry.get("printed", {})
    if not isinstance(claims, dict) or not isinstance(facts, dict):
        raise Wrong('"claims" and "facts" pair keys of the row with texts.', CITED)
    rest = tuple(
        (key, tuple(value) if isinstance(value, list) else value)
        for key, value in entry.items()
        if key in ("source", *PLACING, *READERS)
    )
    for key in [*states, *claims] or [""]:
        spelt = printed if isinstance(printed, str) else printed.get(key, "")
        yield One(key, claims.get(key), key in decides, spelt, entry.get("fact", facts.get(key, "")), rest)


def listed(given: Mapping[str, Any], key: str) -> list[str]:
    """A list of texts; one text counts as a list. Raises Wrong."""
    value = given.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Wrong(f'"{key}" is a list of texts.', key)
    return value
