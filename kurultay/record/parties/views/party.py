"""The page of a party: what it is called, who is in it, what it belongs to, who chairs, who coordinates what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.dates import Certainty, PartialDate, period_of
from kurultay.kit.pages.acts.past import past
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.sources.models import StatedFigure
from kurultay.kit.texts import best

from ..models import MEMBERSHIP, Party, Role
from . import areas, pictures

_PARTY = ("names", "codes", "texts", "parent__names", "state__names")
_ROLES = ("holder__names", "holder__codes", "area__names", "area__catalogue", "within")


# Figures that sources state of a party and that the record counts too: which of the roles in it count.
COUNTED: dict[str, Callable[[Role], bool]] = {
    "members": lambda role: role.kind in MEMBERSHIP,
    "founding-members": lambda role: role.kind == "founding-member",
    "observers": lambda role: role.kind == "observer",
    "observer-states": lambda role: role.kind == "observer" and role.holder.kind == "state",
    "observer-organisations": lambda role: role.kind == "observer" and role.holder.kind != "state",
}


@dataclass
class Held:
    """Roles of one kind, told apart by whether they hold on the day."""

    sure: list[Role] = field(default_factory=list)
    possible: list[Role] = field(default_factory=list)
    past: list[Role] = field(default_factory=list)
    to_come: list[Role] = field(default_factory=list)

    @property
    def all(self) -> list[Role]:
        """Every role, whenever it holds."""
        return self.sure + self.possible + self.past + self.to_come


def tell_apart(roles: Iterable[Role], on: PartialDate) -> Held:
    """Sort roles by whether they hold on the day, and whether the others ended before or begin after."""
    held = Held()
    for role in roles:
        answer = period_of(role).holds(on)
        if answer is Certainty.YES:
            held.sure.append(role)
        elif answer is Certainty.POSSIBLE:
            held.possible.append(role)
        elif role.until_latest <= on.earliest:
            held.past.append(role)
        else:
            held.to_come.append(role)
    return held


def roles_in(thing: Party) -> list[Role]:
    """All roles in this party whose holder the reader may see, sorted by the holder's name."""
    roles = Role.objects.filter(of=thing).prefetch_related(*_ROLES)
    return sorted((r for r in roles if not r.holder.veiled), key=lambda r: (r.holder.sort_key, r.since_earliest, r.pk))


def terms_of(chairs: Iterable[Role], roles: Iterable[Role], on: PartialDate) -> dict[int, dict[str, Any]]:
    """For each chairmanship, which of its terms holds on the day: one for certain, or several that may.

    A term's unknown ends are those of the chairmanship it lies within.
    """
    found: dict[int, dict[str, Any]] = {}
    for chair in chairs:
        terms = [r for r in roles if r.within_id == chair.pk and r.term]
        answers = [
            (t, period_of(t).within(period_of(chair)).holds(on)) for t in sorted(terms, key=lambda t: t.term or 0)
        ]
        sure = [t for t, answer in answers if answer is Certainty.YES]
        maybe = [t for t, answer in answers if answer is not Certainty.NO]
        found[chair.pk] = {"sure": sure[0] if len(maybe) == 1 and sure else None, "maybe": maybe, "of": chair.terms}
    return found


def figures_of(thing: Party, roles: list[Role]) -> dict[str, list[dict[str, Any]]]:
    """What sources state in numbers, beside what the record counts on the same day, where it counts that."""
    stated = StatedFigure.objects.filter(subject_type=Party.type_name(), subject_id=thing.pk)
    shown: dict[str, list[dict[str, Any]]] = {"counted": [], "other": []}
    for figure in stated.order_by("figure", "as_of_earliest", "id").prefetch_related("source"):
        line: dict[str, Any] = {"stated": figure, "recorded": None}
        counts = COUNTED.get(figure.figure)
        if counts and figure.as_of and not figure.qualifier:
            on = PartialDate.parse(figure.as_of)
            held = tell_apart((r for r in roles if r.within_id is None and counts(r)), on)
            line |= {"recorded": len(held.sure), "possible": len(held.possible)}
        shown["other" if line["recorded"] is None else "counted"].append(line)
    return shown if stated else {}


