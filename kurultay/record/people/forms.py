"""What a person needs beside the signatures of the verbs of people."""

from django.utils.translation import gettext_lazy as _

from kurultay.kit.asking.fields import Ask, Form

FORMS = {
    "people.introduce": Form(
        _("Enter a person"),
        {
            "name": Ask(_("Name"), _("Given name and family name, as they are to be called.")),
            "honorific": Ask(_("Before the name"), _("As a source prints it: Dr., Prof., Ambassador.")),
        },
        order=("name", "honorific", "state"), more=("lang", "reason"), again=True,
    ),
    "people.name": Form(
        _("Add a name"),
        {
            "text": Ask(_("Name"), _("In its own language and script.")),
            "kind": Ask(help=_("“Printed” is a source's own spelling.")),
        },
        order=("text", "kind", "lang"), more=("since", "until", "primary", "reason"),
        lines=("lang", "text"), again=True,
    ),
    "people.appoint": Form(
        _("Appoint"),
        {
            "post": Ask(_("Post"), _("For example Director, Minister of Foreign Affairs.")),
            "at": Ask(_("At"), _("The ministry, centre or body, by name or key.")),
            "for_party": Ask(_("For"), _("The party that the person speaks for there.")),
            "rank": Ask(_("Rank"), _("Diplomatic or military rank.")),
            "on": Ask(_("Appointed on"), _("As far as it is known: 2015, May 2015, before 2014.")),
            "took_office": Ask(_("First day in the post"), _("Left empty, it is the day of appointment.")),
        },
        order=("post", "at", "on", "until"), more=("for_party", "rank", "took_office", "reason"), again=True,
    ),
    "people.leave": Form(
        _("End the tenure"), {"on": Ask(_("Ended on"), _("The first day no longer in the post."))},
        more=("reason",), when=lambda tenure: tenure.until in ("", ".."),
    ),
    "people.distinguish": Form(
        _("Keep apart from a namesake"), {"other": Ask(_("The other person"), _("Who bears the same name."))},
        order=("other",),
    ),
}  # fmt: skip
