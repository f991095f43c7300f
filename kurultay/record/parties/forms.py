"""What a person needs beside the signatures of the verbs of parties."""

from django.utils.translation import gettext_lazy as _

from kurultay.kit.asking.fields import Ask, Form

from .models import Party

ORGANISATION = _("The organisation or body, by name or key.")
FIRST_DAY = _("The first day, as far as it is known: 12 November 2021, 2010, before 2014.")


FORMS = {
    "parties.register": Form(
        _("Enter a party"),
        {
            "kind": Ask(_("Kind"), _("A state, an organisation, a body of one, a research centre ...")),
            "parent": Ask(_("Part of"), _("The organisation of a body, the house of a unit."), model=Party),
            "seat": Ask(_("Seat"), _("The city in which it sits.")),
            "since": Ask(_("Exists since"), FIRST_DAY),
        },
        order=("name", "kind", "parent", "state"), more=("seat", "since", "lang", "reason"), again=True,
    ),
    "parties.name": Form(
        _("Add a name"),
        {"text": Ask(_("Name"), _("In its own language and script.")), "kind": Ask(help=_("Which kind of name."))},
        order=("text", "kind", "lang"), more=("since", "until", "primary", "reason"),
        lines=("lang", "text"), again=True,
    ),
    "parties.rename": Form(
        _("Rename"), {"text": Ask(_("New name"), _("As pages call it from that day on."))}, order=("text", "on"),
        watch="names",
    ),
    "parties.describe": Form(
        _("Describe"),
        {"about": Ask(_("What is said"), _("A mandate, a rule, a practice ...")), "text": Ask(long=True)},
        order=("about", "text"), more=("status", "reason"), again=True,
    ),
    "parties.accede": Form(
        _("Accede"),
        {
            "to": Ask(_("To"), ORGANISATION), "on": Ask(_("Since"), FIRST_DAY),
            "founding": Ask(_("As a founding member"), _("It was there from the beginning.")),
        },
        order=("to", "on", "founding"), more=("reason",), again=True,
    ),
    "parties.admit": Form(
        _("Admit"),
        {
            "to": Ask(_("To"), ORGANISATION), "on": Ask(_("Since"), FIRST_DAY),
            "kind": Ask(_("As"), _("Observer, partner or guest."), choices={
                "observer": _("Observer"), "partner": _("Partner"), "guest": _("Guest")}),
        },
        order=("to", "kind", "on"), more=("reason",), again=True,
    ),
    "parties.withdraw": Form(
        _("End the role"), {"on": Ask(_("Ended on"), _("The first day on which it is no longer held."))},
        more=("reason",), when=lambda role: role.until in ("", ".."),
    ),
    "parties.take_chair": Form(
        _("Take the chair"),
        {
            "of": Ask(_("Of"), ORGANISATION), "on": Ask(_("Since"), FIRST_DAY),
            "terms": Ask(_("Number of terms"), _("Where a source counts them.")),
        },
        order=("of", "on", "until"), more=("terms", "reason"),
    ),
    "parties.coordinate": Form(
        _("Become coordinator"),
        {
            "of": Ask(_("In"), ORGANISATION), "on": Ask(_("Since"), FIRST_DAY),
            "area": Ask(_("Area"), _("A dimension or area of a catalogue, by name or key.")),
            "kind": Ask(_("As"), _("Coordinator or co-coordinator."), choices={
                "coordinator": _("Coordinator"), "co-coordinator": _("Co-coordinator")}),
        },
        order=("of", "area", "kind", "on"), more=("reason",), again=True,
    ),
    "parties.adopt": Form(
        _("Enter a catalogue or strategy"),
        {
            "of": Ask(_("Of"), ORGANISATION), "on": Ask(_("Adopted on"), FIRST_DAY),
            "continues": Ask(_("Continues"), _("The version before this one, which ends that day.")),
        },
        order=("title", "of", "on", "kind"), more=("continues", "reason"),
    ),
    "parties.include": Form(
        _("Enter an area"),
        {
            "catalogue": Ask(_("Catalogue"), _("The catalogue or strategy that it belongs to.")),
            "parent": Ask(_("Under"), _("The dimension or pillar above it.")),
            "number": Ask(_("Number"), _("As the catalogue prints it, for example 2.1.1.")),
            "continues": Ask(_("Continues"), _("The same area in an earlier version.")),
        },
        order=("name", "catalogue", "kind", "parent"), more=("number", "continues", "lang", "reason"), again=True,
    ),
}  # fmt: skip
