"""What allauth asks of this house: nobody signs up, ministries vouch for their own domains, history is told."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kurultay.kit.reading import reading_as, system
from kurultay.modules.seats.models import Account, seats_that_count
from kurultay.modules.seats.models.accounts import Suspension

from .accounts import note
from .sealing import opened, sealed

# What allauth tells the owner by mail is what history keeps.
TOLD = {
    "account/email/password_changed": "password",
    "account/email/password_set": "password",
    "account/email/password_reset": "password",
    "mfa/email/totp_activated": "codes-on",
    "mfa/email/totp_deactivated": "codes-off",
    "mfa/email/recovery_codes_generated": "recovery",
    "mfa/email/webauthn_added": "passkey-added",
    "mfa/email/webauthn_removed": "passkey-removed",
    "socialaccount/email/account_connected": "ministry",
    "socialaccount/email/account_disconnected": "ministry-off",
}


class Door(AuthenticationBackend):  # type: ignore[misc]
    """Who a session belongs to: the account and whether it is suspended, in one statement."""

    def get_user(self, user_id: int) -> Account | None:
        """The account with this number; None where it may not sign in."""
        with reading_as(system("sign-in")):
            shut = Suspension.objects.filter(account=OuterRef("pk"))
            account = Account.objects.annotate(suspended=Exists(shut)).filter(pk=user_id).first()
        return account if account is not None and self.user_can_authenticate(account) else None


class AccountDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Passwords and sessions: no registration, and each sign-in is in history."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation only."""
        return False

    def post_login(self, request: HttpRequest, user: Account, **words: Any) -> HttpResponse:
        """Note the sign-in with the ways it took, e.g. a password and a code."""
        ways = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
        note(user, what="signed-in", how=", ".join(dict.fromkeys(ways)), by=user.reader())
        response: HttpResponse = super().post_login(request, user, **words)
        if seats_that_count(user)[1]:  # led to it right away; what they wanted is one step further
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return response

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner what changed on their account, and history as well."""
        if (what := TOLD.get(template_prefix)) is not None:
            note(user, what=what, by=user.reader())
        super().send_notification_mail(template_prefix, user, context, email)


class MinistryDoor(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """OIDC: a ministry vouches for the addresses of its own domains, and for accounts that exist."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Accounts come by invitation only."""
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Whether this provider may say who has this address: one of its domains, as the settings name them."""
        domains = {domain.lower() for domain in login.provider.app.settings.get("domains", ())}
        return email.lower().rpartition("@")[2] in domains


class CodesDoor(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time codes: their seeds are sealed, and the picture of one is part of the page: none is loaded."""

    def encrypt(self, text: str) -> str:
        """Seeds are sealed in the database."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """And opened with the same key, or an earlier one."""
        return opened(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The picture without the head of a file."""
        return str(super().build_totp_svg(url)).partition("?>")[2]
