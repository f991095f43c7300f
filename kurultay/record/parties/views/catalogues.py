"""The page of a catalogue or strategy: its areas, who coordinates them, what it continues."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.acting.history import history
from kurultay.kit.dates import Certainty, period_of
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for

from ..models import Catalogue, Role
from .areas import tree

_CATALOGUE = ("of__names", "continues", "areas__names", "areas__continues__names", "areas__continues__catalogue")


@page(RECORD)
def catalogue(request: HttpRequest, key: str) -> HttpResponse:
    """A catalogue's areas as of a day."""
    on = asked(request).on
    thing = find(Catalogue, key, *_CATALOGUE)
    areas = list(thing.areas.all())
    roles = Role.objects.filter(area__catalogue=thing).prefetch_related("holder__names")
    now = [r for r in roles if period_of(r).holds(on) is not Certainty.NO and not r.holder.veiled]
    context = {
        "thing": thing,
        "lines": tree(areas, now),
        "continued_by": Catalogue.objects.filter(continues=thing),
        "evidence": evidence_for(thing, areas, now),
    }
    return render(request, "parties/catalogue.html", context)


@page(RECORD)
def catalogue_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a catalogue and its areas."""
    thing = find(Catalogue, key, *_CATALOGUE)
    rows = [(str(thing.title), thing)]
    for area in thing.areas.all():
        rows.append((_("Area %(key)s") % {"key": area.key}, area))
        rows += [(_("Name (%(kind)s, %(lang)s)") % {"kind": name.kind, "lang": name.lang}, name) for name in area.names.all()]
    return render(request, "parties/catalogue_sources.html", {"thing": thing, "lines": lines(rows)})


@page(RECORD)
def catalogue_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a catalogue and its areas."""
    thing = find(Catalogue, key, *_CATALOGUE)
    return render(
        request, "parties/catalogue_history.html", {"thing": thing, "entries": history([thing, *thing.areas.all()])}
    )
