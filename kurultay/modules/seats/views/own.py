"""Pages of one's own account: seats, ways to sign in, sessions, tokens, acts, and an invitation that arrived."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import label_of
from kurultay.kit.pages.policy import PLAIN, RECORD, page
from kurultay.kit.pages.shown import find
from kurultay.kit.reading import Reader
from kurultay.modules.seats.actions import accept, end_session, invitation_opened_by, issue_token, revoke_token
from kurultay.modules.seats.forms import AcceptanceForm, TokenForm
from kurultay.modules.seats.models import Account, AccountEvent, Secret, Token, acts_of, role_of
from kurultay.modules.seats.sign_in import account_of, sitting_of

from .shown import me, signed_in, with_parties


@page(RECORD)
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """My account: the seats I hold, how I sign in, my sessions, tokens and acts."""
    owner, _reader = me(request)
    keys = list(Authenticator.objects.filter(user=owner).order_by("id"))
    context = {
        "owner": owner,
        "seats": with_parties(sitting_of(request)),
        "passkeys": [key for key in keys if key.type == "webauthn"],
        "codes": any(key.type == "totp" for key in keys),
        "ministries": SocialAccount.objects.filter(user=owner).count(),
        "sessions": UserSession.objects.filter(user=owner).count(),
        "tokens": Token.objects.filter(account=owner).count(),
        "events": AccountEvent.objects.filter(account=owner).order_by("-at")[:10],
        "acts": [(act, label_of(act.verb)) for act in acts_of(owner)],
    }
    return render(request, "seats/account.html", context)


@page(RECORD)
@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, and the end of a session."""
    owner, reader = me(request)
    refused = ""
    if request.method == "POST":
        asked = request.POST.get("session", "")
        try:
            end_session(owner, session=int(asked) if asked.isdigit() else 0, by=reader)
            return HttpResponseRedirect(request.path)
        except Refused as why:
            refused = str(why)
    held = UserSession.objects.purge_and_list(owner)
    rows = sorted(held, key=lambda session: session.created_at, reverse=True)
    here = request.session.session_key
    shown = [(session, session.session_key == here) for session in rows]
    return render(request, "seats/sessions.html", {"rows": shown, "refused": refused})


@page(RECORD)
@signed_in
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens for programs, and a new one, which is shown this once."""
    owner, reader = me(request)
    seats = sitting_of(request)
    form, issued = TokenForm(seats=seats), ""
    if request.method == "POST":
        form = TokenForm(request.POST, seats=seats)
        if form.is_valid():
            try:
                issued = issue_token(owner, **form.cleaned_data, by=reader)
                form = TokenForm(seats=seats)
            except Refused as why:
                form.add_error(None, str(why))
    held = list(Token.objects.filter(account=owner).order_by("-id"))
    used = dict(Secret.objects.filter(opens__in=[f"token:{t.key}" for t in held]).values_list("opens", "used_on"))
    rows = [(token, used.get(f"token:{token.key}")) for token in held]
    context = {"form": form, "issued": issued, "rows": rows}
    return render(request, "seats/tokens.html", context, status=400 if form.errors else 200)


@page(RECORD)
@signed_in
def token_revoked(request: HttpRequest, key: str) -> HttpResponse:
    """End a token at once."""
    _owner, reader = me(request)
    token = find(Token, key, "account")
    if request.method == "POST" and not token.withdrawn:
        revoke_token(token, by=reader)
        return HttpResponseRedirect("/account/tokens")
    return render(request, "seats/token_revoked.html", {"token": token})


@page(PLAIN)
@never_cache
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """An invitation that arrived by mail: choose a password, or take the seat with the account you have."""
    found = invitation_opened_by(key)
    if found is None:
        return render(request, "seats/invitation_closed.html", status=404)
    known = Account.objects.filter(mail=found.mail).first()
    here = account_of(request)
    form = AcceptanceForm(initial={"name": found.name})
    context: dict[str, Any] = {"found": found, "role": role_of(found.role), "known": known, "here": here}
    if request.method == "POST":
        form = AcceptanceForm(request.POST)
        answer = _accepted(request, form, found, known, here)
        if answer is not None:
            return answer
    return render(request, "seats/invitation.html", {**context, "form": form}, status=400 if form.errors else 200)


def _accepted(request: HttpRequest, form: AcceptanceForm, found: Any, known: Any, here: Any) -> HttpResponse | None:
    """Take the seat: with the account that is signed in and has the address, or with a new one, which signs in."""
    try:
        if known is not None:
            if here is None or here.pk != known.pk:
                return None
            accept(found, account=known, by=known.reader())
            return HttpResponseRedirect("/account/")
        if not form.is_valid():
            return None
        made = accept(found, **form.cleaned_data, by=Reader.person(found.name))
    except Refused as why:
        form.add_error("password" if known is None else None, str(why))
        return None
    record_authentication(request, made, method="password")
    return perform_login(request, Login(user=made))
