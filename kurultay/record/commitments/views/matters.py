"""Matters arising: what the next meeting of a body has to look at, and putting it on the agenda in one act."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import why_not
from kurultay.kit.dates import LAST, Certainty
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.kit.templatetags.record import named
from kurultay.record.meetings.models import AgendaItem, Meeting
from kurultay.record.parties.models import Party

from ..actions import Point, take_up
from ..models import CLOSING, NOT_YET, Commitment, Matter
from ..panels import FOR_LINES, FOR_STANDING, Line, lines_of
from .parting import refused

MOST = 200  # matters shown
WHY = {
    "deferred": gettext_lazy("deferred"),
    "due-here": gettext_lazy("due at this meeting"),
    "overdue": gettext_lazy("overdue"),
    "due-before": gettext_lazy("due before this meeting"),
    "open": gettext_lazy("open"),
}
_MEETING = ("names", "body__names", "body__parent__names", "agenda")


@dataclass(frozen=True)
class Arising:
    """One matter: a commitment or a deferred point, why it arises, and what its point would be called."""

    why: str
    title: str
    due: date
    line: Line | None = None
    item: AgendaItem | None = None

    @property
    def name(self) -> str:
        """What the form calls it."""
        return f"c-{self.line.thing.key}" if self.line is not None else f"p-{self.item.pk if self.item else 0}"

    @property
    def why_words(self) -> str:
        """Why it arises, for people."""
        return str(WHY[self.why])


def arising(meeting: Meeting, question: Asked) -> list[Arising]:
    """What is open at the body of a meeting and its organisation, most pressing first. Constant statements."""
    around = _around(meeting)
    taken = set(Matter.objects.filter(meeting=meeting).values_list("commitment", flat=True))
    own = Commitment.objects.filter(Q(of__in=around) | Q(meeting__body=meeting.body_id) | Q(due_at=meeting))
    fetched = own.order_by("-made_on_earliest", "-id").prefetch_related(*FOR_STANDING, *FOR_LINES).distinct()
    found = [_deferred(item) for item in _put_off(meeting)]
    for line in lines_of(fetched, question.on):
        why = "" if line.thing.pk in taken else _why(line, meeting)
        if why:
            name = named(line.thing, question.on, question.lang)
            found.append(Arising(why, str(name.text if name else line.thing.key)[:400], _due(line), line))
    ranks = list(WHY)
    return sorted(found, key=lambda each: (ranks.index(each.why), each.due, each.name))[:MOST]


def _around(meeting: Meeting) -> list[int]:
    body = meeting.body
    if body is None or body.veiled:
        return []
    parent: Party | None = body.parent
    return [body.pk] if parent is None or parent.veiled else [body.pk, parent.pk]


def _why(line: Line, meeting: Meeting) -> str:
    """Why a commitment arises at a meeting, as a key of WHY; "" where it has ended or is not made yet."""
    stands = line.standing
    if stands.closed or stands.status in CLOSING or stands.status == NOT_YET:
        return ""
    if any(due.meeting is not None and due.meeting.pk == meeting.pk for due in stands.due):
        return "due-here"
    if stands.overdue is Certainty.YES:
        return "overdue"
    days = [due.day for due in stands.due if due.day is not None]
    if meeting.day is not None and any(day.latest <= meeting.day.latest for day in days):
        return "due-before"
    return "open" if stands.status != "planned" or not days else ""


def _due(line: Line) -> date:
    return min((due.day.latest for due in line.standing.due if due.day is not None), default=LAST)


def _put_off(meeting: Meeting) -> list[AgendaItem]:
    """Points of earlier meetings of the body that went over to this one or to whichever comes next."""
    if meeting.body_id is None:
        return []
    titles = [point.title for point in meeting.agenda.all()]
    rows = AgendaItem.objects.filter(meeting__body=meeting.body_id, outcome="deferred").exclude(meeting=meeting)
    rows = rows.filter(Q(deferred_to__isnull=True) | Q(deferred_to=meeting)).exclude(title__in=titles)
    return list(rows.order_by("meeting__sort_day", "position", "id").prefetch_related("meeting__names"))


def _deferred(item: AgendaItem) -> Arising:
    return Arising("deferred", str(item.title), LAST, item=item)


def _chosen(request: HttpRequest, matters: list[Arising]) -> list[Point]:
    """The points that were ticked, in the order of their numbers; those without one after them."""
    ticked = set(request.POST.getlist("take"))
    points = []
    for place, matter in enumerate(matters):
        if matter.name in ticked:
            number = request.POST.get(f"number-{matter.name}", "").strip()[:20]
            title = " ".join(request.POST.get(f"title-{matter.name}", "").split()) or matter.title
            figures = "".join(c for c in number if c.isdecimal())[:9]
            at = (int(figures) if figures else 10**9, place)
            commitment = matter.line.thing if matter.line is not None else None
            points.append((at, Point(title, number, commitment, matter.item)))
    return [point for _at, point in sorted(points, key=lambda each: each[0])]


@page(RECORD)
@csrf_protect
def meeting_matters_arising(request: HttpRequest, key: str) -> HttpResponse:
    """What a meeting has to look at: open and overdue commitments, and what earlier meetings put off."""
    question, by = asked(request), reader_of(request)
    thing = find(Meeting, key, *_MEETING)
    matters = arising(thing, question)
    why = why_not(by, "commitments.take_up", thing)
    error = ""
    if request.method == "POST":
        if why:
            return refused(request, why)
        try:
            take_up(thing, points=_chosen(request, matters), by=by)
            return HttpResponseRedirect(f"{thing.get_absolute_url()}{question.keep}#programme")
        except Refused as refusal:
            error = str(refusal)
    context: dict[str, Any] = {
        "thing": thing, "matters": matters, "may": why is None and thing.status != "cancelled", "error": error,
        "ticked": set(request.POST.getlist("take")), "most": MOST if len(matters) == MOST else 0,
    }  # fmt: skip
    return render(request, "commitments/matters.html", context, status=422 if error else 200)
