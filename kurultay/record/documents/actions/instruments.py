"""What parties do to an instrument: sign, ratify, accede, reserve, withdraw; and when it enters into force."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.dates import UNKNOWN, PartialDate, partial
from kurultay.kit.reading import Reader
from kurultay.record.meetings.models import Meeting, Place
from kurultay.record.parties.models import Party
from kurultay.record.people.models import Person

from ..models import BINDING, Document, PartyAction, entry_of
from .entering import must_follow, must_stand
from .steps import STANDING, took_place

SIGNATURE, ACCESSION, WITHDRAWAL = "signature", "accession", "withdrawal"


def _done(document: Document, party: Party, *kinds: str) -> PartyAction | None:
    """What this party did of these kinds, the latest entered first."""
    found: PartyAction | None = (
        PartyAction.objects.filter(document=document, party=party, kind__in=kinds).order_by("-id").first()
    )
    return found


def _do(document: Document, party: Party, kind: str, on: Any, person: Person | None = None, **more: str) -> PartyAction:
    made = PartyAction(
        key=PartyAction.free_key(f"{document.key}-{party.key}-{kind}"), document=document, party=party, kind=kind,
        person=person, on=on, audience=narrowest(document.audience, party), **more,
    )  # fmt: skip
    made.save()
    return made


def _not_left(document: Document, party: Party) -> None:
    if _done(document, party, WITHDRAWAL):
        raise Refused(_("%(party)s has withdrawn from %(key)s.") % {"party": party.key, "key": document.key})


@act(label="signed", says=gettext_lazy("%(who)s recorded a signature of %(thing)s."))
def sign(
    document: Document,
    *,
    party: Party,
    by: Reader,
    on: Any = UNKNOWN,
    person: Person | None = None,
    at: Meeting | None = None,
    place: Place | None = None,
    reference: str = "",
    reason: str = "",
) -> PartyAction:
    """A party signs, by a person where one is named; the first signature is the document's own day and meeting."""
    must_stand(document, "tabled", *STANDING)
    took_place(at)
    must_follow(document, "adopted_on", on, _("adopted"))
    if _done(document, party, SIGNATURE):
        raise Refused(_("%(party)s has signed %(key)s already.") % {"party": party.key, "key": document.key})
    if document.stage in ("tabled", "adopted"):
        document.stage = "signed"
        document.signed_on = document.signed_on or on
        document.signed_at = document.signed_at or at
        document.place = place or (at.place if at is not None else None) or document.place
        document.save()
    return _do(document, party, SIGNATURE, on, person, reference=reference)


@act(label="ratified", says=gettext_lazy("%(who)s recorded a ratification of %(thing)s."))
def ratify(
    document: Document,
    *,
    party: Party,
    by: Reader,
    on: Any = UNKNOWN,
    kind: str = "ratification",
    reference: str = "",
    reason: str = "",
) -> PartyAction:
    """A party that signed binds itself: it ratifies, accepts, approves, or notifies that its procedure is complete."""
    must_stand(document, *STANDING)
    if kind not in BINDING or kind == ACCESSION:
        raise Refused(_("A party that signed ratifies, accepts, approves or notifies."))
    must_follow(document, "signed_on", on, _("signed"))
    words = {"party": party.key, "key": document.key}
    _not_left(document, party)
    if held := _done(document, party, *BINDING):
        raise Refused(_("%(party)s is bound by its %(kind)s already.") % {**words, "kind": held.kind})
    if not _done(document, party, SIGNATURE) and PartyAction.objects.filter(document=document, kind=SIGNATURE).exists():
        raise Refused(_("%(party)s has not signed %(key)s; a party that has not signed accedes.") % words)
    return _do(document, party, kind, on, reference=reference)


