"""Lists for programs of what kit holds: sources, citations of single values, figures that sources state."""

from collections import defaultdict
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, Func, Q, Value

from kurultay.kit.lists import IsThere, Listed
from kurultay.kit.reading.sight import KeySeen
from kurultay.kit.sources.models import Citation, Source, StatedFigure


@cache
def _pointing() -> dict[Any, list[str]]:
    """By table with keys, the "table field" pairs of the record that point at it, as citations name them."""
    found: dict[Any, list[str]] = defaultdict(list)
    for model in apps.get_models():
        if getattr(model, "is_record", False) and hasattr(model, "bound_by"):
            for field in model._meta.concrete_fields:
                if hasattr(field.related_model, "everything") and hasattr(field.related_model, "key"):
                    found[field.related_model].append(f"{model._meta.label_lower} {field.name}")
    return found


def naming_what_is_seen(rows: Any) -> Any:
    """Citations but those whose value is the key of a row that the reader may not see."""
    pair = Func(
        "subject_type", Value(" "), "field", template="(%(expressions)s)", arg_joiner=" || ", output_field=CharField()
    )
    rows = rows.alias(cited=pair)
    hidden = Q()
    for model, pairs in _pointing().items():
        hidden |= Q(cited__in=pairs) & ~Q(KeySeen(model, F("value")))
    return rows.exclude(hidden & ~Q(value="")) if hidden else rows


LISTS = {
    "sources": Listed(
        "source",
        Source,
        "Documents and pages that state what the record holds.",
        web="/sources/{key}",
        label="title",
        filters={"grade": "grade"},
        dated=IsThere(("as_of",)),
    ),
    "citations": Listed(
        "citation",
        Citation,
        "Which source states which value of which field, at which place; claims that lost too.",
        order=("id",),
        filters={"source": "source__key", "field": "field", "fact": "ref"},
        renamed={"ref": "fact"},
        also=naming_what_is_seen,
    ),
    "stated-figures": Listed(
        "stated-figure",
        StatedFigure,
        "Numbers that sources state of a row, as of a date.",
        order=("id",),
        filters={"source": "source__key", "figure": "figure", "fact": "ref"},
        renamed={"ref": "fact"},
    ),
}
