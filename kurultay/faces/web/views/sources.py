"""The register of sources, and what each of them states."""

from collections import defaultdict

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find
from kurultay.kit.rows import Record
from kurultay.kit.sources.models import Citation, Source, StatedFigure

SHOWN = 300  # citations listed on a source's page


@page(RECORD)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source of the record, the newest first by the day it speaks of."""
    rows = Source.objects.order_by("-as_of_latest", "key")[:SHOWN]
    return render(request, "web/sources.html", {"sources": rows, "exports": exports("sources", {}, asked(request))})


@page(RECORD)
def source(request: HttpRequest, key: str) -> HttpResponse:
    """A source: what it is, and every value of the record that it states."""
    thing = find(Source, key)
    cited = Citation.objects.filter(source=thing).order_by("id")
    figures = StatedFigure.objects.filter(source=thing).order_by("id")
    found = list(cited[: SHOWN + 1])
    bearers = _bearers(found, list(figures))
    context = {
        "thing": thing,
        "cited": [
            (c, bearers[c.subject_type, c.subject_id]) for c in found if (c.subject_type, c.subject_id) in bearers
        ],
        "figures": [
            (f, bearers[f.subject_type, f.subject_id]) for f in figures if (f.subject_type, f.subject_id) in bearers
        ],
        "more": len(found) > SHOWN,
    }
    return render(request, "web/source.html", context)


def _bearers(citations: list[Citation], figures: list[StatedFigure]) -> dict[tuple[str, int], Record]:
    """The rows that are cited, as far as the reader may see them. One statement per table."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in (*citations, *figures):
        ids[row.subject_type].add(row.subject_id)
    return {
        (kind, row.pk): row
        for kind, pks in sorted(ids.items())
        for row in apps.get_model(kind).objects.filter(pk__in=pks)
    }