@act(label="acceded to an instrument", says=gettext_lazy("%(who)s recorded an accession to %(thing)s."))
def accede(
    document: Document, *, party: Party, by: Reader, on: Any = UNKNOWN, reference: str = "", reason: str = ""
) -> PartyAction:
    """A party that did not sign becomes bound."""
    must_stand(document, *STANDING)
    must_follow(document, "adopted_on", on, _("adopted"))
    words = {"party": party.key, "key": document.key}
    _not_left(document, party)
    if held := _done(document, party, *BINDING):
        raise Refused(_("%(party)s is bound by its %(kind)s already.") % {**words, "kind": held.kind})
    if _done(document, party, SIGNATURE):
        raise Refused(_("%(party)s has signed %(key)s; a party that has signed ratifies.") % words)
    return _do(document, party, ACCESSION, on, reference=reference)


@act(label="made a reservation to", says=gettext_lazy("%(who)s recorded a reservation to %(thing)s."))
def reserve(
    document: Document,
    *,
    party: Party,
    text: str,
    by: Reader,
    on: Any = UNKNOWN,
    kind: str = "reservation",
    reference: str = "",
    reason: str = "",
) -> PartyAction:
    """A party that signed or is bound makes a reservation, or declares how it understands the text."""
    if kind not in ("reservation", "declaration"):
        raise Refused(_("A party makes a reservation or a declaration."))
    if not text.strip():
        raise Refused(_("A reservation says what it excludes or how the party understands the text."))
    _must_be_in(document, party)
    return _do(document, party, kind, on, text=text, reference=reference)


def _must_be_in(document: Document, party: Party) -> PartyAction:
    """What ties the party to the document; Refused where nothing does, or no longer."""
    _not_left(document, party)
    held = _done(document, party, *BINDING) or _done(document, party, SIGNATURE)
    if held is None:
        words = {"party": party.key, "key": document.key}
        raise Refused(_("%(party)s has neither signed %(key)s nor is it bound by it.") % words)
    return held


@act(label="withdrew from an instrument", says=gettext_lazy("%(who)s recorded a withdrawal from %(thing)s."))
def withdraw(
    document: Document, *, party: Party, by: Reader, on: Any = UNKNOWN, reference: str = "", reason: str = ""
) -> PartyAction:
    """A party takes back its signature or its instrument, or leaves what is in force."""
    held = _must_be_in(document, party)
    day, before = PartialDate.parse(on) if on else None, partial(held, "on")
    if day is not None and before is not None and day.latest < before.earliest:
        words = {"party": party.key, "kind": held.get_kind_display().lower(), "before": before, "day": day}
        raise Refused(_("The %(kind)s of %(party)s is of %(before)s; %(day)s is before that.") % words)
    return _do(document, party, WITHDRAWAL, on, reference=reference)


@act(label="entered into force", says=gettext_lazy("%(who)s recorded that %(thing)s entered into force."))
def enter_into_force(document: Document, *, by: Reader, on: Any = UNKNOWN, reason: str = "") -> Document:
    """The instrument enters into force: on the day a source states, or without one on the day its rule gives.

    A stated day that differs from the computed one is kept as stated; the document's page shows both.
    """
    must_stand(document, *STANDING)
    if document.in_force_on:
        words = {"key": document.key, "day": document.in_force_on}
        raise Refused(_("%(key)s is recorded as in force since %(day)s already.") % words)
    if not on:
        on = _computed(document)
    for name, what in (("adopted_on", _("adopted")), ("signed_on", _("signed"))):
        must_follow(document, name, on, what)
    document.in_force_on = on
    document.save()
    return document


def _computed(document: Document) -> str:
    """The day that the document's own rule gives; Refused where there is no rule or too little is known."""
    entry = entry_of(document, PartyAction.objects.filter(document=document).order_by("id"))
    if entry is None:
        raise Refused(_("%(key)s has no rule for its entry into force; say the day.") % {"key": document.key})
    if not entry.complete:
        words = {"known": entry.known, "after": entry.after}
        raise Refused(
            _("Only %(known)s of %(after)s instruments are known; say the day if a source states it.") % words
        )
    if entry.day is None:
        raise Refused(_("The dates of the instruments are not known; say the day if a source states it."))
    return entry.day.edtf
