"""Lists for programs: meetings with their sessions, agenda and participations, and places."""

from typing import Any

from django.db.models import Q

from kurultay.kit.dates import PartialDate
from kurultay.kit.lists import Figures, Filter, Listed, Part, Reckoned, TakesPlace, Within

from .models import (
    NOT_YET,
    STATUSES,
    UNSURE,
    AgendaItem,
    Meeting,
    MeetingName,
    MeetingPlace,
    MeetingText,
    Participation,
    Place,
    PlaceName,
    Session,
    status_then,
)

DAYS = TakesPlace("starts_on", "ends_on", "planned_for")
COUNTED = ("meetings", "editions-held", "rounds", "summits", "missions")  # figures of a body that count its meetings


def statuses(numbers: list[int], on: PartialDate) -> dict[int, dict[str, Any]]:
    """The status of each meeting as that day says it. One statement."""
    fields = ("pk", "status", "starts_on_earliest", "starts_on_latest", "planned_for")
    rows = Meeting.everything.filter(pk__in=numbers).values_list(*fields)
    return {
        number: {"status_then": status_then(status, earliest, latest, planned, on)}
        for number, status, earliest, latest, planned in rows
    }


LISTS = {
    "meetings": Listed(
        "meeting",
        Meeting,
        "Meetings of every kind in the series of their bodies, planned and held.",
        web="/meetings/{key}",
        order=("-sort_day", "-id"),
        filters={
            "part_of": "part_of__key", "margins_of": "margins_of__key", "party": "participations__party__key",
            "person": "participations__person__key", "ordinal": "ordinal",
        },
        asking={
            "year": Filter(
                "Only those whose first day, or the one planned, is in this year as far as it is known.",
                lambda year, on: Q(sort_day__year=int(year)), "^[1-9][0-9]{3}$",
            ),
        },
        parts={
            "names": Part(MeetingName, "meeting"),
            "texts": Part(MeetingText, "meeting"),
            "further_places": Part(MeetingPlace, "meeting"),
        },
        within={
            "sessions": Within("sessions", ("meeting",)),
            "agenda": Within("agenda-items", ("meeting",)),
            "participations": Within("participations", ("meeting",)),
        },
        dated=DAYS,
        span=DAYS,
        figures=(Figures("body", COUNTED, qualifier="form"),),
        reckoned=Reckoned({"status_then": (*STATUSES, NOT_YET, UNSURE)}, statuses),
    ),
    "sessions": Listed(
        "session",
        Session,
        "Parts of a meeting with their own titles and speakers.",
        web="/meetings/{meeting}",
        order=("id",),
        label="title",
        filters={"meeting": "meeting__key"},
    ),
    "agenda-items": Listed(
        "agenda-item",
        AgendaItem,
        "Points of the agenda of a meeting.",
        web="/meetings/{meeting}",
        order=("id",),
        label="title",
        filters={"meeting": "meeting__key", "body": "meeting__body__key"},
    ),
    "participations": Listed(
        "participation",
        Participation,
        "Who took part in a meeting, as what and in which post.",
        web="/meetings/{meeting}",
        order=("id",),
        filters={"body": "meeting__body__key", "capacity": "capacity"},
    ),
    "places": Listed(
        "place",
        Place,
        "Cities, regions and buildings in which meetings are held.",
        web="/places/{key}",
        order=("sort_key", "id"),
        filters={"kind": "kind", "parent": "parent__key"},
        parts={"names": Part(PlaceName, "place")},
    ),
}  # fmt: skip
