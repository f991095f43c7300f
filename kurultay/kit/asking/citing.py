"""Citing one source for everything that an act wrote, as an import of the same facts would."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps

from kurultay.kit import registry
from kurultay.kit.acting.models import Change
from kurultay.kit.sources.entering import RowKind
from kurultay.kit.sources.models import Citation, Source
from kurultay.kit.sources.stating import Cite, at, is_cited, undecide
from kurultay.kit.sources.values import as_text, text_of


@cache
def _kinds() -> dict[Any, RowKind]:
    """For each table the first kind of row of import files that is of it: it says what a source states there."""
    found: dict[Any, RowKind] = {}
    for kind in registry.gather("intake", "ROWS").values():
        assert isinstance(kind, RowKind)
        found.setdefault(kind.model, kind)
    return found


def stated(change: Change, row: Any) -> list[str]:
    """The fields of a changed row that a source states; "" for a row that is cited as a whole."""
    kind = _kinds().get(type(row))
    if kind is None:
        return []
    if kind.whole:
        return [""]
    hung_on = {"key"} if kind.identity == ("key",) else {kind.identity[0]}
    told = [n for n in dict.fromkeys(kind.columns.values()) if n not in kind.editorial | hung_on]
    changed, new = json.loads(change.after), change.before == "{}"

    def says(name: str) -> bool:
        column = type(row)._meta.get_field(name)
        text = text_of(row, name)
        return column.attname in changed and text != "" and not (new and text == as_text(column.get_default()))

    return [name for name in told if says(name)]


def cite_all(changes: Iterable[Change], cite: Cite, reason: str) -> None:
    """Cite a source for what these changes wrote, inside the act; where another source spoke already, this decides."""
    made: list[Citation] = []
    for change in changes:
        model: Any = apps.get_model(change.subject_type)
        if model in (Citation, Source):
            continue
        row = model.everything.get(pk=change.subject_id)
        for name in stated(change, row):
            again = change.before != "{}" and bool(name) and is_cited(row, name)
            if again:
                undecide(row, name)
            said = at(cite, why=cite.why or reason) if again else cite
            made.append(said.citation(row, name, text_of(row, name) if name else "", decides=again))
    Citation.objects.bulk_create(made)
