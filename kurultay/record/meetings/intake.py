"""Rows of meetings in import files: places and their names, meetings, sessions, agenda items, who took part."""

from collections.abc import Iterator
from typing import Any

from django.db.models import prefetch_related_objects

from kurultay.kit.names.rows import Name, lend_sort_key, out_of_step
from kurultay.kit.names.sorting import sort_key
from kurultay.kit.sources.entering import Entering, RowKind, Wrong

from .actions import settle_sort_key
from .models import (
    AgendaItem,
    Meeting,
    MeetingName,
    MeetingPlace,
    MeetingText,
    Participation,
    Place,
    PlaceName,
    Session,
)

NAME = {"lang": "lang", "kind": "kind", "primary": "primary", "since": "since", "until": "until"}
EDITORIAL = frozenset({"lang", "kind", "primary"})  # how the record files a name; the source states text and dates


def sort_by_key(place: Place, entering: Entering) -> None:
    """A place without a name yet is listed by its key."""
    place.sort_key = sort_key(place.key, "en")


def complete_place_name(name: PlaceName, entering: Entering) -> None:
    """Fill script and sort key, and the sort key of a place that is new too."""
    name.settle()
    lend_sort_key(name, name.place)


def settle_places(places: list[Place]) -> None:
    """Keep the sort keys of places that got names in step with these."""
    for place in out_of_step(places):
        settle_sort_key(place)


def complete_name(name: Name, entering: Entering) -> None:
    """Fill script and sort key."""
    name.settle()


def says_when_and_why(meeting: Meeting, entering: Entering) -> None:
    """A meeting held has a day; one postponed or cancelled says why. Fills the day of lists."""
    meeting.settle()
    if meeting.status == "held" and not meeting.starts_on:
        raise Wrong('A meeting that was held needs "starts", be it only a year.', "status")
    if meeting.status in ("postponed", "cancelled") and not meeting.status_reason:
        raise Wrong(f'A meeting that is {meeting.status} says why: write "status_reason".', "status")
    if meeting.starts_on and meeting.ends_on and meeting.ends_on_latest < meeting.starts_on_earliest:
        raise Wrong('The meeting ends before it starts. Correct "starts" or "ends".', "ends")


def put_last(row: Session | AgendaItem, entering: Entering) -> None:
    """Without a position of its own, a session or point comes after those its meeting has."""
    if row.position is None:
        row.position = entering.count(type(row), meeting=row.meeting) + 1


def all_written(values: dict[str, Any], entering: Entering) -> dict[str, Any]:
    """Rows told apart by other rows need these written, so that they have numbers."""
    if any(getattr(value, "pk", 0) is None for value in values.values()):
        entering.flush()
    return values


def one_of_them(row: Participation, entering: Entering) -> None:
    """Somebody took part: a party, a person, or words where the source gives no name."""
    if row.party is None and row.person is None and not row.words:
        raise Wrong('A participation says who: "party", "person", or "words" where no name is given.', "participation")


def doubts_of_meetings(meetings: list[Meeting]) -> Iterator[tuple[Meeting, str]]:
    """Parts held outside the days of the whole, and rounds that follow a later one."""
    prefetch_related_objects(meetings, "part_of", "follows")
    for meeting in meetings:
        whole, before = meeting.part_of, meeting.follows
        if not meeting.starts_on:
            continue
        if (
            whole is not None
            and whole.starts_on
            and (
                meeting.starts_on_latest < whole.starts_on_earliest
                or (whole.ends_on and meeting.starts_on_earliest > whole.ends_on_latest)
            )
        ):
            days = " to ".join(text for text in (whole.starts_on, whole.ends_on) if text)
            yield meeting, f"It is on {meeting.starts_on}, outside {whole.key}, of which it is part: {days}."
        if before is not None and before.starts_on and meeting.starts_on_latest < before.starts_on_earliest:
            yield meeting, f"It follows {before.key}, which is later: {meeting.starts_on}, and {before.starts_on}."


ROWS = {
    "place": RowKind(
        Place,
        {"place": "key", "kind": "kind", "state": "state", "parent": "parent"},
        complete=sort_by_key,
    ),
    "name/place": RowKind(
        PlaceName,
        {"name": "text", "place": "place", **NAME},
        identity=("place", "text", "lang", "since"),  # a name may come back
        required=("place",),
        kept_with="place",
        editorial=EDITORIAL,
        complete=complete_place_name,
        settle=settle_places,
    ),
    "meeting": RowKind(
        Meeting,
        {
            "meeting": "key", "kind": "kind", "body": "body", "ordinal": "ordinal", "form": "form", "mode": "mode",
            "status": "status", "status_reason": "status_reason", "margins_of": "margins_of",
            "margins_of_party": "margins_of_party", "part_of": "part_of", "follows": "follows", "host": "host_party",
            "host_person": "host_person", "place": "place", "place_words": "place_words", "subject": "subject",
            "starts": "starts_on", "ends": "ends_on", "planned_for": "planned_for",
        },
        required=("kind", "status"),
        kept_with="body",
        complete=says_when_and_why,
        doubts=doubts_of_meetings,
    ),
    "name/meeting": RowKind(
        MeetingName,
        {"name": "text", "meeting": "meeting", **NAME},
        identity=("meeting", "text", "lang"),
        required=("meeting",),
        kept_with="meeting",
        editorial=EDITORIAL,
        complete=complete_name,
    ),
    "text/meeting": RowKind(
        MeetingText,
        {
            "text": "text", "meeting": "meeting", "about": "about", "lang": "lang", "status": "status",
            "planned": "planned",
        },
        identity=("meeting", "about", "lang", "text"),
        required=("meeting", "about"),
        kept_with="meeting",
        whole=True,
    ),
    "further_place": RowKind(
        MeetingPlace,
        {"further_place": "place", "meeting": "meeting"},
        identity=("meeting", "place"),
        required=("meeting",),
        kept_with="meeting",
        whole=True,
        arrange=all_written,
    ),
    "session": RowKind(
        Session,
        {"session": "title", "meeting": "meeting", "position": "position"},
        identity=("meeting", "title"),
        required=("meeting",),
        kept_with="meeting",
        editorial=frozenset({"position"}),
        complete=put_last,
    ),
    "agenda": RowKind(
        AgendaItem,
        {
            "agenda": "title", "meeting": "meeting", "position": "position", "number": "number", "session": "session",
            "planned": "planned", "outcome": "outcome", "deferred_to": "deferred_to",
        },
        identity=("meeting", "title"),
        required=("meeting",),
        kept_with="meeting",
        editorial=frozenset({"position", "session"}),
        complete=put_last,
    ),
    "participation": RowKind(
        Participation,
        {
            "participation": "capacity", "meeting": "meeting", "party": "party", "person": "person",
            "tenure": "tenure", "post": "post_stated", "words": "words", "number": "number", "session": "session",
        },
        identity=("meeting", "capacity", "party", "person", "words", "session"),
        required=("meeting",),
        kept_with="meeting",
        editorial=frozenset({"session"}),
        arrange=all_written,
        complete=one_of_them,
    ),
}  # fmt: skip
