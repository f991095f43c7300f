"""The search page: one box, what it finds, and by what that can be narrowed."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.finding.found import Found, Narrowed, find
from kurultay.kit.finding.offered import by_kind, searchables
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.record.parties.models import Party

from .marking import Marker
from .showing import load, name_of, shown

LONGEST = 300  # letters of a question
LISTED = 12  # values of a facet
BEARERS = 12  # things listed that bear the whole question as a name
FILTERS = ("kind", "of", "party", "year")


@dataclass(frozen=True)
class Value:
    """One value of a facet: what it is called, how many things have it, and the page of these alone."""

    label: str
    count: int
    url: str
    lang: str = ""


@dataclass(frozen=True)
class Facet:
    """By what a result can be narrowed; `chosen` is the value it is narrowed to, `url` the page without it."""

    label: str
    values: list[Value]
    chosen: str = ""
    url: str = ""


@page(RECORD)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that is found by words in any script, in the reader's sight, with its exact number."""
    question = asked(request)
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST]
    wanted = {name: value for name in FILTERS if (value := request.GET.get(name, "").strip())}
    narrowed, errors = _narrowed(wanted, question)
    after = request.GET.get("after", "")
    try:
        found = find(typed, narrowed, after)
    except ValueError as error:
        raise Http404 from error
    link = _Links(typed, wanted, question)
    marker = Marker(found.meant.clauses)
    bearers = () if after or wanted else found.meant.bearers[:BEARERS]
    rows = load({*(hit.thing for hit in found.hits), *bearers})
    context: dict[str, Any] = {
        "typed": typed,
        "wanted": wanted,
        "found": found,
        "bearers": shown(bearers, rows, marker, question),
        "hits": shown((hit.thing for hit in found.hits), rows, marker, question),
        "facets": _facets(found, wanted, narrowed, link, question),
        "next": link.to(after=found.next) if found.next else "",
        "errors": errors,
        "only_unwanted": bool(found.meant.clauses) and all(clause.without for clause in found.meant.clauses),
        "nothing_read": bool(typed) and not found.meant.clauses,
        "everywhere": link.without(*FILTERS),
        "kinds": [(kind, offer.plural) for kind, offer in sorted(by_kind().items())],
    }
    return render(request, "search/page.html", context)


class _Links:
    """Addresses of this page with something changed."""

    def __init__(self, typed: str, wanted: dict[str, str], question: Asked) -> None:
        self.kept = {"q": typed, **wanted}
        if not question.is_today and not question.error:
            self.kept["on"] = question.text
        if question.keep and "lang=" in question.keep:
            self.kept["lang"] = question.lang

    def to(self, **changed: str) -> str:
        return f"?{urlencode({**self.kept, **changed})}"

    def without(self, *names: str) -> str:
        return f"?{urlencode({name: value for name, value in self.kept.items() if name not in names})}"


def _narrowed(wanted: dict[str, str], question: Asked) -> tuple[Narrowed, list[dict[str, str]]]:
    """The filters as numbers; one that names nothing the reader may see finds nothing, and says so."""
    errors: list[dict[str, str]] = []
    numbers: dict[str, int] = {}
    if (kind := wanted.get("kind")) is not None:
        if kind in by_kind():
            numbers["kind"] = by_kind()[kind].place
        else:
            errors.append({"text": _("There is no kind “%(kind)s”. Choose one of those below.") % {"kind": kind}})
    if (year := wanted.get("year")) is not None:
        if year.isascii() and year.isdigit() and 1 <= int(year[:5]) <= 9999:
            numbers["year"] = int(year)
        else:
            errors.append({"text": _("“%(year)s” is not a year; write it as 2015.") % {"year": year}})
    keys = {name: wanted[name] for name in ("of", "party") if name in wanted}
    known = dict(Party.objects.filter(key__in=keys.values()).values_list("key", "pk")) if keys else {}
    for name, key in keys.items():
        if key in known:
            numbers[name] = known[key]
        else:
            errors.append({"text": _("There is no party “%(key)s” that you may read.") % {"key": key}})
    until = None if question.is_today else question.on.latest
    return Narrowed(**numbers, until=until, nothing=bool(errors)), errors


def _facets(found: Found, wanted: dict[str, str], narrowed: Narrowed, link: _Links, question: Asked) -> list[Facet]:
    """Kind, organisation, year and party with exact numbers; names of parties take one pair of statements."""
    of, parties = _most(found.organisations), _most(found.parties or Counter())
    named = {*of, *parties, narrowed.of, narrowed.party} - {None}
    known = {p.pk: p for p in Party.objects.filter(pk__in=named).prefetch_related("names")} if named else {}

    def of_parties(name: str, label: str, counted: Counter[int], numbers: list[int], chosen: int | None) -> Facet:
        values = []
        for number in numbers:
            if (party := known.get(number)) is not None:
                words = name_of(party, question)
                values.append(Value(str(words.text), counted[number], link.to(**{name: party.key}), words.lang))
        held = known.get(chosen) if chosen is not None else None
        return Facet(label, values, str(name_of(held, question).text) if held else "", link.without(name))

    kinds = [
        Value(str(searchables()[place].plural), count, link.to(kind=searchables()[place].kind))
        for place, count in sorted(found.kinds.items(), key=lambda item: (-item[1], item[0]))
    ]
    years = [Value(f"{year:04d}", count, link.to(year=f"{year:04d}")) for year, count in sorted(found.years.items())]
    kind = by_kind().get(wanted.get("kind", ""))
    return [
        Facet(_("Kind"), kinds, str(kind.plural) if kind else "", link.without("kind")),
        of_parties("of", _("Organisation"), found.organisations, of, narrowed.of),
        Facet(_("Year"), years[::-1], wanted.get("year", "") if narrowed.year else "", link.without("year")),
        of_parties("party", _("Party"), found.parties or Counter(), parties, narrowed.party),
    ]


def _most(counted: Counter[int]) -> list[int]:
    """The numbers that are met most, of equals the first."""
    return [number for number, _count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[: 2 * LISTED]]
