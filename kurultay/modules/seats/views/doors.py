"""The pages of allauth: each says in a sentence what it is, and reads no row of the record."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse

from kurultay.kit.pages.policy import PLAIN, page

View = Callable[..., HttpResponse]


def _door(view: View, sentence: str) -> View:
    """A view of allauth as a page of the house."""

    def show(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        return view(request, *args, **words)

    show.__doc__ = sentence
    return page(PLAIN)(show)


sign_in = _door(account.login, "Sign in with mail address and password, a passkey, or a ministry's own sign-in.")
sign_out = _door(account.logout, "Sign out.")
closed = _door(account.account_inactive, "The account may not sign in.")
no_registration = _door(account.signup, "Accounts come by invitation.")
prove = _door(account.reauthenticate, "Prove once more who you are, before something about the account changes.")
password = _door(account.password_change, "Choose another password.")
first_password = _door(account.password_set, "Choose a password where there is none.")
forgotten = _door(account.password_reset, "Ask for a letter that lets you choose another password.")
forgotten_sent = _door(account.password_reset_done, "The letter is on its way, if the address has an account.")
forgotten_chosen = _door(account.password_reset_from_key_done, "The other password holds from now on.")
forgotten_letter = _door(account.password_reset_from_key, "Choose another password with the letter that was sent.")
second = _door(mfa.authenticate, "The second step of signing in: a code, a recovery code or a passkey.")
prove_code = _door(mfa.reauthenticate, "Prove who you are with a code.")
codes_on = _door(totp.activate_totp, "Set up one-time codes from an app.")
codes_off = _door(totp.deactivate_totp, "Switch one-time codes off.")
recovery_codes = _door(recovery.view_recovery_codes, "Recovery codes: each lets you in once without the app.")
recovery_made = _door(recovery.generate_recovery_codes, "Make new recovery codes; the old ones end.")
recovery_file = _door(recovery.download_recovery_codes, "The recovery codes as a text file.")
passkeys = _door(webauthn.list_webauthn, "The passkeys and security keys of the account.")
passkey_added = _door(webauthn.add_webauthn, "Add a passkey or a security key.")
passkey_sign_in = _door(webauthn.login_webauthn, "Sign in with a passkey alone.")
prove_passkey = _door(webauthn.reauthenticate_webauthn, "Prove who you are with a passkey.")
passkey_removed = _door(webauthn.remove_webauthn, "Remove a passkey.")
passkey_renamed = _door(webauthn.edit_webauthn, "Give a passkey another name.")
ministries = _door(social.connections, "The ministries through whose sign-in you come in.")
ministry_cancelled = _door(social.login_cancelled, "The sign-in of the ministry was cancelled.")
ministry_failed = _door(social.login_error, "The sign-in of the ministry failed.")
ministry_unknown = _door(social.signup, "The ministry knows you, and this installation does not.")
ministry = _door(oidc.login, "Go to the sign-in of a ministry.")
ministry_back = _door(oidc.callback, "Come back from the sign-in of a ministry.")
