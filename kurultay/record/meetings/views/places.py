"""Pages of places: what each was called when, and what met there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.cursor import window
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find, lines
from kurultay.kit.sources.evidence import evidence_for

from ..models import Meeting, MeetingPlace, Place
from .lists import LINE
from .newest import newest


@page(RECORD)
def places(request: HttpRequest) -> HttpResponse:
    """Places in alphabetical order, a hundred at a time."""
    wanted = {name: value for name in ("state",) if (value := request.GET.get(name))}
    rows = Place.objects.by_fields(**wanted).prefetch_related("names", "state__names", "parent__names")
    shown = window(rows, request.GET.get("after", ""))
    files = exports("places", wanted, asked(request), dated=False)
    return render(request, "meetings/places.html", {"places": shown.rows, "next": shown.next, "exports": files})


@page(RECORD)
def place(request: HttpRequest, key: str) -> HttpResponse:
    """A place as of a day: its names over time and the meetings held there, the newest first."""
    thing = find(Place, key, "names", "state__names", "parent__names", "parts__names")
    shown = newest(Meeting.objects.filter(place=thing).prefetch_related(*LINE), request.GET.get("after", ""))
    rows = MeetingPlace.objects.filter(place=thing).prefetch_related(*(f"meeting__{name}" for name in LINE))
    further = sorted((r.meeting for r in rows if not r.meeting.veiled), key=lambda m: (m.sort_day, m.pk), reverse=True)
    evidence = evidence_for(thing, thing.names.all(), shown.rows, further)
    named: list[tuple[str, object]] = [("", thing), *((name.text, name) for name in thing.names.all())]
    context = {
        "thing": thing,
        "names": sorted(thing.names.all(), key=lambda name: (name.since_earliest, name.lang, name.pk)),
        "meetings": shown.rows,
        "next": shown.next,
        "further": further,
        "parts": [part for part in thing.parts.all() if not part.veiled],
        "evidence": evidence,
        "lines": lines(named, evidence),  # type: ignore[arg-type]
    }
    return render(request, "meetings/place.html", context)
