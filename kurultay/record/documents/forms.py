"""What a person needs beside the signatures of the verbs of documents."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.asking.fields import Ask, Form
from kurultay.kit.asking.vocabulary import STATUSES_IN_WORDS

from .actions.steps import SAID_AT_ONCE, STANDING
from .models import ACTIONS, BINDING, CAPACITIES, RELATIONS, STAGES

DAY = _("As far as it is known: 10 May 2015, May 2015, before 2014.")
PARTY = _("A name or a key.")
REFERENCE = Ask(_("Reference"), _("The law, decree or note by which it was done."))
RATIFIES = {kind: ACTIONS[kind] for kind in BINDING if kind != "accession"}


def _at(*stages: str) -> Any:
    return lambda document: document.stage in stages


FORMS = {
    "documents.register": Form(
        _("Enter a document"),
        {
            "title": Ask(_("Title"), _("The official title, in the language given below.")),
            "kind": Ask(_("Kind"), _("A treaty, a declaration, a press release ...")),
            "of": Ask(_("Of"), _("The organisation whose document it is.")),
            "issued_by": Ask(_("Issued by"), _("The party or body that issued it.")),
            "symbol": Ask(_("Symbol"), _("The number that the organisation gives it.")),
            "stage": Ask(_("How far it is"), _("Its adoption or signature is an act of its own."), choices={
                "expected": STAGES["expected"], "tabled": STAGES["tabled"]}),
            "force_after": Ask(_("In force after so many instruments"), _("Of ratification or the like.")),
            "force_days": Ask(_("And so many days"), _("After the last of them.")),
        },
        order=("title", "kind", "of", "issued_by", "stage"),
        more=("symbol", "force_after", "force_days", "lang", "reason"),
    ),
    "documents.name": Form(
        _("Add a title"),
        {
            "text": Ask(_("Title"), _("As it stands in that language.")),
            "kind": Ask(help=_("“Printed” is a source's own spelling.")),
            "since": Ask(kind="date"), "until": Ask(kind="end"),
        },
        order=("text", "kind", "lang"), more=("since", "until", "primary", "reason"),
        lines=("lang", "text"), again=True,
    ),
    "documents.involve": Form(
        _("Name a party to it"), {"capacity": Ask(help=_("Party, author, addressee ..."), choices=CAPACITIES)},
        order=("party", "person", "capacity"), more=("words", "reason"), lines=("party", "person"), again=True,
    ),
    "documents.set_out": Form(
        _("Set out a provision"),
        {
            "number": Ask(_("Number"), _("As printed: 4, 4.1, Article 2.")),
            "text": Ask(_("Text"), _("The wording in the language below."), long=True),
            "parent": Ask(_("Under"), _("The article that it is part of, by its key.")),
            "operative": Ask(_("Operative"), _("Whether it decides something, or informs.")),
        },
        order=("number", "text"), more=("parent", "operative", "status", "reason"),
        lines=("number", "text"), again=True,
    ),
    "documents.relate": Form(
        _("Relate to another document"),
        {
            "kind": Ask(_("This document"), _("What it does to the other one."), choices={
                kind: words for kind, words in RELATIONS.items() if kind != "supersedes"}),
            "other": Ask(_("The other document"), _("A title or key.")),
        },
        order=("kind", "other"), more=("reason",), again=True,
    ),
    "documents.table": Form(_("Table"), more=("reason",), when=_at("expected")),
    "documents.adopt": Form(
        _("Adopt"),
        {
            "on": Ask(_("Adopted on"), DAY), "at": Ask(_("At the meeting"), _("A meeting of the record.")),
            "under": Ask(_("Under the chairmanship"), _("The key of a chair's role.")),
        },
        order=("on", "at"), more=("under", "place", "reason"), when=_at("tabled"),
    ),
    "documents.publish": Form(
        _("Publish"),
        {
            "on": Ask(_("Published on"), DAY), "url": Ask(_("Web address"), _("Where this version can be read.")),
            "authority": Ask(_("Authority"), _("How binding this version is."), choices=STATUSES_IN_WORDS),
            "sha256": Ask(_("SHA-256 digest of the file"), _("64 figures from 0 to f.")),
        },
        order=("on", "url", "lang"), more=("authority", "sha256", "reason"),
        when=lambda d: d.stage in (*STANDING, *(("expected", "tabled") if d.kind in SAID_AT_ONCE else ())),
    ),
    "documents.supersede": Form(
        _("Record what it supersedes"), {"old": Ask(_("Older document"), _("The document whose place it takes."))},
        order=("old",), more=("reason",), when=_at(*STANDING),
    ),
    "documents.sign": Form(
        _("Record a signature"),
        {
            "party": Ask(_("Party"), PARTY), "person": Ask(_("Signed by"), _("Who signed for it.")),
            "on": Ask(_("Signed on"), DAY), "at": Ask(_("At the meeting"), _("A meeting of the record.")),
            "reference": REFERENCE,
        },
        order=("party", "person", "on", "at"), more=("place", "reference", "reason"),
        when=_at("tabled", *STANDING), lines=("party", "person"), again=True,
    ),
    "documents.ratify": Form(
        _("Record a ratification"),
        {
            "party": Ask(_("Party"), PARTY), "on": Ask(_("Done on"), DAY), "reference": REFERENCE,
            "kind": Ask(_("How it binds itself"), _("As its own law calls it."), choices=RATIFIES),
        },
        order=("party", "kind", "on"), more=("reference", "reason"), when=_at(*STANDING), lines=("party",), again=True,
    ),
    "documents.accede": Form(
        _("Record an accession"),
        {"party": Ask(_("Party"), PARTY), "on": Ask(_("Acceded on"), DAY), "reference": REFERENCE},
        order=("party", "on"), more=("reference", "reason"), when=_at(*STANDING), again=True,
    ),
    "documents.reserve": Form(
        _("Record a reservation"),
        {
            "party": Ask(_("Party"), PARTY), "on": Ask(_("Made on"), DAY), "reference": REFERENCE,
            "text": Ask(_("Text"), _("What it excludes, or how the party understands the text."), long=True),
            "kind": Ask(_("What it is"), _("A reservation changes the effect; a declaration explains."), choices={
                kind: ACTIONS[kind] for kind in ("reservation", "declaration")}),
        },
        order=("party", "kind", "text", "on"), more=("reference", "reason"),
    ),
    "documents.withdraw": Form(
        _("Record a withdrawal"),
        {"party": Ask(_("Party"), PARTY), "on": Ask(_("Withdrew on"), DAY), "reference": REFERENCE},
        order=("party", "on"), more=("reference", "reason"),
    ),
    "documents.enter_into_force": Form(
        _("Record entry into force"),
        {"on": Ask(_("In force on"), _("Left empty, it is the day that its own rule gives."))},
        order=("on",), more=("reason",), when=lambda d: d.stage in STANDING and not d.in_force_on,
    ),
}  # fmt: skip

OWN_PAGES = {
    "documents.transcribe": "/documents/<slug:key>/text",
    "documents.classify": "/documents/<slug:key>/promises",
}
