"""An organisation's years: its chairs, the meetings of its bodies and its documents in one picture and one table."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.dates import PartialDate, period_of
from kurultay.kit.dates.partial import FIRST, day_after
from kurultay.kit.dates.words import spell, spell_period
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find
from kurultay.kit.pages.timeline import Bar, Lane, timeline
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party, Role

from .completeness import name_of

MOST = 400


@dataclass(frozen=True)
class Happening:
    """One line of the table: when, what, where it stands."""

    first: Any
    when: str
    lane: str
    name: str
    url: str
    bar: Bar


def _bar(date: str, last: str, title: str, url: str, question: Asked) -> Bar:
    start, end = PartialDate.parse(date), PartialDate.parse(last or date)
    until = max(day_after(end.earliest), day_after(start.earliest))
    strong = start.latest <= question.on.latest
    return Bar(start.earliest, start.latest, until, day_after(end.latest), title, url, strong)


def _chairs(thing: Party, question: Asked) -> list[Happening]:
    found = []
    roles = Role.objects.filter(of=thing, kind="chair", within=None).prefetch_related("holder__names", "of__names")
    for role in roles:
        if role.holder.veiled or role.since_earliest == FIRST:
            continue
        url, words = f"{role.get_absolute_url()}{question.keep}", spell_period(period_of(role), "en")
        name = name_of(role, question)
        bar = Bar(
            role.since_earliest, role.since_latest, role.until_earliest, role.until_latest, f"{name}: {words}", url,
            str(period_of(role).holds(question.on)) == "yes",
        )  # fmt: skip
        found.append(Happening(role.since_earliest, words, _("Chair"), name, url, bar))
    return found


def _meetings(bodies: list[Party], question: Asked) -> list[Happening]:
    found = []
    names = {body.pk: name_of(body, question) for body in bodies}
    rows = Meeting.objects.filter(body__in=list(names), status="held").order_by("starts_on_earliest", "id")
    for meeting in rows.prefetch_related("names")[:MOST]:
        url, name = f"{meeting.get_absolute_url()}{question.keep}", name_of(meeting, question)
        when = spell(PartialDate.parse(meeting.starts_on), "en")
        bar = _bar(meeting.starts_on, meeting.ends_on, f"{name}: {when}", url, question)
        found.append(Happening(meeting.starts_on_earliest, when, names[meeting.body_id], name, url, bar))
    return found


def _documents(bodies: list[Party], question: Asked) -> list[Happening]:
    found = []
    rows = Document.objects.filter(of__in=[body.pk for body in bodies]).order_by("key").prefetch_related("names")
    for document in rows[:MOST]:
        date = document.adopted_on or document.signed_on or document.published_on
        if not date:
            continue
        url, name = f"{document.get_absolute_url()}{question.keep}", name_of(document, question)
        when = spell(PartialDate.parse(date), "en")
        bar = _bar(date, "", f"{name}: {when}", url, question)
        found.append(Happening(bar.since_earliest, when, _("Documents"), name, url, bar))
    return found


@page(RECORD)
def timeline_of(request: HttpRequest, key: str) -> HttpResponse:
    """Chairs, meetings and documents of an organisation or a body, in the order of their days."""
    question = asked(request)
    thing = find(Party, key, "names", "parent__names")
    parts = Party.objects.filter(Q(parent=thing)).order_by("sort_key", "id").prefetch_related("names")
    bodies = [thing, *parts]
    found = [*_chairs(thing, question), *_meetings(bodies, question), *_documents(bodies, question)]
    found.sort(key=lambda h: (h.first, h.name))
    lanes: dict[str, list[Bar]] = {}
    for happening in found:
        lanes.setdefault(happening.lane, []).append(happening.bar)
    picture = timeline(
        [Lane(words, "", bars) for words, bars in lanes.items()],
        question.on,
        title=_("Chairs, meetings and documents"),
        on_label=spell(question.on, "en"),
    )
    return render(request, "reporting/timeline.html", {"thing": thing, "picture": picture, "happenings": found})
