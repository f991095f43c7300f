"""What a person needs beside the signatures of the verbs of commitments."""

from django.utils.translation import gettext_lazy as _

from kurultay.kit.asking.fields import Ask, Form

from ..models import CAPACITIES, SAYS

DAY = _("As far as it is known: 10 May 2015, May 2015, before 2014.")
BY_PARTY = Ask(_("Said by"), _("The party that says so; a focal point speaks for their own."))
DOCUMENT = Ask(_("Document"), _("The document that shows it, by title or key."))
MEETING = Ask(_("Meeting"), _("The meeting that shows it, by title or key."))
SAYS_ASK = Ask(_("How it stands"), _("It stays beside the status, which follows from the steps."), choices=SAYS)
WHY = Ask(_("Why"), _("Stands with the step for everybody who may read this."))
ENDED = {"on": Ask(_("On"), DAY), "reason": WHY}
SHOWN = {**ENDED, "party": BY_PARTY, "document": DOCUMENT, "meeting": MEETING}

FORMS = {
    "commitments.undertake": Form(
        _("Enter a commitment"),
        {
            "name": Ask(_("What is to be done"), _("In a few words of your own.")),
            "verb": Ask(_("How strongly"), _("As the text puts it: decides, requests, invites ...")),
            "of": Ask(_("Of"), _("The organisation whose commitment it is.")),
            "document": Ask(_("In the document"), _("Where it is written, by title or key.")),
            "provision": Ask(_("In the provision"), _("The key of the paragraph.")),
            "meeting": Ask(_("At the meeting"), _("Where it was undertaken.")),
            "area": Ask(_("Area"), _("Of a catalogue or strategy.")),
            "follows": Ask(_("Follows from"), _("An earlier commitment.")),
            "on": Ask(_("Made on"), _("Left empty, it is the day of the meeting or document.")),
            "due": Ask(_("Due on"), _("A day, month or year; or a meeting, below.")),
            "due_at": Ask(_("Due at the meeting"), _("Where it is to be done by a meeting.")),
        },
        order=("name", "verb", "document", "meeting", "due"),
        more=("of", "provision", "area", "follows", "on", "due_at", "lang", "reason"), again=True,
    ),
    "commitments.assign": Form(
        _("Assign"), {"capacity": Ask(help=_("Responsible, contributing, or promised to."), choices=CAPACITIES)},
        order=("party", "capacity"), more=("words", "reason"), lines=("party",), again=True,
    ),
    "commitments.report": Form(
        _("Report"),
        {
            "text": Ask(_("What was done"), _("A few sentences."), long=True), "on": Ask(_("As of"), DAY),
            "party": Ask(_("For the party"), _("A focal point reports for their own without naming it.")),
            "says": SAYS_ASK, "document": DOCUMENT,
            "started": Ask(_("Work began with this"), _("The first report that something is being done.")),
            "unchanged": Ask(_("Nothing changed"), _("Since the last report; no words are needed then.")),
            "evidence": Ask(_("Evidence"), _("An address on the web, or in words.")),
            "seen": Ask(_("Link seen on"), _("What lies there may change. Left empty, it is today."), kind="date"),
        },
        order=("text", "evidence", "says", "on", "party"), more=("seen", "document", "started", "unchanged", "reason"),
    ),
    "commitments.attach": Form(
        _("Attach evidence"),
        {
            "on": Ask(_("As of"), DAY), "document": DOCUMENT, "meeting": MEETING,
            "party": Ask(_("From the party"), _("A focal point gives it for their own without naming it.")),
            "link": Ask(_("Link"), _("An address on the web, with the day on which it was seen.")),
            "seen": Ask(_("Link seen on"), _("What lies there may change."), kind="date"),
            "text": Ask(_("In words"), _("Where it is none of these."), long=True),
        },
        order=("document", "meeting", "link", "seen", "text", "on"), more=("party", "reason"), again=True,
    ),
    "commitments.assess": Form(
        _("Assess"),
        {
            "text": Ask(_("Assessment"), _("How it stands and how that is known."), long=True),
            "on": Ask(_("As of"), DAY), "says": SAYS_ASK, "party": BY_PARTY, "document": DOCUMENT,
        },
        order=("text", "on", "says"), more=("party", "document", "reason"),
    ),
    "commitments.move": Form(
        _("Move the due date"),
        {
            "on": Ask(_("Moved on"), DAY), "to": Ask(_("To the day"), _("The new due date."), kind="date"),
            "to_meeting": Ask(_("Or to the meeting"), _("Where it is now due at a meeting.")),
            "party": BY_PARTY, "reason": WHY,
        },
        order=("to", "to_meeting", "on", "reason"), more=("party",),
    ),
    "commitments.meet": Form(
        _("Record that it was met"),
        {**SHOWN, "text": Ask(_("By what"), _("What was done, in a sentence."), long=True)},
        order=("on", "document", "meeting", "text"), more=("party", "reason"),
    ),
    "commitments.meet_otherwise": Form(
        _("Record that it was met otherwise"),
        {**SHOWN, "instead": Ask(_("By this commitment"), _("What was done instead."))},
        order=("on", "document", "meeting", "instead", "reason"), more=("party",),
    ),
    "commitments.meet_partly": Form(
        _("Record that it was met in part"), {**SHOWN, "reason": Ask(_("What is missing, and why"), WHY.help)},
        order=("on", "document", "meeting", "reason"), more=("party",),
    ),
    "commitments.miss": Form(
        _("Record that it was not met"), {**ENDED, "party": BY_PARTY}, order=("on", "reason"), more=("party",),
    ),
    "commitments.supersede": Form(
        _("Supersede"), {**ENDED, "instead": Ask(_("By this commitment"), _("What takes its place."))},
        order=("instead", "on", "reason"),
    ),
    "commitments.lapse": Form(_("Let it lapse"), ENDED, order=("on", "reason")),
}  # fmt: skip

OWN_PAGES = {
    "commitments.draw": "/provisions/<slug:key>/draw",
    "commitments.split": "/commitments/<slug:key>/split",
    "commitments.merge": "/commitments/<slug:key>/merge",
    "commitments.take_up": "/meetings/<slug:key>/matters-arising",
}
