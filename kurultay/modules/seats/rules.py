"""Who may do the verbs of seats: administrators, a focal point for its own party, and each person for their own."""

from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.reading import Reader

from .models import Account, Invitation, Seat, Token

INVITED_BY_FOCAL_POINT = frozenset({"focal-point", "delegate"})


def _administers(by: Reader, organisation: str) -> str | None:
    """None for an administrator of the organisation or of the installation, and for the system."""
    if by.administers(organisation):
        return None
    if organisation:
        return _("Seats at %(organisation)s are given by its administrator.") % {"organisation": organisation}
    return _("This is done by an administrator of the installation.")


def _own(by: Reader, account: Account) -> bool:
    """Whether a person does this for their own account, signed in and not by a token."""
    return bool(account.key) and by.account == account.key


def invite(by: Reader, mail: str, *, role: str, organisation: str = "", party: str = "", **words: Any) -> str | None:
    """An administrator of the organisation, or for its own party a focal point, who invites equals and delegates."""
    same = any(s.role == "focal-point" and s.organisation == organisation and s.party == party for s in by.seats)
    if party and same and role in INVITED_BY_FOCAL_POINT:
        return None
    return _administers(by, organisation)


def recall(by: Reader, invitation: Invitation, **words: Any) -> str | None:
    """Whoever might have sent the invitation takes it back."""
    return invite(
        by, invitation.mail, role=invitation.role, organisation=invitation.organisation, party=invitation.party
    )


def accept(by: Reader, invitation: Invitation, *, account: Account | None = None, **words: Any) -> str | None:
    """Whoever the letter reached: somebody new, or the account with the address that it went to."""
    if account is None or (_own(by, account) and account.mail == invitation.mail):
        return None
    return _("This invitation went to another address.")


def seat(by: Reader, account: Account, *, role: str, organisation: str = "", **words: Any) -> str | None:
    """An administrator of the organisation gives a seat to an account that exists."""
    return _administers(by, organisation)


def unseat(by: Reader, seat: Seat, **words: Any) -> str | None:
    """An administrator of the organisation ends a seat there."""
    return _administers(by, seat.organisation)


def suspend(by: Reader, account: Account, **words: Any) -> str | None:
    """An administrator of the installation, but not for their own account."""
    if by.own and by.own == account.key:
        return _("Nobody suspends their own account.")
    return _administers(by, "")


def restore_account(by: Reader, account: Account, **words: Any) -> str | None:
    """An administrator of the installation lets an account sign in again."""
    return _administers(by, "")


def end_session(by: Reader, account: Account, **words: Any) -> str | None:
    """Each person ends their own sessions, and an administrator of the installation those of anybody."""
    return None if _own(by, account) else _administers(by, "")


def note(by: Reader, account: Account, **words: Any) -> str | None:
    """What happens to an account is noted as done by its owner."""
    if _own(by, account) or by.is_system:
        return None
    return _("This is noted for the owner of the account alone.")


def issue_token(by: Reader, account: Account, **words: Any) -> str | None:
    """Each person for their own account, signed in: a token issues no other token."""
    return None if _own(by, account) else _("A token is issued by the owner of the account, who is signed in.")


def revoke_token(by: Reader, token: Token, **words: Any) -> str | None:
    """The owner of the token, also by that token itself, and an administrator of the installation."""
    return None if by.own and by.own == token.account.key else _administers(by, "")
