"""What happens in reporting rounds: a rhythm is prescribed, a round opened, answered, extended, reminded of, closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.dates import UNKNOWN, PartialDate
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import RESTRICTED, intern
from kurultay.kit.saving import save
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import OWING, Commitment, CommitmentParty, Step, standing
from kurultay.record.parties.models import PARTY_KINDS, Area, Catalogue, Party

from .models import EVERY, REMINDERS, Reminder, Rhythm, Round, RoundItem, answers_of, asking, response, state_of


@dataclass(frozen=True)
class Answer:
    """What a party says of one commitment: words, how it stands, and evidence; or that nothing changed."""

    commitment: Commitment
    text: str = ""
    says: str = ""
    unchanged: bool = False
    evidence: str = ""  # a link, seen on the day of the answer, or words


def _day(value: Any) -> date:
    """A whole day; raises Refused for a month or a year."""
    found = PartialDate.parse(value)
    if found.earliest != found.latest:
        raise Refused(_("Give a whole day, as 2026-03-31."))
    return found.earliest


def _saved(row: Any) -> Any:
    save(row, _("The key %(key)s is taken.") % {"key": row.key})
    return row


@act(
    label="prescribed a rhythm of reporting", says=gettext_lazy("%(who)s prescribed the rhythm of reporting %(thing)s.")
)
def prescribe(
    key: str,
    *,
    of: Party,
    title: str,
    every: str,
    by: Reader,
    month: int | None = None,
    catalogue: Catalogue | None = None,
    party: Party | None = None,
    kind: str = "",
    since: Any = UNKNOWN,
    lead_days: int = 60,
    meeting_days: int = 30,
    escalate_after: int | None = None,
    escalate_to: str = "",
    marking: str = "public",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Rhythm:
    """Lay down how often parties report: by the end of a month every so often, or before each meeting.

    All parties that owe something report, or one `party`, or those of one `kind`. Every two years counts from `since`.
    """
    if every not in EVERY:
        raise Refused(_("A rhythm is one of: %(known)s.") % {"known": ", ".join(EVERY)})
    if every != "meeting" and month not in range(1, 13):
        raise Refused(_("Say by the end of which month, 1 to 12."))
    if party is not None and kind:
        raise Refused(_("One party reports, or the parties of one kind: give one of the two."))
    if kind and kind not in PARTY_KINDS:
        raise Refused(_("A kind of party is one of: %(known)s.") % {"known": ", ".join(PARTY_KINDS)})
    if every == "two-years" and not since:
        raise Refused(_("Say since when: every two years is counted from there."))
    _whole_escalation(escalate_after, escalate_to)
    audience = narrowest(intern(of.keeper, marking, named), of, catalogue, party)
    made: Rhythm = _saved(Rhythm(
        key=key, of=of, title=title, every=every, month=month, catalogue=catalogue, party=party, kind=kind,
        since=since, lead_days=lead_days, meeting_days=meeting_days, escalate_after=escalate_after,
        escalate_to=escalate_to, audience=audience,
    ))  # fmt: skip
    return made


def _whole_escalation(after: int | None, to: str) -> None:
    if (after is None) != (not to):
        raise Refused(_("A silence is told on after some days to somebody: give both, or neither."))


@act(label="opened a reporting round", says=gettext_lazy("%(who)s opened the reporting round %(thing)s."))
def open_round(
    key: str,
    *,
    of: Party,
    title: str,
    opens: Any,
    due: Any,
    by: Reader,
    catalogue: Catalogue | None = None,
    area: Area | None = None,
    rhythm: Rhythm | None = None,
    escalate_after: int | None = None,
    escalate_to: str = "",
    marking: str = "public",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> Round:
    """Ask the parties that owe something how it stands, by a day; which commitments are asked about is fixed now.

    These are the commitments of the organisation or body, of its bodies and of their meetings, as far as it keeps
    them, that had been made and had not ended when the round opens; with a catalogue or an area those of it alone.
    By a rhythm for one party or one kind of parties nobody else is asked.
    """
    first, last = _day(opens), _day(due)
    if last < first:
        raise Refused(_("It is due before it opens."))
    if rhythm is not None and not escalate_to:
        escalate_after, escalate_to = rhythm.escalate_after, rhythm.escalate_to
    _whole_escalation(escalate_after, escalate_to)
    audience = narrowest(intern(of.keeper, marking, named), of, catalogue, area, rhythm)
    made: Round = _saved(Round(
        key=key, of=of, title=title, opens_on=first.isoformat(), due_on=last.isoformat(), catalogue=catalogue,
        area=area, rhythm=rhythm, escalate_after=escalate_after, escalate_to=escalate_to, audience=audience,
    ))  # fmt: skip
    owed = _owed(made)
    if not owed:
        raise Refused(_("There is nothing to ask: no running commitment here is owed by a named party."))
    RoundItem.objects.bulk_create([
        RoundItem(round=made, commitment=row.commitment, party=row.party,
                  audience=narrowest(row.commitment.audience, made, row.party))
        for row in owed
    ])  # fmt: skip
    return made


def _owed(thing: Round) -> list[CommitmentParty]:
    """Who owes what of the commitments that the round is about; a party that owes in two ways is asked once."""
    of = thing.of
    wanted = Q(of=of) | Q(of__parent=of) | Q(meeting__body=of) | Q(meeting__body__parent=of)
    rows = Commitment.objects.filter(wanted, audience__keeper=of.keeper)
    if thing.catalogue is not None:
        rows = rows.filter(area__catalogue=thing.catalogue)
    if thing.area is not None:
        rows = rows.filter(Q(area=thing.area) | Q(area__parent=thing.area))
    opens = PartialDate.parse(thing.opens_on)
    running = [
        found.pk
        for found in Commitment.objects.filter(pk__in=rows.values("pk")).prefetch_related("due_at", "steps__meeting")
        if not (stands := standing(found, found.steps.all(), opens)).closed and stands.status != "not-yet"
    ]
    owing = CommitmentParty.objects.filter(commitment__in=running, capacity__in=OWING, party__isnull=False)
    if thing.rhythm is not None and thing.rhythm.party_id is not None:
        owing = owing.filter(party=thing.rhythm.party_id)
    if thing.rhythm is not None and thing.rhythm.kind:
        owing = owing.filter(party__kind=thing.rhythm.kind)
    found_rows = owing.order_by("commitment", "id").prefetch_related("commitment__audience", "party__audience")
    once = {(row.commitment_id, row.party_id): row for row in found_rows if row.party and not row.party.veiled}
    return list(once.values())


def _running(thing: Round) -> None:
    if thing.closed_on:
        raise Refused(_("This round is closed."))


@act(
    label="moved the due day of a reporting round",
    says=gettext_lazy("%(who)s moved the due day of the reporting round %(thing)s."),
)
def extend(thing: Round, *, due: Any, by: Reader, reason: str) -> Round:
    """Give the parties longer: a later due day, with the reason."""
    _running(thing)
    last = _day(due)
    if last <= thing.due_on_latest:
        raise Refused(_("The new due day is not later than the one that holds."))
    thing.due_on = last
    thing.save()
    return thing


@act(label="closed a reporting round", says=gettext_lazy("%(who)s closed the reporting round %(thing)s."))
def close_round(thing: Round, *, on: Any, by: Reader, reason: str = "") -> Round:
    """End the round on a day: what is reported later does not count for it."""
    _running(thing)
    last = _day(on)
    if last < thing.opens_on_earliest:
        raise Refused(_("It cannot close before it opened."))
    thing.closed_on = last
    thing.save()
    return thing


def _asked(thing: Round, party: Party, on: date) -> dict[int, Commitment]:
    """The commitments that the party may answer on that day, by number."""
    _running(thing)
    if state_of(thing, on) == "planned":
        raise Refused(_("This round is not open yet."))
    items = RoundItem.objects.filter(round=thing, party=party).prefetch_related("commitment").order_by("id")
    asked = {item.commitment_id: item.commitment for item in items if not item.commitment.veiled}
    if not asked:
        raise Refused(_("This round asks nothing of that party."))
    return asked


@act(label="answered a reporting round", says=gettext_lazy("%(who)s answered a reporting round on %(thing)s."))
def respond(
    thing: Round,
    *,
    party: Party,
    answers: tuple[Answer, ...],
    on: Any,
    by: Reader,
    marking: str = "",
    named: tuple[str, ...] = (),
    reason: str = "",
) -> list[Step]:
    """Report for a party on several commitments at once; all of it stands, or nothing.

    Without a marking the reports are read by the party and by whoever keeps the round, until they are published.
    """
    asked = _asked(thing, party, _day(on))
    if not answers:
        raise Refused(_("There is no answer here: say something of one commitment at least."))
    for answer in answers:
        if answer.commitment.pk not in asked:
            raise Refused(_("The round does not ask this party about %(key)s.") % {"key": answer.commitment})
    return [
        commitments.report(
            answer.commitment, text=answer.text, says=answer.says, unchanged=answer.unchanged, party=party, on=on,
            evidence=answer.evidence, seen=on if answer.evidence else UNKNOWN, marking=marking, named=named, by=by,
        )
        for answer in answers
    ]  # fmt: skip


@act(label="reported no change", says=gettext_lazy("%(who)s reported no change of %(thing)s."))
def report_no_change(
    thing: Round,
    *,
    party: Party,
    on: Any,
    by: Reader,
    commitment: Commitment | None = None,
    marking: str = "",
    reason: str = "",
) -> list[Step]:
    """Say that nothing changed since the last round: of one commitment, or of all that have no answer yet."""
    asked = _asked(thing, party, _day(on))
    if commitment is not None:
        if commitment.pk not in asked:
            raise Refused(_("The round does not ask this party about %(key)s.") % {"key": commitment})
        wanted = [commitment]
    else:
        answered = answers_of(thing, _day(on), asked)
        wanted = [row for pk, row in asked.items() if (pk, party.pk) not in answered]
    if not wanted:
        raise Refused(_("Everything has its answer already."))
    return [
        commitments.report(row, text="", unchanged=True, party=party, on=on, marking=marking, by=by) for row in wanted
    ]


@act(label="reminded of a reporting round", says=gettext_lazy("%(who)s reminded of the reporting round %(thing)s."))
def remind(
    thing: Round, *, on: Any, by: Reader, party: Party | None = None, kind: str = "asked", reason: str = ""
) -> list[Reminder]:
    """Remind one party, or all that have not answered everything; each once a day, by mail to who sits for it."""
    _running(thing)
    day = _day(on)
    if kind not in REMINDERS:
        raise Refused(_("A reminder is one of: %(known)s.") % {"known": ", ".join(REMINDERS)})
    if state_of(thing, day) == "planned":
        raise Refused(_("This round is not open yet."))
    if party is not None:
        found = response(thing, party, day)
        silent = [found.party] if found is not None and found.open else []
    else:
        items = RoundItem.objects.filter(round=thing).prefetch_related("commitment", "party").order_by("id")
        silent = [each.party for each in asking(items, answers_of(thing, day)) if each.open]
    told = set(Reminder.objects.filter(round=thing, kind=kind, on=day.isoformat()).values_list("party", flat=True))
    silent = [each for each in silent if each.pk not in told]
    if not silent:
        raise Refused(_("There is nobody to remind: everything is answered, or they were reminded today."))
    made = []
    for each in silent:
        audience = narrowest(intern(thing.keeper, RESTRICTED, (each.key,)), thing, each)
        made.append(Reminder(round=thing, party=each, kind=kind, on=day.isoformat(), audience=audience))
        made[-1].save()
    return made
