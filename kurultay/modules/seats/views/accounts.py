"""Pages of accounts, for administrators of the installation; to anybody else there is nothing here."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.acting import Refused
from kurultay.kit.pages.acts.past import past
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.reading import Reader
from kurultay.modules.seats.actions import end_session, restore_account, seat, suspend
from kurultay.modules.seats.forms import ReasonForm, SeatForm
from kurultay.modules.seats.models import Account, AccountEvent, Seat, Suspension, Token

from .shown import me, signed_in, with_parties

SHOWN = 100


def _administrator(request: HttpRequest) -> Reader:
    """Whoever keeps the accounts of the installation; 404 to anybody else."""
    _owner, reader = me(request)
    if not reader.administers(""):
        raise Http404
    return reader


def _find(key: str) -> Account:
    found = Account.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found


@page(RECORD)
@signed_in
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account by its address, a hundred at a time."""
    _administrator(request)
    after = request.GET.get("after", "")
    rows = list(Account.objects.filter(mail__gt=after).order_by("mail")[: SHOWN + 1])
    barred = set(Suspension.objects.filter(account__in=rows[:SHOWN]).values_list("account_id", flat=True))
    context = {
        "rows": [(row, row.pk in barred) for row in rows[:SHOWN]],
        "following": rows[SHOWN - 1].mail if len(rows) > SHOWN else "",
    }
    return render(request, "seats/accounts.html", context)


@page(RECORD)
@signed_in
def account(request: HttpRequest, key: str) -> HttpResponse:
    """An account: its seats, what happened to it, and whether it may sign in."""
    _administrator(request)
    thing = _find(key)
    barred = list(Suspension.everything.filter(account=thing).order_by("-id")[:SHOWN])
    seats = with_parties(Seat.objects.filter(account=thing).order_by("-id")[:SHOWN])
    context = {
        "thing": thing,
        "seats": seats,
        "barred": any(not row.withdrawn for row in barred),
        "events": AccountEvent.objects.filter(account=thing).order_by("-at")[:20],
        **past(request, [*barred, *seats, *Token.everything.filter(account=thing).order_by("-id")[:SHOWN]]),
    }
    return render(request, "seats/account_page.html", context)


@page(RECORD)
@signed_in
def seated(request: HttpRequest, key: str) -> HttpResponse:
    """Give an account one more seat."""
    reader, thing = _administrator(request), _find(key)
    form = SeatForm(request.POST or None, by=reader)
    if request.method == "POST" and form.is_valid():
        try:
            seat(thing, **form.seat(), by=reader)
            return HttpResponseRedirect(thing.get_absolute_url())
        except Refused as why:
            form.add_error(None, str(why))
    context = {"form": form, "thing": thing, "title": _("Give a seat"), "button": _("Give the seat")}
    return render(request, "seats/account_act.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, key: str, act: Callable[..., Any], words: dict[str, str]) -> HttpResponse:
    """A page that asks for the reason and does one act on an account."""
    reader, thing = _administrator(request), _find(key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(thing, by=reader, reason=form.cleaned_data["reason"])
            return HttpResponseRedirect(thing.get_absolute_url())
        except Refused as why:
            form.add_error(None, str(why))
    context = {"form": form, "thing": thing, **words}
    return render(request, "seats/account_act.html", context, status=400 if form.errors else 200)


@page(RECORD)
@signed_in
def suspended(request: HttpRequest, key: str) -> HttpResponse:
    """Let an account sign in no more."""
    words = {"title": _("Suspend this account"), "button": _("Suspend"), "danger": "yes"}
    return _asked(request, key, suspend, words)


@page(RECORD)
@signed_in
def restored(request: HttpRequest, key: str) -> HttpResponse:
    """Let a suspended account sign in again."""
    return _asked(request, key, restore_account, {"title": _("Let sign in again"), "button": _("Restore")})


@page(RECORD)
@signed_in
def sessions_ended(request: HttpRequest, key: str) -> HttpResponse:
    """End every session of an account."""
    words = {"title": _("End all sessions"), "button": _("End them"), "danger": "yes"}
    return _asked(request, key, end_session, words)
