"""The page of a role: who, in what, over which area, since when, by which source."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.dates import period_of
from kurultay.kit.pages.acts.past import past
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for

from ..models import Role

_ROLE = ("holder__names", "of__names", "area__names", "within__holder__names", "within__of__names")


@page(RECORD)
def role(request: HttpRequest, key: str) -> HttpResponse:
    """A role, as of a day, with every value's sources and the claims beside it."""
    thing = find(Role, key, *_ROLE)
    evidence = evidence_for(thing)
    terms = Role.objects.filter(within=thing).order_by("term", "id").prefetch_related("holder__names", "of__names")
    period = period_of(thing)
    if thing.within is not None and not thing.within.veiled:
        period = period.within(period_of(thing.within))
    context = {
        "thing": thing,
        "terms": terms,
        "answer": period.holds(asked(request).on),
        "evidence": evidence,
        "lines": lines([("", thing)], evidence),
    }
    return render(request, "parties/role.html", context)


@page(RECORD)
def role_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a role."""
    thing = find(Role, key, *_ROLE)
    return render(request, "parties/role_sources.html", {"thing": thing, "lines": lines([("", thing)])})


@page(RECORD)
def role_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a role."""
    thing = find(Role, key, *_ROLE)
    return render(request, "parties/role_history.html", {"thing": thing, **past(request, [thing])})
