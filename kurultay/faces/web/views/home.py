"""The front page and the health check."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kurultay.kit import databases
from kurultay.kit.dates import Certainty, period_of
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import PLAIN, RECORD, page
from kurultay.kit.sources.evidence import evidence_for
from kurultay.record.parties.models import MEMBERSHIP, Party, Role

FRONT = 24  # organisations on the front page; the register has the others


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


@page(PLAIN)
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers and keeps its own guards; 503 with their names when some are missing."""
    missing = databases.missing()
    return JsonResponse({"ok": not missing, "missing guards": missing}, status=503 if missing else 200)
