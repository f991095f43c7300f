"""What happens to commitments: undertaken, assigned, reported on, moved, met, met otherwise, missed, superseded."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.dates import UNKNOWN
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import MEMBERS, RESTRICTED, Audience, intern
from kurultay.kit.saving import save
from kurultay.record.documents.models import Document, Provision
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area, Party

from ..models import CLOSING, Commitment, CommitmentName, CommitmentParty, Step
from ..rules import chairing, owing

LINK = 500  # letters at most, as the column holds them


@act(label="undertook", says=gettext_lazy("%(who)s entered the commitment %(thing)s."))
def undertake(
    key: str,
    *,
    verb: str,
    name: str,
    by: Reader,
    of: Party | None = None,
    document: Document | None = None,
    provision: Provision | None = None,
    meeting: Meeting | None = None,
    area: Area | None = None,
    follows: Commitment | None = None,
    on: Any = UNKNOWN,
    due: Any = UNKNOWN,
    due_at: Meeting | None = None,
    lang: str = "en",
    keeper: str = "",
    marking: str = "public",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Commitment:
    """Enter a commitment under a key: by which provision, document, meeting or earlier commitment it was made.

    `on` is the day it was made; without one it is the last day of the meeting or the day of the document. It is due
    on a day (`due`), at a meeting (`due_at`), or without one.
    """
    document = provision.document if provision is not None and document is None else document
    if document is None and meeting is None and follows is None:
        raise Refused(_("Say where it comes from: a provision, a document, a meeting or another commitment."))
    if provision is not None and document is not None and provision.document_id != document.pk:
        raise Refused(_("That provision stands in another document."))
    if due and due_at is not None:
        raise Refused(_("It is due on a day or at a meeting, not both."))
    audience = narrowest(intern(keeper, marking, named), of, document, provision, meeting)
    made = Commitment(
        key=key, verb=verb, of=of, document=document, provision=provision, meeting=meeting, area=area,
        follows=follows, made_on=on, due_on=due, due_at=due_at, audience=audience,
    )  # fmt: skip
    made.made_on = made.made_on or made.day_of_origin()
    save(made, _("The key %(key)s is taken.") % {"key": key})
    CommitmentName(commitment=made, text=name, lang=lang, kind="short", primary=True, audience=audience).save()
    return made


@act(label="assigned", says=gettext_lazy("%(who)s named a party of the commitment %(thing)s."))
def assign(
    commitment: Commitment,
    *,
    by: Reader,
    party: Party | None = None,
    capacity: str = "responsible",
    words: str = "",
    reason: str = "",
) -> CommitmentParty:
    """Record who is responsible or contributes: a party, or words where the source names none."""
    if party is None and not words:
        raise Refused(_("Say who it is: a party, or in words where the source names none."))
    theirs = CommitmentParty.objects.filter(commitment=commitment, capacity=capacity, party=party, words=words)
    if theirs.exists():
        raise Refused(_("That is recorded already."))
    audience = narrowest(commitment.audience, party)
    made = CommitmentParty(commitment=commitment, party=party, capacity=capacity, words=words, audience=audience)
    made.save()
    return made


def _step(commitment: Commitment, kind: str, on: Any, audience: Audience | None = None, **more: Any) -> Step:
    """Add a step; whoever reads the commitment reads it, unless it has an audience of its own.

    A closed commitment is not closed again.
    """
    if kind in (*CLOSING, "moved") and Step.objects.filter(commitment=commitment, kind__in=CLOSING).exists():
        raise Refused(_("This commitment is closed. Evidence may still be added; a wrong end is withdrawn first."))
    made = Step(commitment=commitment, kind=kind, on=on, audience=audience or commitment.audience, **more)
    made.save()
    return made


def _speaker(by: Reader, commitment: Commitment, party: Party | None) -> Party | None:
    """For whom a report or evidence is given: a focal point speaks for their own party, named or not."""
    if party is not None or by.keeps(commitment.keeper):
        return party
    mine = sorted(owing(by, commitment))
    if len(mine) > 1:
        raise Refused(_("Say for which party: %(parties)s.") % {"parties": ", ".join(mine)})
    found: Party = Party.objects.get(key=mine[0])
    return found


def _heard(commitment: Commitment, party: Party | None, marking: str, named: tuple[str, ...]) -> Audience:
    """Who reads a report: without a marking the party that speaks and whoever keeps it, until it is published.

    Never anybody who may not read the commitment. Among members a party's word names it alone: it reads the
    commitment as a member, and goes on reading its own word.
    """
    whole = commitment.audience
    if not marking:
        if party is None:
            return whole
        marking, named = RESTRICTED, (party.key,)
    try:
        wanted = intern(whole.keeper, marking, named)
    except ValueError as error:
        raise Refused(str(error)) from error
    if whole.marking == MEMBERS and party is not None and wanted.names == (party.key,):
        return wanted
    return narrowest(wanted, commitment)


@act(label="reported", says=gettext_lazy("%(who)s recorded a report on %(thing)s."))
def report(
    commitment: Commitment,
    *,
    text: str,
    on: Any,
    by: Reader,
    party: Party | None = None,
    says: str = "",
    document: Document | None = None,
    started: bool = False,
    unchanged: bool = False,
    evidence: str = "",
    seen: Any = UNKNOWN,
    marking: str = "",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Step:
    """Report progress for a party; what it `says` of the state stands beside the derived status.

    `evidence` is a link, `seen` on a day (else today), or words: a step of its own that the same people read.

    With `started` the report is that work began, with `unchanged` that nothing changed since the last one. Without a
    marking a party's report is read by that party and by whoever keeps the commitment, until it is marked otherwise.
    """
    if not (text or unchanged):
        raise Refused(_("Say what was done."))
    kind = "no-change" if unchanged else "started" if started else "report"
    speaker = _speaker(by, commitment, party)
    audience = _heard(commitment, speaker, marking, named)
    made = _step(commitment, kind, on, audience, text=text, by_party=speaker, says=says, document=document)
    if evidence:
        there = {"link": evidence, "seen_on": seen or clock.today().isoformat()}
        shown = there if is_link(evidence) else {"text": evidence}
        _step(commitment, "evidence", on, audience, by_party=speaker, **shown)
    return made


def is_link(text: str) -> bool:
    """Whether evidence is an address on the web. Raises Refused for one that is too long."""
    found = text.startswith(("https://", "http://")) and not any(sign.isspace() for sign in text)
    if found and len(text) > LINK:
        raise Refused(_("A link has at most %(most)s letters.") % {"most": LINK})
    return found


@act(label="attached evidence", says=gettext_lazy("%(who)s attached evidence to %(thing)s."))
def attach(
    commitment: Commitment,
    *,
    on: Any,
    by: Reader,
    party: Party | None = None,
    document: Document | None = None,
    meeting: Meeting | None = None,
    link: str = "",
    seen: Any = UNKNOWN,
    text: str = "",
    reason: str = "",
) -> Step:
    """Attach evidence: a document or publication, a meeting, a link with the day it was `seen`, or words."""
    if document is None and meeting is None and not text and not link:
        raise Refused(_("Say what the evidence is: a document, a meeting, a link, or in words."))
    if link and not link.startswith(("https://", "http://")):
        raise Refused(_("A link begins with https:// or http://."))
    if bool(link) != bool(seen):
        raise Refused(_("A link stands with the day on which it was seen: what lies there may change."))
    speaker = _speaker(by, commitment, party)
    return _step(
        commitment, "evidence", on, text=text, by_party=speaker, document=document, meeting=meeting, link=link,
        seen_on=seen,
    )  # fmt: skip


@act(label="assessed", says=gettext_lazy("%(who)s recorded an assessment of %(thing)s."))
def assess(
    commitment: Commitment,
    *,
    text: str,
    on: Any,
    by: Reader,
    says: str = "",
    party: Party | None = None,
    document: Document | None = None,
    reason: str = "",
) -> Step:
    """Assess how it stands; a report that says otherwise stays beside it. A chair assesses for their own party."""
    if party is None and not by.keeps(commitment.keeper):
        party = Party.objects.get(key=min(chairing(by, commitment)))
    return _step(commitment, "assessment", on, text=text, by_party=party, says=says, document=document)


@act(label="moved the due date of", says=gettext_lazy("%(who)s moved the due date of %(thing)s."))
def move(
    commitment: Commitment,
    *,
    on: Any,
    by: Reader,
    reason: str,
    to: Any = UNKNOWN,
    to_meeting: Meeting | None = None,
    party: Party | None = None,
) -> Step:
    """Move the due date on a day to another day (`to`) or to a meeting; the earlier dates stay in the steps."""
    if bool(to) == (to_meeting is not None):
        raise Refused(_("A due date moves to a day or to a meeting: give one of the two."))
    return _step(commitment, "moved", on, text=reason, due_on=to, meeting=to_meeting, by_party=party)


@act(label="met", says=gettext_lazy("%(who)s recorded that %(thing)s was met."))
def meet(
    commitment: Commitment,
    *,
    on: Any,
    by: Reader,
    text: str = "",
    party: Party | None = None,
    document: Document | None = None,
    meeting: Meeting | None = None,
    reason: str = "",
) -> Step:
    """It was done as promised, on that day, by what document or meeting."""
    return _step(commitment, "met", on, text=text, by_party=party, document=document, meeting=meeting)


@act(label="met otherwise", says=gettext_lazy("%(who)s recorded that %(thing)s was met otherwise."))
def meet_otherwise(
    commitment: Commitment,
    *,
    on: Any,
    by: Reader,
    reason: str,
    party: Party | None = None,
    document: Document | None = None,
    meeting: Meeting | None = None,
    instead: Commitment | None = None,
) -> Step:
    """It was done in another form than promised: by what, and why."""
    if document is None and meeting is None and instead is None:
        raise Refused(_("Say by what it was met: a document, a meeting or another commitment."))
    _not_itself(commitment, instead)
    return _step(
        commitment, "met-otherwise", on, text=reason, by_party=party, document=document, meeting=meeting,
        instead=instead,
    )  # fmt: skip


@act(label="met in part", says=gettext_lazy("%(who)s recorded that %(thing)s was met in part."))
def meet_partly(
    commitment: Commitment,
    *,
    on: Any,
    by: Reader,
    reason: str,
    party: Party | None = None,
    document: Document | None = None,
    meeting: Meeting | None = None,
) -> Step:
    """It was done in part; the reason says what is missing and why."""
    return _step(commitment, "partly-met", on, text=reason, by_party=party, document=document, meeting=meeting)


@act(label="did not meet", says=gettext_lazy("%(who)s recorded that %(thing)s was not met."))
def miss(commitment: Commitment, *, on: Any, by: Reader, reason: str, party: Party | None = None) -> Step:
    """It was not done, and why."""
    return _step(commitment, "not-met", on, text=reason, by_party=party)


@act(label="superseded", says=gettext_lazy("%(who)s recorded what took the place of %(thing)s."))
def supersede(commitment: Commitment, *, instead: Commitment, on: Any, by: Reader, reason: str) -> Step:
    """Another commitment takes its place."""
    _not_itself(commitment, instead)
    return _step(commitment, "superseded", on, text=reason, instead=instead)


def _not_itself(commitment: Commitment, instead: Commitment | None) -> None:
    """Refused where what takes the place was itself replaced by this one, through others too."""
    after, seen = {instead.pk} if instead is not None else set(), set[int]()
    while after:
        if commitment.pk in after:
            raise Refused(_("A commitment cannot take its own place, not through others either."))
        seen |= after
        replaced = Step.objects.filter(commitment__in=after, instead__isnull=False)
        after = set(replaced.values_list("instead_id", flat=True)) - seen


@act(label="let lapse", says=gettext_lazy("%(who)s recorded that %(thing)s lapsed."))
def lapse(commitment: Commitment, *, on: Any, by: Reader, reason: str) -> Step:
    """It no longer binds anybody, and why: its time ran out, its subject is gone."""
    return _step(commitment, "lapsed", on, text=reason)
