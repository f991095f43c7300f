"""Pages of persons and of the posts they hold."""

from itertools import chain
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.dates import Certainty, PartialDate, period_of
from kurultay.kit.pages.acts.past import past
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.cursor import window
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for

from .models import Distinction, Person, Tenure

_PERSON = ("names", "state__names")
_TENURE = ("person__names", "at__names", "for_party__names")


def _tenures(people: list[Person]) -> dict[int, list[Tenure]]:
    """The tenures of these persons, newest first. Three statements whatever the number of persons."""
    found: dict[int, list[Tenure]] = {p.pk: [] for p in people}
    rows = Tenure.objects.filter(person__in=[p.pk for p in people]).order_by("-since_latest", "-since_earliest", "id")
    for tenure in rows.prefetch_related("at__names", "for_party__names"):
        found[tenure.person_id].append(tenure)
    return found


def _apart(tenures: list[Tenure], on: PartialDate) -> dict[str, list[Tenure]]:
    answers: dict[str, list[Tenure]] = {"sure": [], "possible": [], "other": []}
    names = {Certainty.YES: "sure", Certainty.POSSIBLE: "possible", Certainty.NO: "other"}
    for tenure in tenures:
        answers[names[period_of(tenure).holds(on)]].append(tenure)
    return answers


@page(RECORD)
def people(request: HttpRequest) -> HttpResponse:
    """Persons in alphabetical order with the posts they hold on the day, a hundred at a time."""
    wanted = {name: value for name in ("state",) if (value := request.GET.get(name))}
    shown = window(Person.objects.by_fields(**wanted).prefetch_related("names"), request.GET.get("after", ""))
    tenures = _tenures(shown.rows)
    on = asked(request).on
    rows = [(person, _apart(tenures[person.pk], on)) for person in shown.rows]
    evidence = evidence_for(shown.rows, chain.from_iterable(tenures.values()))
    files = exports("people", wanted, asked(request), dated=False)
    context = {"rows": rows, "next": shown.next, "evidence": evidence, "exports": files}
    return render(request, "people/list.html", context)


@page(RECORD)
def person(request: HttpRequest, key: str) -> HttpResponse:
    """A person as of a day: posts over time, names in every script, namesakes kept apart."""
    thing = find(Person, key, *_PERSON)
    tenures = _tenures([thing])[thing.pk]
    apart = Distinction.objects.filter(Q(one=thing) | Q(other=thing)).prefetch_related("one__names", "other__names")
    namesakes = [(d.other if d.one_id == thing.pk else d.one, d) for d in apart]
    posts = _tenures([other for other, _d in namesakes if not other.veiled])
    offered = [module.of_person for module in registry.offers("panels") if hasattr(module, "of_person")]
    panels = [panel for of_person in offered for panel in of_person(thing, asked(request))]
    context = {
        "thing": thing,
        "panels": panels,
        "held": _apart(tenures, asked(request).on),
        "namesakes": [(other, d, posts[other.pk]) for other, d in namesakes if not other.veiled],
        "evidence": evidence_for(thing, thing.names.all(), tenures, *(panel.rows for panel in panels)),
    }
    context["contradictions"] = list(context["evidence"].contradictions())  # type: ignore[attr-defined]
    return render(request, "people/person.html", context)


@page(RECORD)
def person_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a person's entry and names."""
    thing = find(Person, key, *_PERSON)
    rows: list[tuple[str, Any]] = [(_("The entry"), thing)]
    rows += [
        (_("Name (%(kind)s, %(lang)s)") % {"kind": name.kind, "lang": name.lang}, name) for name in thing.names.all()
    ]
    return render(request, "people/person_sources.html", {"thing": thing, "lines": lines(rows)})


@page(RECORD)
def person_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a person's entry, names and tenures."""
    thing = find(Person, key, *_PERSON)
    told = past(request, chain([thing], thing.names.all(), Tenure.everything.filter(person=thing)))
    return render(request, "people/person_history.html", {"thing": thing, **told})


@page(RECORD)
def tenure(request: HttpRequest, key: str) -> HttpResponse:
    """A tenure as of a day, with every value's sources and the claims beside it."""
    thing = find(Tenure, key, *_TENURE)
    evidence = evidence_for(thing)
    context = {
        "thing": thing,
        "answer": period_of(thing).holds(asked(request).on),
        "evidence": evidence,
        "lines": lines([("", thing)], evidence),
    }
    return render(request, "people/tenure.html", context)


@page(RECORD)
def tenure_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a tenure."""
    thing = find(Tenure, key, *_TENURE)
    return render(request, "people/tenure_sources.html", {"thing": thing, "lines": lines([("", thing)])})


@page(RECORD)
def tenure_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a tenure."""
    thing = find(Tenure, key, *_TENURE)
    return render(request, "people/tenure_history.html", {"thing": thing, **past(request, [thing])})
