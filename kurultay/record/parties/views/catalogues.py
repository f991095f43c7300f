"""The page of a catalogue or strategy: its areas, who coordinates them, what it continues."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.dates import Certainty, PartialDate
from kurultay.kit.pages.acts.past import past
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for

from ..models import Catalogue, Role
from .areas import period_over_area, tree

_CATALOGUE = ("of__names", "continues", "areas__names", "areas__continues__names", "areas__continues__catalogue")


@page(RECORD)
def catalogue(request: HttpRequest, key: str) -> HttpResponse:
    """A catalogue's areas as of a day."""
    on = asked(request).on
    thing = find(Catalogue, key, *_CATALOGUE)
    areas = list(thing.areas.all())
    now = roles_over(thing, on)
    offered = [module.of_catalogue for module in registry.offers("panels") if hasattr(module, "of_catalogue")]
    panels = [panel for of_catalogue in offered for panel in of_catalogue(thing, asked(request))]
    context = {
        "thing": thing,
        "lines": tree(areas, now),
        "continued_by": Catalogue.objects.filter(continues=thing),
        "panels": panels,
        "evidence": evidence_for(thing, areas, now, *(panel.rows for panel in panels)),
    }
    return render(request, "parties/catalogue.html", context)


@page(RECORD)
def catalogue_matrix(request: HttpRequest, key: str) -> HttpResponse:
    """States by area as of a day: who coordinates and who co-coordinates what."""
    on = asked(request).on
    thing = find(Catalogue, key, *_CATALOGUE)
    roles = roles_over(thing, on)
    holders = sorted({role.holder for role in roles}, key=lambda party: (party.sort_key, party.pk))
    cells: dict[tuple[int, int], list[Role]] = {}
    for role in roles:
        cells.setdefault((role.area_id, role.holder_id), []).append(role)
    lines = [
        (line, [cells.get((line.area.pk, holder.pk), []) for holder in holders])
        for line in tree(list(thing.areas.all()), roles)
    ]
    return render(request, "parties/catalogue_matrix.html", {"thing": thing, "holders": holders, "lines": lines})


def roles_over(thing: Catalogue, on: PartialDate) -> list[Role]:
    """The roles over the areas of a catalogue that hold or may hold on the day. Four statements."""
    roles = Role.objects.filter(area__catalogue=thing).prefetch_related("holder__names", "area__catalogue", "of__names")
    return [r for r in roles if not r.holder.veiled and period_over_area(r).holds(on) is not Certainty.NO]


@page(RECORD)
def catalogue_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a catalogue and its areas."""
    thing = find(Catalogue, key, *_CATALOGUE)
    rows = [(str(thing.title), thing)]
    for area in thing.areas.all():
        rows.append((_("Area %(key)s") % {"key": area.key}, area))
        rows += [
            (_("Name (%(kind)s, %(lang)s)") % {"kind": name.kind, "lang": name.lang}, name) for name in area.names.all()
        ]
    return render(request, "parties/catalogue_sources.html", {"thing": thing, "lines": lines(rows)})


@page(RECORD)
def catalogue_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a catalogue and its areas."""
    thing = find(Catalogue, key, *_CATALOGUE)
    return render(
        request, "parties/catalogue_history.html", {"thing": thing, **past(request, [thing, *thing.areas.all()])}
    )
