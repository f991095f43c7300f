"""Labels and help for the words that verbs of several apps ask for; an app says its own in its forms.py."""

from django.utils.translation import gettext_lazy as _

# word -> (label, help)
WORDS = {
    "key": (
        _("Key"),
        _("The end of its address: small letters, figures and hyphens. Left empty, it follows the name."),
    ),
    "name": (_("Name"), _("As pages are to call it.")),
    "text": (_("Text"), _("In your own words, unless a source is quoted.")),
    "title": (_("Title"), _("As pages are to call it.")),
    "kind": (_("Kind"), _("What it is.")),
    "lang": (_("Language"), _("In which language the words above are.")),
    "status": (_("Authority"), _("How binding this wording is in this language.")),
    "on": (_("On"), _("For example 10 May 2015, May 2015, 2015, before 2014, autumn 2015.")),
    "since": (_("Since"), _("The first day, as far as it is known. Left empty: not known.")),
    "until": (_("Until"), _("The first day on which it no longer holds; “now” while it still does.")),
    "primary": (_("This is what pages call it"), _("One name in each language and at each time.")),
    "reason": (_("Why"), _("Stays in the history for everybody who may read this.")),
    "keeper": (_("Kept by"), _("Whose record this is; its officers write it.")),
    "marking": (_("Who may read it"), _("Everybody, the members, those named below, or the secretariat alone.")),
    "named": (_("Named readers"), _("Parties or bodies, commas between them; only for a restricted entry.")),
    "party": (_("Party"), _("A name or a key, as far as it is enough to know which one.")),
    "person": (_("Person"), _("A name or a key, as far as it is enough to know which one.")),
    "place": (_("Place"), _("A name or a key of a place in the record.")),
    "meeting": (_("Meeting"), _("A name or a key of a meeting in the record.")),
    "document": (_("Document"), _("A title or a key of a document in the record.")),
    "words": (_("In words"), _("Where the source names nobody, for example “ambassadors of the member states”.")),
    "number": (_("Number"), _("As the source counts.")),
    "capacity": (_("As"), _("In which capacity.")),
    "state": (_("State"), _("The country it belongs to.")),
    "parent": (_("Part of"), _("The larger one that it is part of.")),
    "of": (_("Of"), _("The organisation or body.")),
    "to": (_("To"), _("The organisation or body.")),
    "at": (_("At"), _("Where it happened.")),
    "reference": (_("Reference"), _("The law, decree or note.")),
    "field": (_("Value"), _("Which value of the entry.")),
    "value": (_("Right value"), _("As it should stand.")),
    "source": (
        _("Where does it say so?"),
        _("The key or title of a source. It stays filled in for what you enter next."),
    ),
    "source_place": (_("Place in the source"), _("For example paragraph 4, page 2, line 17.")),
    "source_printed": (_("As printed there"), _("Only where the source spells it otherwise.")),
    "from_seat": (_("From which seat"), _("Several of your seats allow this; the history keeps which one it was.")),
    "lines": (_("Several at once"), _("One a line. All lines are entered, or none.")),
}

MARKINGS_IN_WORDS = {
    "public": _("Everybody"),
    "members": _("The members of the keeping organisation"),
    "restricted": _("Those named below"),
    "secretariat": _("The secretariat alone"),
}
MARKINGS_AS_TAGS = {"members": _("Members"), "restricted": _("Restricted"), "secretariat": _("Secretariat")}
STATUSES_IN_WORDS = {
    "authentic": _("Authentic"),
    "official": _("Official translation"),
    "courtesy": _("Courtesy translation"),
    "machine": _("Machine translation"),
}
