"""What an export says of rows is written: citations and figures of many sources, many at once."""

from collections.abc import Mapping
from typing import Any

from kurultay.kit.reading.models import MARKINGS, PUBLIC, RESTRICTED, Audience
from kurultay.kit.sources.entering import Wrong
from kurultay.kit.sources.models import Citation, Source, StatedFigure
from kurultay.kit.sources.stating import Cite
from kurultay.kit.sources.values import text_of

from .memory import Memory
from .problems import nearest
from .said import FIGURE, One, listed
from .values import value_of


class Saying:
    """Citations and figures that wait until their rows are written."""

    def __init__(self, memory: Memory, fields: Mapping[str, str]) -> None:
        self._memory, self._fields = memory, fields
        self._citations: list[tuple[Any, One, bool, Cite, Audience, str]] = []
        self._figures: list[tuple[Any, StatedFigure]] = []

    def cite(self, record: Any, one: One, decides: bool | None = None, value: str | None = None) -> None:
        """Let a citation wait; `value` is what the row will hold where it does not yet. Raises Wrong."""
        if one.key and one.key not in self._fields:
            raise Wrong(f'The row has no "{one.key}" to cite. {nearest(one.key, self._fields)}', "cited")
        rest = dict(one.rest)
        field = self._fields.get(one.key, one.key)
        cite = self._cite(rest, {field: one.printed}, one.ref)
        if one.claim is not None:
            value = one.claim
        elif value is None:
            value = text_of(record, field) if field else ""
        audience = audience_of(rest, self._memory, self._memory.audience(record))
        self._citations.append((record, one, one.decides if decides is None else decides, cite, audience, value))

    def figure(self, record: Any, given: Mapping[str, Any]) -> None:
        """Let a figure wait; raises Wrong."""
        if unknown := set(given) - FIGURE:
            raise Wrong(f'A figure has no "{min(unknown)}". {nearest(min(unknown), FIGURE)}', "figures")
        fields = StatedFigure._meta.get_field
        value = value_of(fields("value"), "value", given.get("value"), _no_rows)
        figure = self._cite(given, {}, given.get("fact", "")).figure(
            record, given.get("figure", ""), value, given.get("qualifier", "")
        )
        figure.audience = audience_of(given, self._memory, self._memory.audience(record))
        figure.withdrawn = given.get("withdrawn") == "true"
        self._figures.append((record, figure))

    def flush(self) -> None:
        """Write all of which the row is written; what is said of refused rows is dropped with them."""
        made = []
        for record, one, decides, cite, audience, value in self._citations:
            if record.pk is not None:
                citation = cite.citation(record, self._fields.get(one.key, one.key), value, decides)
                citation.audience, citation.withdrawn = audience, dict(one.rest).get("withdrawn") == "true"
                made.append(citation)
        figures = []
        for record, figure in self._figures:
            if record.pk is not None:
                figure.subject_id = record.pk
                figures.append(figure)
        self._citations, self._figures = [], []
        Citation.objects.bulk_create(made)
        StatedFigure.objects.bulk_create(figures)

    def _cite(self, given: Mapping[str, Any], printed: Mapping[str, str], ref: str) -> Cite:
        def text(key: str, column: str) -> Any:
            return value_of(Citation._meta.get_field(column), key, given[key], _no_rows) if key in given else ""

        return Cite(
            source=self._memory.find(Source, str(given.get("source", "")), "source"),
            place=text("at", "place"),
            as_of=text("as_of", "as_of"),
            basis=text("basis", "basis") or "stated",
            why=text("why", "why"),
            refs={"": ref},
            printed=printed,
            dispute=text("contradiction", "dispute"),
        )


def _no_rows(model: Any, text: str, key: str) -> Any:
    raise Wrong(f'"{key}" takes a text.', key)


def audience_of(given: Mapping[str, Any], memory: Memory, beside: Audience | None = None) -> Audience:
    """The readers that keys of an export say; those of `beside` where they say nothing. Raises Wrong."""
    if beside is not None and "keeper" not in given:
        return beside
    named = tuple(listed(given, "named")) if not isinstance(given.get("named"), tuple) else given["named"]
    marking = given.get("marking", RESTRICTED if named else PUBLIC)
    if marking not in MARKINGS:
        raise Wrong(f'"{marking}" is not a marking. {nearest(marking, MARKINGS)}', "marking")
    if bool(named) != (marking == RESTRICTED):
        raise Wrong("marking: restricted goes with named: and a list of keys; other markings name nobody.", "marking")
    return memory.interned(given.get("keeper", ""), marking, named)
