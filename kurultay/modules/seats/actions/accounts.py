"""Accounts suspended and restored, their sessions ended, and what else happens to them."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused, act
from kurultay.kit.reading import Reader
from kurultay.kit.reading.models import SECRETARIAT, intern
from kurultay.kit.reading.seats import accounts_of, own_of
from kurultay.modules.seats.models import Account, AccountEvent, Suspension


@act(label="suspended", says=gettext_lazy("%(who)s suspended the account of %(thing)s."))
def suspend(account: Account, *, by: Reader, reason: str) -> Suspension:
    """Let an account sign in no more: its sessions end and its tokens are refused until it is restored."""
    if Suspension.objects.filter(account=account).exists():
        raise Refused(_("This account is suspended already."))
    made = Suspension(account=account, audience=intern(accounts_of(""), SECRETARIAT))
    made.save()
    for session in UserSession.objects.filter(user=account):
        session.end()
    return made


@act(label="let sign in again", says=gettext_lazy("%(who)s let %(thing)s sign in again."))
def restore_account(account: Account, *, by: Reader, reason: str = "") -> Account:
    """End the suspension of an account."""
    held = Suspension.objects.filter(account=account).first()
    if held is None:
        raise Refused(_("This account is not suspended."))
    held.withdrawn = True
    held.save()
    return account


@act(label="ended a session", says=gettext_lazy("%(who)s ended a session of %(thing)s."))
def end_session(account: Account, *, by: Reader, session: int | None = None, reason: str = "") -> int:
    """End one session of an account, or all of them; says how many. Whoever uses it has to sign in anew."""
    asked: dict[str, Any] = {} if session is None else {"pk": session}
    found = list(UserSession.objects.filter(user=account, **asked))
    if not found:
        raise Refused(_("This session has ended already."))
    for one in found:
        one.end()
    _noted(account, "session-ended", "").save()
    return len(found)


@act(label="noted", says=gettext_lazy("%(who)s changed how %(thing)s signs in, or signed in."))
def note(account: Account, *, what: str, by: Reader, how: str = "", reason: str = "") -> AccountEvent:
    """Keep in history what happened to an account: a sign-in, another password, a passkey."""
    made = _noted(account, what, how)
    made.save()
    return made


def _noted(account: Account, what: str, how: str) -> AccountEvent:
    audience = intern(own_of(account.key), SECRETARIAT)
    return AccountEvent(account=account, what=what, how=how[:60], at=clock.now(), audience=audience)
