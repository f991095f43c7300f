"""My day: what is asked of each of the reader's seats, and what changed in what they follow."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from kurultay.kit.dates import PartialDate
from kurultay.kit.duty import ASKED, LATE, SOON, Duty, duties_of
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import PLAIN, RECORD, page
from kurultay.kit.reading import Seat
from kurultay.kit.reading.readers import current
from kurultay.kit.rows import Record
from kurultay.record.parties.models import Party

from .actions import call_read, follow, stopped_by, unfollow, wish
from .models import EVERY, Seen, Wish, news

NEAR = 30  # days ahead that are "soon"


@dataclass
class Desk:
    """What is asked of one seat."""

    seat: Seat
    party: Party | None
    organisation: Party | None
    duties: dict[str, list[Duty]] = field(default_factory=lambda: {LATE: [], SOON: [], ASKED: []})


def _desks(on: PartialDate) -> list[Desk]:
    """The reader's seats, each with what is asked of it. Two statements, and those of the offers."""
    reader = current()
    keys = {key for seat in reader.seats for key in (seat.party, seat.organisation) if key}
    known = {p.key: p for p in Party.objects.filter(key__in=keys).prefetch_related("names")}
    desks = {seat: Desk(seat, known.get(seat.party), known.get(seat.organisation)) for seat in reader.seats}
    for duty in duties_of(reader, on):
        desks[duty.seat].duties[duty.when(on.latest, NEAR)].append(duty)
    return list(desks.values())


@page(RECORD)
def day(request: HttpRequest) -> HttpResponse:
    """My day; somebody who is not signed in is told what stands here and where to sign in."""
    reader = current()
    if reader.kind != "person":
        return render(request, "desk/strangers.html", status=403)
    desks = _desks(asked(request).on)
    told = news(reader.account) if reader.account else []
    seen = Seen.objects.filter(account=reader.account).values_list("at", flat=True).first()
    fresh = [seen is None or each.at > seen for each in told]
    context = {
        "reader": reader,
        "desks": desks,
        "late": sum(len(desk.duties[LATE]) for desk in desks),
        "soon": sum(len(desk.duties[SOON]) for desk in desks),
        "news": list(zip(told, fresh, strict=True)),
        "fresh": sum(fresh),
        "near": NEAR,
    }
    return render(request, "desk/day.html", context)


@page(RECORD)
def read(request: HttpRequest) -> HttpResponse:
    """Call everything on the list of news read."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not current().account:
        raise Http404
    call_read(current().account)
    return HttpResponseRedirect("/day")


@page(RECORD)
def mail(request: HttpRequest) -> HttpResponse:
    """How often my day comes by mail and in which language; for whoever has an account."""
    account = current().account
    if current().kind != "person":
        return render(request, "desk/strangers.html", {"next": "/day/mail"}, status=403)
    if not account or "/" in account:
        raise Http404
    if request.method == "POST":
        every, lang = request.POST.get("every", ""), request.POST.get("lang", "")
        if every not in EVERY or lang not in dict(settings.LANGUAGES):
            raise Http404
        wish(account, every=every, lang=lang)
        return HttpResponseRedirect("/day/mail?done=1")
    held = Wish.objects.filter(account=account).first() or Wish(account=account)
    context = {"held": held, "every": EVERY.items(), "langs": settings.LANGUAGES, "done": "done" in request.GET}
    return render(request, "desk/mail.html", context)


@page(PLAIN)
@csrf_exempt  # a mail program asks by itself (RFC 8058); the pass in the address is the proof, and ends mail alone
def mail_stopped(request: HttpRequest) -> HttpResponse:
    """End the mail of one's day by the link that stands in it, without signing in."""
    text = request.GET.get("pass", "")
    account = stopped_by(text)
    if not account:
        raise Http404
    if request.method == "POST":
        wish(account, every="never")
    return render(request, "desk/mail_stopped.html", {"ended": request.method == "POST"})


@page(RECORD)
def following(request: HttpRequest) -> HttpResponse:
    """Follow a thing or stop: `kind` is its table, `key` its key, `stop` says which of the two."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    account, thing = current().account, _thing(request.POST.get("kind", ""), request.POST.get("key", ""))
    if not account:
        raise Http404
    (unfollow if request.POST.get("stop") else follow)(account, thing)
    return HttpResponseRedirect(thing.get_absolute_url())


def _thing(kind: str, key: str) -> Any:
    """The thing in the reader's sight; 404, the same whether it is hidden, absent or no table of the record."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not (issubclass(model, Record) and hasattr(model, "get_absolute_url") and hasattr(model, "names")):
        raise Http404
    found = model.objects.filter(key=key).first()
    if found is None:
        raise Http404(_("There is nothing here that you may read."))
    return found
