"""The day by mail: at most one a day or a week for each person, once things have settled, and never an empty one."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kurultay.kit import clock
from kurultay.kit.dates import PartialDate
from kurultay.kit.dates.words import spell
from kurultay.kit.duty import ASKED, LATE, SOON, duties_of
from kurultay.kit.letters import Contact, Job, Letter, Said, people, reply_link
from kurultay.kit.reading import reading_as
from kurultay.kit.templatetags.record import named

from .actions import note_told, pass_for
from .models import HOUR, Wish, last_change, news
from .models.news import News, is_own

NEAR = 30  # days ahead that are "soon"
SETTLE = timedelta(minutes=15)  # without a change before the news is told
LONGEST = timedelta(hours=3)  # it waits no longer for that
AGAIN = timedelta(days=7)  # the same list of what is asked is sent again after so long
ABOUT = gettext_noop("The day by mail")


@dataclass(frozen=True)
class Entry:
    """One line of the mail: what is asked, or what changed, the thing, and where the link leads."""

    words: str
    thing: str
    link: str
    due: str = ""


@dataclass
class Told:
    """What stands in the mail: entries under headings."""

    late: list[Entry] = field(default_factory=list)
    soon: list[Entry] = field(default_factory=list)
    asked: list[Entry] = field(default_factory=list)
    news: list[Entry] = field(default_factory=list)

    @property
    def parts(self) -> list[tuple[str, list[Entry]]]:
        """The headings that have something under them."""
        near = {"near": NEAR}
        found = [
            (_("Overdue"), self.late), (_("Due within %(near)d days") % near, self.soon),
            (_("Asked of you"), self.asked), (_("New in what you follow"), self.news),
        ]  # fmt: skip
        return [(title, entries) for title, entries in found if entries]

    @property
    def digest(self) -> str:
        """What is asked, in few letters: another one means that something came or went."""
        rows = [(e.words, e.thing, e.link, e.due) for part in (self.late, self.soon, self.asked) for e in part]
        return hashlib.sha256(repr(rows).encode()).hexdigest()


def _called(thing: Any, on: PartialDate, lang: str) -> str:
    row = named(thing, on, lang) if hasattr(thing, "names") else None
    return str(row.text if row is not None else thing)


def told(to: Contact, lang: str, since: datetime | None, until: datetime) -> Told:
    """What there is to tell somebody now, in their own sight; news after `since` and up to `until`."""
    on, made = PartialDate.parse(clock.today()), Told()
    under = {LATE: made.late, SOON: made.soon, ASKED: made.asked}
    with translation.override(lang), reading_as(to.reader):
        for duty in duties_of(to.reader, on):
            under[duty.when(on.latest, NEAR)].append(
                Entry(
                    duty.words, _called(duty.thing, on, lang), reply_link(duty.act or duty.thing.get_absolute_url()),
                    spell(duty.due, lang) if duty.due is not None else "",
                )
            )  # fmt: skip
        by_thing: dict[Any, list[News]] = {}
        for each in news(to.account, since, until):
            if not is_own(each, to.account):
                by_thing.setdefault(each.thing, []).append(each)
        made.news += [_changed(thing, acts, on, lang) for thing, acts in by_thing.items()]
    return made


def _changed(thing: Any, acts: list[News], on: PartialDate, lang: str) -> Entry:
    """Whatever was done to one thing, as one line: the last act, and how many there were before it."""
    last = acts[0]
    words = {"who": last.actor, "did": last.label, "n": len(acts) - 1}
    said = (
        ngettext(
            "%(who)s: %(did)s, and %(n)d act before it", "%(who)s: %(did)s, and %(n)d acts before it", len(acts) - 1
        )
        if len(acts) > 1
        else _("%(who)s: %(did)s")
    )
    return Entry(said % words, _called(thing, on, lang), reply_link(thing.get_absolute_url()))


def _write(thing: str, to: Contact) -> Said | None:
    """The mail in words; None where nothing is left to say, or where somebody wants none any more."""
    since, until = (datetime.fromisoformat(at) if at else None for at in thing.split(" "))
    wish = Wish.objects.filter(account=to.account).first() or Wish(account=to.account)
    if wish.every == "never":
        return None
    made = told(to, wish.lang, since, until or clock.now())
    with reading_as(to.reader), translation.override(wish.lang):
        if not made.parts:
            return None
        stop = f"{settings.KURULTAY_URL}/day/mail/stop?{urlencode({'pass': pass_for(to.account)})}"
        context = {
            "parts": made.parts, "name": to.name, "stop": stop, "lang": wish.lang, "wish": reply_link("/day/mail"),
            "day": spell(PartialDate.parse(clock.today()), wish.lang),
        }  # fmt: skip
        return Said(
            _subject(made), render_to_string("desk/mail/digest.txt", context),
            render_to_string("desk/mail/digest.html", context), stop,
        )  # fmt: skip


def _subject(made: Told) -> str:
    """The numbers that matter, in words."""
    parts = [
        (len(made.late), ngettext("%(n)d overdue", "%(n)d overdue", len(made.late))),
        (len(made.soon), ngettext("%(n)d due soon", "%(n)d due soon", len(made.soon))),
        (len(made.asked), ngettext("%(n)d asked", "%(n)d asked", len(made.asked))),
        (len(made.news), ngettext("%(n)d changed", "%(n)d changed", len(made.news))),
    ]
    return _("My day: %(numbers)s") % {"numbers": ", ".join(words % {"n": n} for n, words in parts if n)}


def digests() -> Iterator[Letter]:
    """A letter to each person who wants one in this day or week, has something new to hear, and things have settled."""
    now = clock.now()
    wishes = {wish.account: wish for wish in Wish.objects.all()}
    for to in people():
        wish = wishes.get(to.account) or Wish(account=to.account)
        period = wish.period(now)
        if not period or (wish.told_at is not None and wish.period(wish.told_at) == period):
            continue
        since = wish.told_at or now - AGAIN
        with reading_as(to.reader):
            moving = last_change(to.account, since, now)
        morning = datetime.combine(now.date(), HOUR, tzinfo=UTC)
        if moving is not None and moving[1] > now - SETTLE and max(moving[0], morning) > now - LONGEST:
            continue
        made = told(to, wish.lang, since, now)
        digest = made.digest
        same = digest == wish.told and now - since < AGAIN
        if not made.parts or (same and not made.news):
            continue
        thing = f"{since.isoformat()} {now.isoformat()}"
        noted = _noting(to.account, now, digest)
        yield Letter(f"digest.{to.account}.{period}", ABOUT, to, "desk.digest", thing, noted)


def _noting(account: str, at: datetime, digest: str) -> Any:
    return lambda: note_told(account, at=at, digest=digest)


JOBS = {"desk.digests": Job(gettext_noop("Send everybody their day by mail"), timedelta(minutes=5), digests)}
WRITERS = {"desk.digest": _write}
