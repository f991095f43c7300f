"""Pages of seats: who sits where at the organisations one administers, and the colleagues of a focal point."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from kurultay.kit.acting import Refused, may
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find
from kurultay.modules.seats.actions import invite, recall, unseat
from kurultay.modules.seats.forms import InvitationForm, ReasonForm
from kurultay.modules.seats.models import Invitation, Seat

from .shown import me, signed_in, with_parties

SHOWN = 100


@page(RECORD)
@signed_in
def seats(request: HttpRequest) -> HttpResponse:
    """The seats and open invitations that this reader may see, the newest first, a hundred at a time."""
    _owner, reader = me(request)
    wanted = request.GET.get("organisation", "")
    before = request.GET.get("before", "")
    held = Seat.objects.order_by("-id").prefetch_related("account")
    asked = Invitation.objects.filter(account=None).order_by("-id")
    if wanted:
        held, asked = held.filter(organisation=wanted), asked.filter(organisation=wanted)
    if before.isdigit():
        held = held.filter(id__lt=int(before))
    rows = list(held[: SHOWN + 1])
    following = rows[SHOWN - 1].pk if len(rows) > SHOWN else None
    invitations = [found for found in asked[:SHOWN] if found.is_open]
    placed = with_parties([*rows[:SHOWN], *invitations])
    context = {
        "rows": placed[: len(placed) - len(invitations)],
        "invitations": placed[len(placed) - len(invitations) :],
        "may_invite": any(seat.role in ("administrator", "focal-point") for seat in reader.seats),
        "administers": any(seat.role == "administrator" for seat in reader.seats),
        "keeps_all": reader.administers(""),
        "following": following,
        "wanted": wanted,
    }
    return render(request, "seats/seats.html", context)


@page(RECORD)
@signed_in
def invited(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail to a seat."""
    _owner, reader = me(request)
    initial: dict[str, Any] = {name: request.GET[name] for name in ("organisation", "party") if name in request.GET}
    form = InvitationForm(initial=initial, by=reader)
    if request.method == "POST":
        form = InvitationForm(request.POST, by=reader)
        if form.is_valid():
            try:
                made = invite(
                    form.cleaned_data["mail"], name=form.cleaned_data["name"], **form.seat(),
                    address=request.build_absolute_uri("/"), by=reader,
                )  # fmt: skip
                return render(request, "seats/invited.html", {"made": made})
            except Refused as why:
                form.add_error(None, str(why))
    return render(request, "seats/invite.html", {"form": form}, status=400 if form.errors else 200)


@page(RECORD)
@signed_in
def recalled(request: HttpRequest, key: str) -> HttpResponse:
    """Take an invitation back."""
    _owner, reader = me(request)
    found = find(Invitation, key)
    refused = ""
    if request.method == "POST":
        try:
            recall(found, by=reader)
            return HttpResponseRedirect("/seats/")
        except Refused as why:
            refused = str(why)
    return render(request, "seats/recall.html", {"found": found, "refused": refused})


@page(RECORD)
@signed_in
def seat(request: HttpRequest, key: str) -> HttpResponse:
    """A seat: whose it is, what it lets do, and its days."""
    _owner, reader = me(request)
    thing = with_parties([find(Seat, key, "account")])[0]
    return render(request, "seats/seat.html", {"thing": thing, "may_end": may(reader, "seats.unseat", thing)})


@page(RECORD)
@signed_in
def ended(request: HttpRequest, key: str) -> HttpResponse:
    """End a seat today, with the reason."""
    _owner, reader = me(request)
    thing = with_parties([find(Seat, key, "account")])[0]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unseat(thing, by=reader, reason=form.cleaned_data["reason"])
            return HttpResponseRedirect(thing.get_absolute_url())
        except Refused as why:
            form.add_error(None, str(why))
    return render(request, "seats/end.html", {"thing": thing, "form": form}, status=400 if form.errors else 200)
