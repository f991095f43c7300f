"""My day: what is asked of each of the reader's seats, and what changed in what they follow."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.acting.acts import label_of
from kurultay.kit.acting.models import Change
from kurultay.kit.dates import PartialDate
from kurultay.kit.duty import ASKED, LATE, SOON, Duty, duties_of
from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.reading import Seat
from kurultay.kit.reading.readers import current
from kurultay.kit.rows import Record
from kurultay.record.parties.models import Party

from .actions import call_read, follow, unfollow
from .models import Follow, Seen

NEAR = 30  # days ahead that are "soon"
NEWS = 30
FOLLOWED = 500


@dataclass
class Desk:
    """What is asked of one seat."""

    seat: Seat
    party: Party | None
    organisation: Party | None
    duties: dict[str, list[Duty]] = field(default_factory=lambda: {LATE: [], SOON: [], ASKED: []})


@dataclass(frozen=True)
class News:
    """What somebody did to a thing that the reader follows."""

    thing: Any
    label: str
    actor: str
    at: datetime
    reason: str
    fresh: bool


def _desks(on: PartialDate) -> list[Desk]:
    """The reader's seats, each with what is asked of it. Two statements, and those of the offers."""
    reader = current()
    keys = {key for seat in reader.seats for key in (seat.party, seat.organisation) if key}
    known = {p.key: p for p in Party.objects.filter(key__in=keys).prefetch_related("names")}
    desks = {seat: Desk(seat, known.get(seat.party), known.get(seat.organisation)) for seat in reader.seats}
    for duty in duties_of(reader, on):
        desks[duty.seat].duties[duty.when(on.latest, NEAR)].append(duty)
    return list(desks.values())


def _followed(account: str) -> dict[tuple[str, int], Any]:
    """The things a person follows and may still read, by table and number. A statement per table."""
    ids: dict[str, list[int]] = defaultdict(list)
    for row in Follow.objects.filter(account=account).order_by("-since_at")[:FOLLOWED]:
        ids[row.subject_type].append(row.subject_id)
    return {
        (kind, thing.pk): thing
        for kind, numbers in sorted(ids.items())
        for thing in apps.get_model(kind).objects.filter(pk__in=numbers).prefetch_related("names")
    }


def news(account: str) -> list[News]:
    """The newest acts on what a person follows, in their own sight, told once for each act and thing."""
    things = _followed(account)
    if not things:
        return []
    seen = Seen.objects.filter(account=account).values_list("at", flat=True).first()
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, number in things:
        by_kind[kind].append(number)
    wanted = Q(pk__in=[])
    for kind, numbers in by_kind.items():
        wanted |= Q(subject_type=kind, subject_id__in=numbers)
    told: dict[tuple[int, str, int], News] = {}
    for change in Change.objects.filter(wanted).order_by("-act__number", "n").prefetch_related("act")[: NEWS * 4]:
        act = change.act
        fresh = seen is None or act.at > seen
        entry = News(
            things[change.subject_type, change.subject_id], label_of(act.verb), act.actor, act.at, act.reason, fresh
        )
        told.setdefault((change.act_id, change.subject_type, change.subject_id), entry)
    return list(told.values())[:NEWS]


@page(RECORD)
def day(request: HttpRequest) -> HttpResponse:
    """My day; somebody who is not signed in is told what stands here and where to sign in."""
    reader = current()
    if reader.kind != "person":
        return render(request, "desk/strangers.html", status=403)
    desks = _desks(asked(request).on)
    told = news(reader.account) if reader.account else []
    context = {
        "reader": reader,
        "desks": desks,
        "late": sum(len(desk.duties[LATE]) for desk in desks),
        "soon": sum(len(desk.duties[SOON]) for desk in desks),
        "news": told,
        "fresh": sum(each.fresh for each in told),
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
