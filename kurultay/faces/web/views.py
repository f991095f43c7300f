"""The front page, the register of sources, and the health check."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kurultay.kit import databases
from kurultay.kit.dates import Certainty, period_of
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import PLAIN, RECORD, page
from kurultay.kit.pages.shown import find
from kurultay.kit.rows import Record
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.sources.models import Citation, Source, StatedFigure
from kurultay.record.parties.models import MEMBERSHIP, Party, Role

FRONT = 24  # organisations on the front page; the register has the others
SHOWN = 300  # citations listed on a source's page


def organisations_shown() -> Any:
    """The first organisations of the alphabet in which somebody is a member or chairs."""
    taken = Role.objects.filter(of=OuterRef("pk"), kind__in=(*MEMBERSHIP, "chair"))
    found = Party.objects.filter(Exists(taken), kind="organisation")
    return found.order_by("sort_key", "id").prefetch_related("names")[:FRONT]


@page(RECORD)
def home(request: HttpRequest) -> HttpResponse:
    """The organisations of the record as of a day: how many members, who chairs."""
    on = asked(request).on
    organisations = list(organisations_shown())
    roles = Role.objects.filter(of__in=[o.pk for o in organisations], kind__in=(*MEMBERSHIP, "chair"), within=None)
    by_party: dict[int, dict[str, list[Role]]] = defaultdict(
        lambda: {"members": [], "chairs": [], "unsure": [], "perhaps": []}
    )
    for role in roles.prefetch_related("holder__names"):
        answer = period_of(role).holds(on)
        if role.holder.veiled or answer is Certainty.NO:
            continue
        held = by_party[role.of_id]
        if role.kind != "chair":
            held["members" if answer is Certainty.YES else "unsure"].append(role)
        else:
            held["chairs" if answer is Certainty.YES else "perhaps"].append(role)
    rows = [(o, by_party[o.pk]) for o in organisations]
    evidence = evidence_for(organisations, (r for _o, held in rows for r in held["chairs"] + held["perhaps"]))
    return render(request, "web/home.html", {"rows": rows, "evidence": evidence})


@page(RECORD)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source of the record, the newest first by the day it speaks of."""
    rows = Source.objects.order_by("-as_of_latest", "key")[:SHOWN]
    return render(request, "web/sources.html", {"sources": rows})


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


@page(PLAIN)
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers and keeps its own guards; 503 with their names when some are missing."""
    missing = databases.missing()
    return JsonResponse({"ok": not missing, "missing guards": missing}, status=503 if missing else 200)
