"""What a person needs beside the signatures of the verbs of meetings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.asking.fields import Ask, Form

from .actions import TO_COME
from .models import MODES, PLACE_KINDS, Meeting

PARTICIPANT, SPOKEN = _("Party"), _("For example “Kazakhstan”, or a key.")
LINE = _("One a line, all or none. “Party: person, post”, “Party” alone, or “Person, post” without a party.")
DAYS = _("Days from one to another may be written at once: 10-12 May 2015.")


def _in(*statuses: str) -> Any:
    return lambda meeting: not meeting.closed and meeting.status in statuses


def _key(values: dict[str, Any]) -> str:
    """Meetings of a series are called by body and number."""
    body, ordinal = values.get("body"), values.get("ordinal")
    return f"{body.key}-{ordinal}" if body is not None and ordinal and not values.get("form") else ""


def _planned(meeting: Meeting) -> str:
    return str(meeting.planned_for)


FORMS = {
    "meetings.locate": Form(
        _("Enter a place"),
        {"kind": Ask(choices=PLACE_KINDS), "parent": Ask(help=_("The city of a building, the region of a city."))},
        order=("name", "kind", "state"), more=("parent", "lang"), again=True,
    ),
    "meetings.rename": Form(
        _("Rename"), {"text": Ask(_("New name"), _("As pages call it from that day on."))}, order=("text", "on"),
        watch="names",
    ),
    "meetings.plan": Form(
        _("Plan a meeting"),
        {
            "name": Ask(_("Title"), _("For example Fifth Summit of the Council.")),
            "body": Ask(_("Body"), _("Whose meeting it is: the council, network or programme.")),
            "ordinal": Ask(_("Number in the series"), _("5 for the fifth; leave empty where it has none.")),
            "form": Ask(_("Form"), _("As the body distinguishes its meetings.")),
            "mode": Ask(_("How"), _("In person, online or both.")),
            "on": Ask(_("Planned for"), _("As far as it is known: 10 September 2015, September 2015, autumn 2015.")),
            "host": Ask(_("Host"), _("The party that hosts it.")),
            "host_person": Ask(_("Host in person"), _("Where the source says who hosted it.")),
            "place_words": Ask(_("Place in words"), _("Where no place is named: “the capital of Kazakhstan”.")),
            "subject": Ask(_("Theme"), _("Or the election that is observed.")),
            "margins_of": Ask(_("On the margins of this meeting"), _("A meeting of the record.")),
            "margins_of_party": Ask(_("On the margins of this body"), _("For example the General Assembly.")),
            "part_of": Ask(_("Part of"), _("The larger meeting that it is part of.")),
            "follows": Ask(_("Follows"), _("The earlier round that it goes on from.")),
        },
        order=("name", "kind", "body", "ordinal", "form", "on", "host", "place"),
        more=("mode", "host_person", "place_words", "subject", "margins_of", "margins_of_party", "part_of", "follows",
              "lang", "reason"),
        key=_key,
    ),
    "meetings.confirm": Form(
        _("Confirm"), {"on": Ask(_("Takes place on"), _("Left empty, it is the day planned."), start=_planned)},
        when=_in("planned"),
    ),
    "meetings.convene": Form(
        _("Convene"), when=lambda m: _in("confirmed")(m) and m.body_id is not None and m.day is not None,
    ),
    "meetings.hold": Form(
        _("Record that it was held"),
        {
            "on": Ask(_("First day"), DAYS, start=_planned),
            "until": Ask(_("Last day"), _("Left empty where it was one day, or is not known."), kind="date"),
            "mode": Ask(_("How"), _("In person, online or both."), choices=MODES),
            "place": Ask(help=_("Where it was held, if elsewhere than planned.")),
        },
        order=("on", "until"), more=("mode", "place", "reason"), when=_in("confirmed"), span=("on", "until"),
    ),
    "meetings.postpone": Form(_("Postpone"), when=_in(*TO_COME), undo="meetings.reschedule"),
    "meetings.reschedule": Form(
        _("Reschedule"), {"on": Ask(_("New day"), start=_planned)}, when=_in("postponed"), undo="meetings.postpone",
    ),
    "meetings.cancel": Form(_("Cancel"), when=_in(*TO_COME)),
    "meetings.put_on_agenda": Form(
        _("Put on the agenda"),
        {
            "title": Ask(_("Point"), _("As the agenda has it.")),
            "session": Ask(_("Session"), _("Its title; a session begins with its first point.")),
            "number": Ask(_("Number"), _("As the agenda prints it.")),
        },
        order=("title", "session"), more=("number", "reason"), when=_in(*TO_COME, "held"), lines=("title",), again=True,
    ),
    "meetings.conclude": Form(_("Concluded"), order=("reason",)),
    "meetings.defer": Form(
        _("Defer"), {"to": Ask(_("To the meeting"), _("Left empty, to the next that takes it up."), kind="row")},
        order=("to", "reason"),
    ),
    "meetings.invite": Form(
        _("Invite"),
        {"party": Ask(PARTICIPANT, SPOKEN), "number": Ask(_("How many"), _("Of those named in words."))},
        order=("party", "person"), more=("words", "number", "reason"), when=_in(*TO_COME), lines=("party", "person"),
        again=True,
    ),
    "meetings.accept": Form(
        _("Accept the invitation"), {"capacity": Ask(help=_("In which capacity they will come."))},
        when=lambda row: row.capacity == "invited" and _in(*TO_COME)(row.meeting),
    ),
    "meetings.attend": Form(
        _("Record who attended"),
        {
            "party": Ask(PARTICIPANT, SPOKEN),
            "post": Ask(_("Post as stated"), _("As the source puts it; the post in the record is found by itself.")),
            "session": Ask(_("Session"), _("The title of a session of this meeting.")),
            "number": Ask(_("How many"), _("Of those named in words.")),
        },
        order=("party", "person", "post", "capacity"), more=("session", "words", "number", "reason"),
        when=_in("held"), lines=("party", "person", "post"), again=True,
    ),
    "meetings.close": Form(
        _("Close the list"),
        {"until": Ask(_("Last day"), _("Where it was not said yet."), kind="date")}, when=_in("held"),
    ),
}  # fmt: skip
