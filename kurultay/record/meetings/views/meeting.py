"""The page of a meeting: when, where, of whom, who took part as what, what was on the agenda and what came out."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.acting.history import history
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.sources.models import StatedFigure
from kurultay.kit.texts import best

from ..models import CAPACITIES, Meeting, Participation

_OTHERS = ("margins_of", "part_of", "follows", "on_margins", "parts", "followed_by")  # meetings tied to this one
_MEETING = (
    "names", "texts", "body__names", "host_party__names", "host_person__names", "margins_of_party__names",
    "place__names", "further_places__place__names", "sessions", "agenda__deferred_to__names",
    *(f"{name}__names" for name in _OTHERS),
)  # fmt: skip
_PARTICIPATION = (
    "party__names", "person__names", "person__tenures__at__names", "tenure__at__names", "session", "meeting",
)  # fmt: skip


def taking_part(thing: Meeting) -> list[Participation]:
    """Who took part, in the order of capacities and names; nobody whom the reader may not see. Constant statements."""
    order = list(CAPACITIES)
    rows = Participation.objects.filter(meeting=thing).prefetch_related(*_PARTICIPATION)
    shown = [
        row
        for row in rows
        if not (row.party is not None and row.party.veiled) and not (row.person is not None and row.person.veiled)
    ]

    def place(row: Participation) -> tuple[Any, ...]:
        party, person = (one.sort_key if one is not None else "" for one in (row.party, row.person))
        return (order.index(row.capacity), party, person, row.words, row.pk)

    return sorted(shown, key=place)


def neighbours(thing: Meeting) -> dict[str, Meeting | None]:
    """The meetings before and after this one in the series of its body and form: by number, else by day."""
    if thing.body is None or thing.body.veiled:
        return {}
    series = Meeting.objects.filter(body_id=thing.body_id, form=thing.form).exclude(pk=thing.pk)
    series = series.prefetch_related("names")
    if thing.ordinal is not None:
        before, after = series.filter(ordinal__lt=thing.ordinal), series.filter(ordinal__gt=thing.ordinal)
        return {
            "before": before.order_by("-ordinal", "-id").first(),
            "after": after.order_by("ordinal", "id").first(),
        }
    before, after = series.filter(sort_day__lt=thing.sort_day), series.filter(sort_day__gt=thing.sort_day)
    return {
        "before": before.order_by("-sort_day", "-id").first(),
        "after": after.order_by("sort_day", "id").first(),
    }


def programme(thing: Meeting, participations: Iterable[Participation]) -> tuple[list[dict[str, Any]], list[Any]]:
    """The sessions in order, each with its agenda and who spoke, and the points of the agenda outside sessions."""
    points = sorted(thing.agenda.all(), key=lambda point: (point.position, point.pk))
    people = list(participations)
    sessions = [
        {
            "session": session,
            "points": [point for point in points if point.session_id == session.pk],
            "people": [row for row in people if row.session_id == session.pk],
        }
        for session in sorted(thing.sessions.all(), key=lambda session: (session.position, session.pk))
    ]
    known = {each["session"].pk for each in sessions}
    return sessions, [point for point in points if point.session_id not in known]


def tied(thing: Meeting) -> dict[str, list[Meeting]]:
    """The meetings tied to this one which the reader may see, by how, in order of the day."""
    found: dict[str, list[Meeting]] = {}
    for name in _OTHERS:
        held = getattr(thing, name)
        rows = [held] if held is None or isinstance(held, Meeting) else held.all()
        shown = [m for m in rows if m is not None and not m.veiled and not m.withdrawn]
        found[name] = sorted(shown, key=lambda m: (m.sort_day, m.pk))
    return found


def _figures(thing: Meeting) -> list[dict[str, Any]]:
    stated = StatedFigure.objects.filter(subject_type=Meeting.type_name(), subject_id=thing.pk)
    return [{"stated": f, "recorded": None} for f in stated.order_by("figure", "id").prefetch_related("source")]


def panels_of(thing: Meeting, question: Asked) -> list[Any]:
    """What other apps show of a meeting: its documents, the commitments made there."""
    offered = [module.of_meeting for module in registry.offers("panels") if hasattr(module, "of_meeting")]
    return [panel for of_meeting in offered for panel in of_meeting(thing, question)]


@page(RECORD)
def meeting(request: HttpRequest, key: str) -> HttpResponse:
    """A meeting as of a day."""
    question = asked(request)
    thing = find(Meeting, key, *_MEETING)
    participations = taking_part(thing)
    sessions, points = programme(thing, participations)
    texts = best(thing.texts.all(), question.lang)
    further = [row for row in thing.further_places.all() if not row.place.veiled]
    panels = panels_of(thing, question)
    evidence = evidence_for(
        thing, thing.names.all(), texts, participations, further, points, *(panel.rows for panel in panels),
        *([each["session"], *each["points"]] for each in sessions),
    )  # fmt: skip
    context = {
        "thing": thing,
        "participations": participations,
        "sessions": sessions,
        "points": points,
        "texts": texts,
        "further": further,
        "tied": tied(thing),
        "neighbours": neighbours(thing),
        "figures": _figures(thing),
        "panels": panels,
        "evidence": evidence,
        "contradictions": list(evidence.contradictions()),
    }
    return render(request, "meetings/meeting.html", context)


@page(RECORD)
def meeting_sources(request: HttpRequest, key: str) -> HttpResponse:
    """Which source states each value of a meeting, of what is said of it, and of who took part."""
    thing = find(Meeting, key, *_MEETING)
    rows: list[tuple[str, Any]] = [(_("The entry"), thing)]
    rows += [(_("Name “%(text)s”") % {"text": name.text}, name) for name in thing.names.all()]
    rows += [(str(text.get_about_display()), text) for text in thing.texts.all()]
    rows += [(_("Session “%(title)s”") % {"title": session.title}, session) for session in thing.sessions.all()]
    rows += [(_("Agenda: %(title)s") % {"title": point.title}, point) for point in thing.agenda.all()]
    for row in taking_part(thing):
        who = ", ".join(str(each) for each in (row.party, row.person, row.words) if each)
        rows.append((f"{row.get_capacity_display()}: {who}", row))
    return render(request, "meetings/meeting_sources.html", {"thing": thing, "lines": lines(rows)})


@page(RECORD)
def meeting_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what to a meeting, its programme and its list of those who took part."""
    thing = find(Meeting, key, "names", "texts", "sessions", "agenda")
    parts = (thing.names.all(), thing.texts.all(), thing.sessions.all(), thing.agenda.all(), taking_part(thing))
    return render(
        request, "meetings/meeting_history.html", {"thing": thing, "entries": history(chain([thing], *parts))}
    )
