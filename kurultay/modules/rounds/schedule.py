"""What rounds do by themselves: each night they see who is silent; reminders become letters within a minute."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kurultay.kit import clock
from kurultay.kit.dates import PartialDate
from kurultay.kit.dates.words import spell
from kurultay.kit.letters import Contact, Job, Letter, Said, contacts, reply_link
from kurultay.kit.names.choice import choose
from kurultay.kit.reading import reading_as, system
from kurultay.record.parties.models import Party

from .actions import remind
from .models import FOR_DUE, Reminder, Response, Rhythm, Round, RoundItem, answers_of, asking, response, warnings

COMING = timedelta(days=7)  # before the due day
FRESH = timedelta(days=3)  # an older reminder that never became a letter says nothing new
REMINDED, WANTED = gettext_noop("Reminder of a reporting round"), gettext_noop("A reporting round is to be opened")


def due_kind(thing: Round, on: date) -> str:
    """Which reminder is due to the silent on that day: only the last one that the day calls for."""
    due = thing.due_on_latest
    if thing.escalate_after is not None and on > due + timedelta(days=thing.escalate_after):
        return "escalated"
    if on > due:
        return "late"
    return "coming" if on >= due - COMING else "opened"


def nightly() -> Iterable[Letter]:
    """Remind whoever is silent, each in each way once; warn of rhythms for which no round was opened."""
    on, by = clock.today(), system("reminders")
    with reading_as(by):
        running = Round.objects.filter(closed_on="", opens_on_earliest__lte=on).order_by("id")
        for thing in list(running):
            kind = due_kind(thing, on)
            items = RoundItem.objects.filter(round=thing).prefetch_related("commitment", "party").order_by("id")
            told = set(Reminder.objects.filter(round=thing, kind=kind).values_list("party", flat=True))
            for each in asking(items, answers_of(thing, on)):
                if each.open and each.party.pk not in told:
                    remind(thing, party=each.party, kind=kind, on=on, by=by)
        wanted = [
            (rhythm, due)
            for rhythm in Rhythm.objects.order_by("id").prefetch_related(*FOR_DUE)
            if (due := warnings(rhythm, on))
        ]
        return [
            Letter(_key("rhythm", rhythm.key, due, to), WANTED, to, "rounds.wanted", f"{rhythm.key} {due}")
            for rhythm, due in wanted
            for to in contacts(rhythm.keeper, "officer")
        ]


def reminded() -> Iterator[Letter]:
    """A letter for each contact of each reminder of the last days."""
    on = clock.today()
    with reading_as(system("reminders")):
        fresh = Reminder.objects.filter(on_earliest__gte=on - FRESH, round__closed_on="").order_by("id")
        rows = list(fresh.prefetch_related("round", "party__names"))
        addressed = [(row, to) for row in rows for to in _whom(row)]
    for row, to in addressed:
        yield Letter(_key("reminder", row.pk, to), REMINDED, to, "rounds.reminder", str(row.pk))


def _whom(row: Reminder) -> list[Contact]:
    """The focal points of the party; of an escalation also those to whom a silence is told."""
    keeper = row.round.keeper
    found = contacts(keeper, "focal-point", row.party.key)
    if row.kind == "escalated":
        found += [to for to in contacts(keeper, row.round.escalate_to) if to not in found]
    return found


def _key(*parts: Any) -> str:
    """The key of a letter: what it is about in words, and whom it goes to as a digest."""
    *words, to = parts
    return ".".join(map(str, words)) + "." + hashlib.sha256(to.address.encode()).hexdigest()[:12]


def _remind(number: str, to: Contact) -> Said | None:
    """What a reminder says to one contact: of that alone which the contact may read; nothing once all is answered."""
    on = clock.today()
    with reading_as(system("reminders")):
        row = Reminder.objects.filter(pk=number).prefetch_related("round", "party__names").first()
        thing = row.round if row is not None else None
        if row is None or thing is None or thing.closed_on:
            return None
        silent = response(thing, row.party, on)
    with reading_as(to.reader):
        seen = response(thing, row.party, on)
    if silent is None or seen is None:
        return None
    waiting = {each.item.pk for each in silent.open}
    still = sum(each.item.pk in waiting for each in seen.asked)
    if not still:
        return None
    with translation.override(to.lang):
        return _words(thing, row, seen, still, to)


def _words(thing: Round, row: Reminder, seen: Response, still: int, to: Contact) -> Said:
    words = {
        "party": _name(row.party, to),
        "round": thing.title,
        "due": spell(PartialDate.parse(thing.due_on), to.lang),
        "asked": len(seen.asked),
        "open": still,
    }
    own = to.party == row.party.key
    lines = [
        ngettext(
            "In the reporting round “%(round)s”, %(party)s is asked about %(asked)d commitment, due on %(due)s.",
            "In the reporting round “%(round)s”, %(party)s is asked about %(asked)d commitments, due on %(due)s.",
            len(seen.asked),
        )
        % words,
        ngettext("%(open)d has no report yet.", "%(open)d have no report yet.", still) % words,
    ]
    if own:
        lines.append(_("You can report on all of them on one page; where nothing changed, one click says so:"))
    lines.append(reply_link(f"/rounds/{thing.key}/of/{row.party.key}"))
    subject = _("Overdue: %(round)s") if row.kind in ("late", "escalated") else _("Please report: %(round)s")
    return Said(subject % words, "\n\n".join(lines) + "\n")


def _want(thing: str, to: Contact) -> Said | None:
    """What is said to the secretariat where a round should be open and is not; nothing once one is."""
    key, _space, day = thing.partition(" ")
    with reading_as(to.reader):
        rhythm = Rhythm.objects.filter(key=key).prefetch_related(*FOR_DUE).first()
        due = warnings(rhythm, clock.today()) if rhythm is not None else None
    if rhythm is None or due is None or due.isoformat() != day:
        return None
    with translation.override(to.lang):
        words = {"rhythm": rhythm.title, "due": spell(PartialDate.parse(due), to.lang)}
        lines = [
            _("By the rhythm “%(rhythm)s” reports are due on %(due)s, and no round is open for it.") % words,
            _("Nothing opens by itself. You can open one here:"),
            reply_link("/rounds/open"),
        ]
        return Said(_("A reporting round is due: %(rhythm)s") % words, "\n\n".join(lines) + "\n")


def _name(party: Party, to: Contact) -> str:
    with reading_as(to.reader):
        found = choose(party.names.all(), PartialDate.parse(clock.today()), to.lang, kinds=("short", "official"))
    return found.text if found else str(party.key)


JOBS = {
    "rounds.reminders": Job(gettext_noop("Remind whoever has not reported"), timedelta(days=1), nightly, time(3, 0)),
    "rounds.letters": Job(gettext_noop("Write the letters of reminders"), timedelta(minutes=1), reminded),
}
WRITERS = {"rounds.reminder": _remind, "rounds.wanted": _want}
