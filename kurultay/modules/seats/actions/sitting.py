"""Seats given and ended."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused, act
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.kit.reading.models import RESTRICTED, SECRETARIAT, Audience, intern
from kurultay.kit.reading.seats import accounts_of
from kurultay.modules.seats.models import Account, Seat, role_of
from kurultay.record.parties.models import Party


def audience_at(organisation: str, party: str) -> Audience:
    """Who reads rows about seats at an organisation: its administrators, and the delegation they are about."""
    if organisation and party:
        return intern(accounts_of(organisation), RESTRICTED, (party,))
    return intern(accounts_of(organisation), SECRETARIAT)


def checked(
    role: str, organisation: str, party: str, subject: str, since: date | None, until: date | None
) -> dict[str, Any]:
    """What a seat consists of, or Refused: a known role that names what it needs, all of it in the actor's sight."""
    known = role_of(role)
    if known is None:
        raise Refused(_("%(role)s is not a role.") % {"role": role or "?"})
    if not organisation and role not in ("administrator", "registrar"):
        raise Refused(_("Say at which organisation this seat is."))
    if organisation and not Party.objects.filter(key=organisation, kind="organisation").exists():
        raise Refused(_("There is no organisation %(key)s in the record.") % {"key": organisation})
    if known.needs_party and not party:
        raise Refused(_("Say for which party this seat is."))
    if party and not known.needs_party:
        raise Refused(_("This role is not for a party."))
    if party and not Party.objects.filter(key=party).exists():
        raise Refused(_("There is no party %(key)s in the record.") % {"key": party})
    if known.needs_subject and not subject:
        raise Refused(_("Say for which meeting or mission this seat is."))
    since = since or clock.today()
    if until is not None and until <= since:
        raise Refused(_("A seat ends after the day on which it begins."))
    subject = subject if known.needs_subject else ""
    return {"role": role, "organisation": organisation, "party": party, "subject": subject, "since": since,
            "until": until}  # fmt: skip


def take(account: Account, placed: dict[str, Any]) -> Seat:
    """Write a seat for an account, inside the act in force."""
    start = "-".join(filter(None, (account.key, placed["role"], placed["organisation"])))
    made = Seat(
        key=Seat.free_key(start),
        account=account,
        audience=audience_at(placed["organisation"], placed["party"]),
        **placed,
    )
    made.save()
    return made


@act(label="gave a seat to", says=gettext_lazy("%(who)s gave the seat %(thing)s."))
def seat(
    account: Account, *, role: str, by: Reader, organisation: str = "", party: str = "", subject: str = "",
    since: date | None = None, until: date | None = None, reason: str = "",
) -> Seat:  # fmt: skip
    """Give an account a seat, from a day and perhaps to one."""
    placed = checked(role, organisation, party, subject, since, until)
    same = {name: placed[name] for name in ("role", "organisation", "party", "subject")}
    with reading_as(system("seats")):
        held = [s for s in Seat.objects.filter(account=account, **same) if s.is_held]
    if held:
        raise Refused(_("%(name)s holds this seat already.") % {"name": account.name})
    return take(account, placed)


@act(label="ended a seat", says=gettext_lazy("%(who)s ended the seat %(thing)s."))
def unseat(seat: Seat, *, by: Reader, reason: str) -> Seat:
    """End a seat today; it stays in history with its days."""
    today = clock.today()
    if seat.until is not None and seat.until <= today:
        raise Refused(_("This seat has ended already."))
    if seat.since > today:
        seat.since = today
    seat.until = today
    seat.save()
    return seat