def panels_of(thing: Party, question: Asked) -> list[Any]:
    """What other apps show of a party, in their own words."""
    return [panel for module in registry.offers("panels") for panel in _asked(module, thing, question)]


def _asked(module: Any, thing: Party, question: Asked) -> list[Any]:
    return list(module.of_party(thing, question)) if hasattr(module, "of_party") else []


@page(RECORD)
def party(request: HttpRequest, key: str) -> HttpResponse:
    """A party of any kind, as of a day."""
    question = asked(request)
    on = question.on
    thing = find(Party, key, *_PARTY)
    roles = roles_in(thing)
    whole = [r for r in roles if r.within_id is None]
    plain = [r for r in whole if not r.area_id]
    by_kind = {kind: tell_apart((r for r in plain if r.kind == kind), on) for kind in sorted({r.kind for r in plain})}
    empty = Held()
    members = tell_apart((r for r in whole if r.kind in MEMBERSHIP), on)
    chairs = by_kind.get("chair", empty)
    observers = by_kind.get("observer", empty)
    others = {k: v for k, v in by_kind.items() if k not in (*MEMBERSHIP, "chair", "observer")}
    holds = [r for r in _held_by(thing) if not r.of.veiled]
    panels = panels_of(thing, question)
    catalogues = areas.of_party(thing, [r for r in whole if r.area_id], on)
    texts = best(thing.texts.all(), question.lang)
    parts = Party.objects.filter(parent=thing).prefetch_related("names").order_by("sort_key", "id")
    institutions = Party.objects.filter(state=thing).prefetch_related("names").order_by("sort_key", "id")
    evidence = evidence_for(
        thing, thing.names.all(), texts, roles, holds, *(panel.rows for panel in panels), *(c.rows for c in catalogues)
    )
    context = {
        "thing": thing,
        "members": members,
        "observers": observers,
        "chairs": chairs,
        "terms": terms_of(chairs.all, roles, on),
        "others": others,
        "held": tell_apart((r for r in holds if r.within_id is None), on),
        "catalogues": catalogues,
        "texts": texts,
        "parts": [p for p in parts if period_of(p).holds(on) is not Certainty.NO],
        "institutions": [
            p for p in institutions if p.parent_id != thing.pk and period_of(p).holds(on) is not Certainty.NO
        ],
        "figures": figures_of(thing, roles),
        "panels": panels,
        "shown_panels": [panel for panel in panels if panel.template],
        "evidence": evidence,
        "contradictions": list(evidence.contradictions()),
        "chair_picture": pictures.timeline_of(chairs.all, question, _("Terms of the chair")),
        "member_picture": pictures.timeline_of(members.all + observers.all, question, _("Members and observers")),
        "map": pictures.map_of(members.sure, observers.sure, question),
    }
    return render(request, "parties/party.html", context)


def _held_by(thing: Party) -> list[Role]:
    roles = Role.objects.filter(holder=thing).prefetch_related("of__names", "area__names", "area__catalogue", "within")
    return sorted(roles, key=lambda r: (r.of.sort_key, r.kind, r.since_earliest, r.pk))


@page(RECORD)
def party_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a party."""
    thing = find(Party, key, *_PARTY)
    rows = [(_("The entry"), thing)]
    rows += [
        (_("Name (%(kind)s, %(lang)s)") % {"kind": name.kind, "lang": name.lang}, name) for name in thing.names.all()
    ]
    rows += [(_("Code %(scheme)s") % {"scheme": code.scheme}, code) for code in thing.codes.all()]
    rows += [(str(text.get_about_display()), text) for text in thing.texts.all()]
    return render(request, "parties/party_sources.html", {"thing": thing, "lines": lines(rows)})


@page(RECORD)
def party_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a party's entry, its names and the roles in it."""
    thing = find(Party, key, *_PARTY)
    roles = Role.everything.filter(of=thing)
    told = past(request, chain([thing], thing.names.all(), thing.codes.all(), thing.texts.all(), roles))
    return render(request, "parties/party_history.html", {"thing": thing, **told})
