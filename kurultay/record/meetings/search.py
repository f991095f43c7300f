"""What is found of meetings and places: titles, texts, sessions and agenda, and whom and what they concern."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.dates import FIRST, partial
from kurultay.kit.finding.offered import Facts, Piece, Searchable, Tie
from kurultay.record.parties.search import organisation_of

from .models import Meeting, Place


def _pieces(meeting: Meeting) -> Iterator[Piece]:
    for name in meeting.names.all():
        yield Piece(name, name.text, name.lang, is_name=True)
    for text in meeting.texts.all():
        yield Piece(text, text.text, text.lang)
    yield Piece(meeting, meeting.subject)
    yield Piece(meeting, meeting.place_words)
    for session in meeting.sessions.all():
        yield Piece(session, session.title)
    for item in meeting.agenda.all():
        yield Piece(item, item.title)
    for taken in meeting.participations.all():
        yield Piece(taken, taken.words)


def _ties(meeting: Meeting) -> Iterator[Tie]:
    keys = {
        "parties.party": (meeting.body_id, meeting.host_party_id, meeting.margins_of_party_id),
        "people.person": (meeting.host_person_id,),
        "meetings.place": (meeting.place_id,),
    }
    for table, numbers in keys.items():
        for number in dict.fromkeys(numbers):
            if number is not None:
                yield Tie(meeting, (table, number))
    body = meeting.body
    if body is not None and body.parent_id is not None:
        yield Tie(meeting, ("parties.party", body.parent_id))
    for further in meeting.further_places.all():
        yield Tie(further, ("meetings.place", further.place_id))
    for taken in meeting.participations.all():
        if taken.party_id is not None:
            yield Tie(taken, ("parties.party", taken.party_id))
        if taken.person_id is not None:
            yield Tie(taken, ("people.person", taken.person_id))


def _facts(meeting: Meeting) -> Facts:
    day = meeting.day
    begins = (FIRST, FIRST) if day is None else (day.earliest, day.latest)
    dates = tuple(date for name in ("starts_on", "ends_on", "planned_for") if (date := partial(meeting, name)))
    return Facts(meeting.sort_day, begins, organisation_of(meeting.body), dates, planned=meeting.status != "held")


def _place_pieces(place: Place) -> Iterator[Piece]:
    for name in place.names.all():
        yield Piece(name, name.text, name.lang, is_name=True)


def _place_ties(place: Place) -> Iterator[Tie]:
    if place.state_id is not None:
        yield Tie(place, ("parties.party", place.state_id))


SEARCHABLE: list[Any] = [
    Searchable(
        Meeting,
        kind="meeting",
        label=_("Meeting"),
        plural=_("Meetings"),
        template="meetings/found_meeting.html",
        prefetch=(
            "names",
            "texts",
            "sessions",
            "agenda",
            "participations",
            "further_places",
            "body__parent",
            "body__names",
            "place__names",
        ),
        pieces=_pieces,
        facts=_facts,
        ties=_ties,
        parts={
            f"meetings.{part}": "meeting"
            for part in ("meetingname", "meetingtext", "session", "agendaitem", "participation", "meetingplace")
        },
        moved={"parties.party": ("body", ("parent_id", "kind"))},
    ),
    Searchable(
        Place,
        kind="place",
        label=_("Place"),
        plural=_("Places"),
        template="meetings/found_place.html",
        prefetch=("names", "state__names"),
        pieces=_place_pieces,
        facts=lambda place: Facts(),
        ties=_place_ties,
        parts={"meetings.placename": "place"},
    ),
]
