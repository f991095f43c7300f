"""Invitations by mail: sent, taken back, accepted."""

import secrets
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused, act
from kurultay.kit.reading import Reader, reading_as, system
from kurultay.modules.seats.models import Account, Invitation, Secret, as_address, digest_of

from .sitting import audience_at, checked, take

VALID = timedelta(days=14)


@act(label="invited", says=gettext_lazy("%(who)s invited %(thing)s to take a seat."))
def invite(
    mail: str, *, name: str, role: str, address: str, by: Reader, organisation: str = "", party: str = "",
    subject: str = "", since: date | None = None, until: date | None = None, reason: str = "",
) -> Invitation:  # fmt: skip
    """Ask somebody by mail to take a seat; `address` is where this installation answers, as https://record.example.

    The answer is the same whether or not the address has an account.
    """
    mail, name = as_address(mail), name.strip()
    try:
        validate_email(mail)
    except ValidationError:
        raise Refused(_("%(mail)s is not a mail address.") % {"mail": mail or "?"}) from None
    if not name:
        raise Refused(_("Say what the person is called."))
    placed = checked(role, organisation, party, subject, since, until)
    made = Invitation(
        key=Invitation.free_key(f"invitation-{secrets.token_hex(4)}"), mail=mail, name=name,
        expires_on=clock.today() + VALID, audience=audience_at(organisation, party), **placed,
    )  # fmt: skip
    made.save()
    secret = secrets.token_urlsafe(32)
    Secret(digest=digest_of(secret), opens=f"invitation:{made.key}").save()
    letter = {"invitation": made, "by": by, "url": f"{address.rstrip('/')}/account/invitation/{secret}"}
    text = render_to_string("seats/mail/invitation.txt", letter)
    message = EmailMessage(_("An invitation to Kurultay"), text, to=[mail])
    transaction.on_commit(message.send)
    return made


def invitation_opened_by(secret: str) -> Invitation | None:
    """The open invitation whose letter holds this secret."""
    found = Secret.objects.filter(digest=digest_of(secret), opens__startswith="invitation:").first()
    if found is None:
        return None
    with reading_as(system("invitation")):
        invitation = Invitation.objects.filter(key=found.opens.partition(":")[2]).first()
    return invitation if invitation is not None and invitation.is_open else None


@act(label="took back an invitation of", says=gettext_lazy("%(who)s took back the invitation of %(thing)s."))
def recall(invitation: Invitation, *, by: Reader, reason: str = "") -> Invitation:
    """Take an invitation back: its letter opens nothing any more."""
    invitation.refresh_from_db()
    if not invitation.is_open:
        raise Refused(_("This invitation is not open any more."))
    invitation.withdrawn = True
    invitation.save()
    Secret.objects.filter(opens=f"invitation:{invitation.key}").delete()
    return invitation


@act(label="accepted an invitation", says=gettext_lazy("%(who)s accepted the invitation of %(thing)s."))
def accept(
    invitation: Invitation, *, by: Reader, account: Account | None = None, password: str = "", name: str = "",
    reason: str = "",
) -> Account:  # fmt: skip
    """Take the seat: with the account that has the address already, or with a new one and its password.

    The row of the invitation is that of whoever sent it, so it is read as the system; the act is the guest's.
    """
    with reading_as(system("invitation")):
        held = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
        if held is None or not held.is_open:
            raise Refused(_("This invitation is not open any more."))
        if account is None:
            account = _new_account(held, password, name)
        held.account = account
        held.save()
        placed = ("role", "organisation", "party", "subject", "until")
        since = max(held.since, clock.today())
        take(account, {**{field: getattr(held, field) for field in placed}, "since": since})
    Secret.objects.filter(opens=f"invitation:{held.key}").delete()
    return account


def _new_account(invitation: Invitation, password: str, name: str) -> Account:
    """An account for the address of an invitation; that the letter arrived there proves whose it is."""
    if Account.objects.filter(mail=invitation.mail).exists():
        raise Refused(_("Sign in first: this address has an account, and the seat is for it."))
    name = name.strip() or invitation.name
    made = Account(key=Account.free_key(name), mail=invitation.mail, name=name)
    try:
        validate_password(password, made)
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    made.set_password(password)
    made.save()
    EmailAddress(user=made, email=made.mail, verified=True, primary=True).save()
    return made
