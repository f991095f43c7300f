"""What a person needs beside the signatures of the verbs of every row."""

from django.utils.translation import gettext_lazy as _

from kurultay.kit.asking.fields import Ask, Form
from kurultay.kit.sources.models import BASES, GRADES

GRADES_IN_WORDS = dict(
    zip(GRADES, (_("Official"), _("Press"), _("Wiki"), _("Secondary"), _("Invented, for trying out")), strict=True)
)
BASES_IN_WORDS = dict(zip(BASES, (_("Stated"), _("Derived by a rule"), _("Inferred")), strict=True))

FORMS = {
    "kit.register": Form(
        _("Enter a source"),
        {
            "title": Ask(_("Title"), _("As its publisher calls it.")),
            "grade": Ask(_("How far to trust it"), _("Who speaks in it."), choices=GRADES_IN_WORDS),
            "publisher": Ask(_("Publisher"), _("Who published it.")),
            "kind": Ask(_("Kind"), _("For example press release, news item, statute.")),
            "url": Ask(_("Web address"), _("Where it can be read.")),
            "as_of": Ask(_("Speaks as of"), _("The day it was published or is about."), kind="date"),
        },
        order=("title", "url", "publisher", "as_of", "grade", "kind"),
    ),
    "kit.correct": Form(
        _("Correct"),
        {"field": Ask(_("Value to correct"), _("Which value of the entry is wrong."))},
        order=("field", "value"),
        undo="kit.correct",
    ),
    "kit.mark": Form(
        _("Change who may read it"),
        {"marking": Ask(help=_("What is part of this entry follows; what names it is never open to more."))},
        order=("marking", "named"),
        rehearse=True,
        undo="kit.mark",
    ),
    "kit.cite": Form(
        _("Add a source"),
        {
            "field": Ask(_("Value"), _("Which value of the entry the source speaks of.")),
            "value": Ask(
                _("What the source states"), _("It stands beside the value of the record and leaves it as it is.")
            ),
        },
        order=("field", "value"),
        again=True,
    ),
    "kit.decide": Form(_("Accept this claim"), when=lambda citation: not citation.decides and bool(citation.field)),
    "kit.undo": Form(
        _("Undo"),
        {"act": Ask(_("Act"), _("By its public name, as histories and answers have it."), kind="held")},
        rehearse=True,
    ),
    "kit.withdraw": Form(_("Withdraw the entry"), when=lambda row: not row.withdrawn, undo="kit.restore"),
    "kit.restore": Form(_("Restore the entry"), when=lambda row: row.withdrawn, undo="kit.withdraw"),
}
