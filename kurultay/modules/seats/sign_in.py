"""Offer: who asks a page or the API, by the cookie of a session or by a token; and the door in the header."""

from contextlib import suppress
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from kurultay.kit.pages.policy import NotRecognised, by_token
from kurultay.kit.reading import Reader

from .actions import PASSWORD, example_accounts, token_of, used
from .models import Account, Seat, seats_that_count


def reader_of(request: HttpRequest) -> Reader | None:
    """The person with their seats; None for anybody else, of whom no session is begun or even looked for."""
    if by_token(request):
        return _by_token(request.headers["Authorization"].partition(" ")[2].strip())
    account = account_of(request)
    return account.reader(*sitting_of(request)) if account is not None else None


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in by a session."""
    if by_token(request) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None  # type: ignore[return-value]


def sitting_of(request: HttpRequest) -> list[Seat]:
    """The seats that the signed-in account holds today, looked up once for a request."""
    account = account_of(request)
    held: list[Seat] | None = getattr(request, "seats", None)
    if held is None:
        held, wait = seats_that_count(account) if account is not None else ([], [])
        request.seats, request.seats_that_wait = held, wait  # type: ignore[attr-defined]
    return held


def _by_token(text: str) -> Reader:
    token = token_of(text)
    if token is None:
        raise NotRecognised(_("This token is not known, was revoked or has expired."))
    used(token)
    seats = [seat.held for seat in seats_that_count(token.account)[0] if token.seat in ("", seat.key)]
    account = f"{token.account.key}/{token.prefix}"
    return Reader.person(token.account.name, *seats, account=account, reads_only=token.scope == "read")


def _ways() -> list[dict[str, str]]:
    """Where somebody at work goes first, as far as this installation has it."""
    ways = (("day", _("My day")), ("rounds", _("Reporting rounds")), ("acts_by", _("History")))
    found = []
    for name, label in ways:
        with suppress(NoReverseMatch):
            found.append({"url": reverse(name), "label": label})
    return found


def shown(request: HttpRequest) -> dict[str, Any]:
    """What the header shows: the way in, or who is signed in, with their seats."""
    account = account_of(request)
    here = request.path == settings.LOGIN_URL
    inside = request.path.startswith("/account/")
    return {
        "template": "seats/door.html",
        "account": account,
        "ways": _ways() if account is not None else [],
        "seats": sitting_of(request),
        "wait": getattr(request, "seats_that_wait", []),
        "keeps": any(seat.role in ("administrator", "focal-point") for seat in sitting_of(request)),
        "examples": example_accounts() if here else [],
        "password": PASSWORD,
        "next": "" if inside or request.path == "/" else quote(request.get_full_path(), safe="/"),
    }
