"""Entering documents: register, name, involve parties, set out provisions, relate to other documents."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.dates import OPEN, UNKNOWN
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import intern
from kurultay.kit.saving import save
from kurultay.record.parties.models import Party
from kurultay.record.people.models import Person

from ..models import RELATIONS, Document, DocumentName, DocumentParty, Provision, ProvisionText, Relation


@act(label="entered in the record", says=gettext_lazy("%(who)s entered the document %(thing)s."))
def register(
    key: str,
    *,
    kind: str,
    title: str,
    by: Reader,
    of: Party | None = None,
    issued_by: Party | None = None,
    symbol: str = "",
    lang: str = "en",
    stage: str = "expected",
    force_after: int | None = None,
    force_days: int | None = None,
    keeper: str = "",
    marking: str = "public",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Document:
    """Enter a document under its key with its title; it is expected, or tabled already.

    With `force_after` and `force_days` it enters into force so many days after so many binding instruments. Whoever
    keeps the organisation `of` keeps it; without one, `keeper` does.
    """
    if stage not in ("expected", "tabled"):
        raise Refused(_("A document is entered as expected or tabled; its adoption is an act of its own."))
    if force_after is not None and force_after < 1:
        raise Refused(_("It takes at least one instrument for a document to enter into force."))
    audience = narrowest(intern(of.keeper if of is not None else keeper, marking, named), of, issued_by)
    document = Document(
        key=key, kind=kind, of=of, issued_by=issued_by, symbol=symbol, stage=stage, force_after=force_after,
        force_days=force_days, audience=audience,
    )  # fmt: skip
    save(document, _("The key %(key)s is taken.") % {"key": key})
    DocumentName(document=document, text=title, lang=lang, kind="official", primary=True, audience=audience).save()
    return document


@act(label="gave another title to", says=gettext_lazy("%(who)s gave another title to %(thing)s."))
def name(
    document: Document,
    *,
    text: str,
    kind: str,
    by: Reader,
    lang: str = "en",
    since: str = UNKNOWN,
    until: str = OPEN,
    primary: bool = False,
    reason: str = "",
) -> DocumentName:
    """Give a document one more title: as printed, short, in another language."""
    made = DocumentName(
        document=document, text=text, lang=lang, kind=kind, primary=primary, since=since, until=until,
        audience_id=document.audience_id,
    )  # fmt: skip
    save(made, _("This document already has a primary title in this language."), guards_speak=True)
    return made


@act(label="named a party of", says=gettext_lazy("%(who)s named a party of the document %(thing)s."))
def involve(
    document: Document,
    *,
    capacity: str,
    by: Reader,
    party: Party | None = None,
    person: Person | None = None,
    words: str = "",
    reason: str = "",
) -> DocumentParty:
    """Say who is party to a document, its author, its addressee; `words` where the source names nobody."""
    if party is None and person is None and not words:
        raise Refused(_("Say who it is: a party, a person, or words where no name is given."))
    made = DocumentParty(
        document=document, capacity=capacity, party=party, person=person, words=words,
        audience=narrowest(document.audience, party, person),
    )  # fmt: skip
    made.save()
    return made


@act(label="set out a provision of", says=gettext_lazy("%(who)s set out a provision of %(thing)s."))
def set_out(
    document: Document,
    *,
    number: str,
    by: Reader,
    text: str = "",
    lang: str = "en",
    status: str = "courtesy",
    parent: Provision | None = None,
    operative: bool | None = None,
    reason: str = "",
) -> Provision:
    """Enter a paragraph or article with its number and its text; it comes after those the document has."""
    if parent is not None and parent.document_id != document.pk:
        raise Refused(_("The provision that this one is part of belongs to another document."))
    start = (
        f"{parent.key if parent is not None else document.key}-{number}".replace(".", "-")
        .replace(" ", "-")
        .replace("¶", "p")
    )
    made = Provision(
        key=Provision.free_key("".join(c for c in start.lower() if c.isalnum() or c in "-_")),
        document=document, number=number, parent=parent, operative=operative,
        position=Provision.everything.filter(document=document).count(), audience_id=document.audience_id,
    )  # fmt: skip
    made.save()
    if text:
        ProvisionText(provision=made, text=text, lang=lang, status=status, audience_id=made.audience_id).save()
    return made


@act(label="related to another document", says=gettext_lazy("%(who)s related %(thing)s to another document."))
def relate(document: Document, *, kind: str, other: Document, by: Reader, reason: str = "") -> Relation:
    """Record that a document implements, amends, corrects another, or stands pursuant to it."""
    if kind == "supersedes":
        raise Refused(_("What supersedes another document is recorded by superseding it."))
    if kind not in RELATIONS:
        raise Refused(_("A document %(kinds)s another.") % {"kinds": ", ".join(RELATIONS.values())})
    return tie(document, kind, other)


def tie(document: Document, kind: str, other: Document) -> Relation:
    """A new relation, once and never with itself nor both ways; inside an act."""
    if document.pk == other.pk:
        raise Refused(_("A document stands in no relation to itself."))
    if Relation.objects.filter(one=other, kind=kind, other=document).exists():
        raise Refused(
            _("%(other)s %(kind)s %(key)s already; it cannot be both ways.")
            % {"other": other.key, "kind": RELATIONS[kind], "key": document.key}
        )
    made = Relation(one=document, kind=kind, other=other, audience=narrowest(document.audience, other))
    save(made, _("This relation is recorded already."))
    return made
