"""iCalendar of an organisation or body and of what a party owes, and Atom of what is new, in the reader's sight."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kurultay.kit.acting.models import Change
from kurultay.kit.dates import LAST, PartialDate
from kurultay.kit.names.choice import choose
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find
from kurultay.record.commitments.models import OWING, Commitment, CommitmentParty, standing
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party

MOST = 1000
NEWEST = 50
# What a follower of the record wants to hear of; names and citations come with these.
TOLD = ("parties.party", "parties.role", "people.person", "people.tenure", "meetings.meeting", "documents.document")
TOLD += ("commitments.commitment",)
STATUS = {"planned": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def _name(row: Any, question: Asked) -> str:
    named = choose(row.names.all(), question.on, question.lang) if hasattr(row, "names") else None
    return named.text if named else str(row)


def _event(meeting: Meeting, question: Asked, request: HttpRequest) -> Event | None:
    """An all-day event (RFC 5545); a meeting without a certain day stands on no day of a calendar."""
    day = (
        PartialDate.parse(meeting.starts_on or meeting.planned_for)
        if meeting.starts_on or meeting.planned_for
        else None
    )
    if day is None or day.precision != "day":
        return None
    last = PartialDate.parse(meeting.ends_on) if meeting.ends_on else day
    event = Event()
    event.add("uid", f"{meeting.key}@{request.get_host()}")
    event.add("dtstamp", datetime(day.earliest.year, day.earliest.month, day.earliest.day, tzinfo=UTC))
    event.add("summary", _name(meeting, question))
    event.add("dtstart", day.earliest)
    event.add("dtend", max(last.earliest, day.earliest) + timedelta(days=1))  # DTEND is the day after, RFC 5545 3.6.1
    event.add("status", STATUS.get(meeting.status, "CONFIRMED"))
    event.add("url", request.build_absolute_uri(meeting.get_absolute_url()))
    if meeting.place is not None and not meeting.place.veiled:
        event.add("location", _name(meeting.place, question))
    return event


def _calendar(name: str) -> Calendar:
    feed = Calendar()
    feed.add("prodid", "-//Kurultay//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", name)
    return feed


def _due(thing: Commitment, question: Asked, request: HttpRequest) -> Event | None:
    """The last day on which an unclosed commitment is due, all day; None where it is closed or no day is known."""
    held = standing(thing, thing.steps.all(), question.on)
    days = [each.day for each in held.due if each.day is not None]
    last = max((day.latest for day in days), default=LAST)
    if held.closed or last == LAST:
        return None
    event = Event()
    event.add("uid", f"due-{thing.key}@{request.get_host()}")
    event.add("dtstamp", datetime(last.year, last.month, last.day, tzinfo=UTC))
    event.add("sequence", held.moved)
    event.add("summary", _("Due: %(what)s") % {"what": _name(thing, question)})
    event.add("dtstart", last)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # it takes nobody's time that day
    event.add("url", request.build_absolute_uri(thing.get_absolute_url()))
    return event


@page(RECORD)
def due(request: HttpRequest, key: str) -> HttpResponse:
    """By when a party, or an organisation with those in it, has to have done what, as a calendar to subscribe to."""
    question = asked(request)
    thing = find(Party, key, "names")
    owed = CommitmentParty.objects.filter(party=thing, capacity__in=OWING).values("commitment")
    rows = Commitment.objects.filter(Q(pk__in=owed) | Q(of=thing)).order_by("-made_on_earliest", "-id")
    feed = _calendar(_("%(party)s: due dates") % {"party": _name(thing, question)})
    for row in rows.prefetch_related("names", "due_at", "steps__meeting")[:MOST]:
        if (event := _due(row, question, request)) is not None:
            feed.add_component(event)
    return HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")


@page(RECORD)
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The meetings of an organisation and its bodies as a calendar to subscribe to."""
    question = asked(request)
    thing = find(Party, key, "names")
    meetings = Meeting.objects.filter(Q(body=thing) | Q(body__parent=thing)).order_by("-starts_on_earliest", "-id")
    feed = _calendar(_name(thing, question))
    for meeting in meetings.prefetch_related("names", "place__names")[:MOST]:
        if (event := _event(meeting, question, request)) is not None:
            feed.add_component(event)
    return HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")


@page(RECORD)
def new(request: HttpRequest) -> HttpResponse:
    """What was entered last: parties, roles, people, posts, meetings, documents, commitments."""
    question = asked(request)
    feed = Atom1Feed(
        title=_("New in the record"),
        link=request.build_absolute_uri("/"),
        feed_url=request.build_absolute_uri(request.path),
        description=_("What was entered last"),
    )
    entered = Change.objects.filter(subject_type__in=TOLD, before="{}").order_by("-act__number", "-n")
    changes = list(entered.prefetch_related("act")[: 4 * NEWEST])  # some may be withdrawn or out of sight by now
    wanted: dict[str, list[int]] = {}
    for change in changes:
        wanted.setdefault(change.subject_type, []).append(change.subject_id)
    rows: dict[tuple[str, int], Any] = {}
    for kind, ids in wanted.items():
        found = apps.get_model(kind).objects.filter(pk__in=ids)
        if any(field.name == "names" for field in found.model._meta.related_objects):
            found = found.prefetch_related("names")
        rows |= {(kind, row.pk): row for row in found}
    told = [(c, rows[c.subject_type, c.subject_id]) for c in changes if (c.subject_type, c.subject_id) in rows]
    for change, row in told[:NEWEST]:
        feed.add_item(
            title=f"{capfirst(row._meta.verbose_name)}: {_name(row, question)}",
            link=request.build_absolute_uri(row.get_absolute_url()),
            unique_id=request.build_absolute_uri(row.get_absolute_url()),
            description=change.act.reason,
            updateddate=change.act.at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
