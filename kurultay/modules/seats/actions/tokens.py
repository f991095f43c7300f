"""Tokens for programs: issued, shown once, revoked, recognised."""

import secrets
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused, act
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.kit.reading.models import SECRETARIAT, intern
from kurultay.kit.reading.seats import own_of
from kurultay.modules.seats.models import Account, Secret, Token, digest_of, sitting
from kurultay.modules.seats.models.sitting import SCOPES

MARK = "kur_"  # by which a token is known where it should not be: in a log, in a repository
LONGEST = timedelta(days=366)


@act(label="issued a token", says=gettext_lazy("%(who)s issued the token %(thing)s."))
def issue_token(
    account: Account, *, name: str, scope: str, expires_on: date, by: Reader, seat: str = "", reason: str = ""
) -> str:
    """Issue a token and give its text, which is shown this once: only its hash is kept."""
    if not name.strip():
        raise Refused(_("Say what the token is for."))
    if scope not in SCOPES:
        raise Refused(_("A token reads, or it reads and writes."))
    if not clock.today() < expires_on <= clock.today() + LONGEST:
        raise Refused(_("A token ends on a day to come, a year from now at the latest."))
    if seat and seat not in {held.key for held in sitting(account)}:
        raise Refused(_("This is not a seat that you hold."))
    text = MARK + secrets.token_urlsafe(32)
    made = Token(
        key=Token.free_key(f"token-{secrets.token_hex(4)}"), account=account, name=name.strip()[:80],
        prefix=text[:10], scope=scope, seat=seat, expires_on=expires_on,
        audience=intern(own_of(account.key), SECRETARIAT),
    )  # fmt: skip
    made.save()
    Secret(digest=digest_of(text), opens=f"token:{made.key}").save()
    return text


@act(label="revoked a token", says=gettext_lazy("%(who)s revoked the token %(thing)s."))
def revoke_token(token: Token, *, by: Reader, reason: str = "") -> Token:
    """End a token at once."""
    if token.withdrawn:
        raise Refused(_("This token is revoked already."))
    token.withdrawn = True
    token.save()
    Secret.objects.filter(opens=f"token:{token.key}").delete()
    return token


def token_of(text: str) -> Token | None:
    """The token with this text, if it still holds and its account may sign in."""
    found = Secret.objects.filter(digest=digest_of(text), opens__startswith="token:").first()
    if found is None:
        return None
    with reading_as(system("sign-in")):
        token: Token | None = (
            Token.objects.filter(key=found.opens.partition(":")[2]).prefetch_related("account").first()
        )
    if token is None or token.expires_on <= clock.today() or not token.account.is_active:
        return None
    return token


def used(token: Token) -> None:
    """Keep the last day on which a token was used; nothing that history tells."""
    today = clock.today()
    Secret.objects.filter(opens=f"token:{token.key}").exclude(used_on=today).update(used_on=today)
