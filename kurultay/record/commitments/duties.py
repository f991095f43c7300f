"""What commitments ask: of a party's seat to report on what it owes, of who keeps them to assess and to follow up."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kurultay.kit.dates import Certainty, PartialDate
from kurultay.kit.duty import Duty
from kurultay.kit.reading import Reader, Seat
from kurultay.kit.reading.seats import KEEPING_ROLES, PARTY_ROLES

from .models import CLOSING, OWING, Commitment, Standing, Step, said, standing
from .panels import owed_by

AHEAD = timedelta(days=90)  # what is due later asks nothing of anybody yet
MOST = 200  # of one seat
_READ = ("names", "due_at", "steps__meeting", "steps__by_party", "parties__party")


def duties(reader: Reader, on: PartialDate) -> list[Duty]:
    """What is asked of each seat. Eight statements a seat, whatever it owes."""
    return [duty for seat in dict.fromkeys(reader.seats) for duty in _of_seat(seat, on)]


def _of_seat(seat: Seat, on: PartialDate) -> Iterable[Duty]:
    if seat.role in PARTY_ROLES and seat.party:
        return _owed(seat, on)
    return _kept(seat, on) if seat.role in KEEPING_ROLES and seat.organisation else ()


def _near(rows: Any, on: PartialDate) -> list[Commitment]:
    """Commitments that no step has closed, due by then or moved or due at a meeting; the earliest due first."""
    by_now = Q(due_on_latest__lte=on.latest + AHEAD, due_on__gt="") | Q(due_at__isnull=False)
    moved = Step.objects.filter(kind="moved").values("commitment")
    closed = Step.objects.filter(kind__in=CLOSING, on_latest__lte=on.latest).values("commitment")
    left = rows.filter(by_now | Q(pk__in=moved)).exclude(pk__in=closed).order_by("due_on_latest", "id")
    return list(left.prefetch_related(*_READ)[:MOST])


def _due(held: Standing) -> PartialDate | None:
    """The last of the days on which it may be due; None where no day is known."""
    days = [each.day for each in held.due if each.day is not None]
    return max(days, key=lambda day: day.latest) if days else None


def _owed(seat: Seat, on: PartialDate) -> Iterable[Duty]:
    """What the party of a seat owes in the organisation of the seat and is due."""
    mine = Commitment.objects.filter(pk__in=owed_by(seat.party, OWING).values("pk"))
    if seat.organisation:
        mine = mine.filter(of__key=seat.organisation)
    for thing in _near(mine, on):
        held = standing(thing, thing.steps.all(), on)
        due = _due(held)
        if held.closed or due is None or due.earliest > on.latest + AHEAD:
            continue
        words = _("Report what came of it") if not _reported(thing, seat) else _("Report what is new")
        late = held.overdue is Certainty.YES
        yield Duty(words, thing, seat, due, late, act=f"{thing.get_absolute_url()}/report")


def _reported(thing: Commitment, seat: Seat) -> bool:
    return any(
        step.kind == "report" and step.by_party is not None and step.by_party.key == seat.party
        for step in thing.steps.all()
    )


def _kept(seat: Seat, on: PartialDate) -> Iterable[Duty]:
    """What those who keep an organisation's commitments follow up: reports not assessed yet, and what is overdue."""
    mine = Commitment.objects.filter(of__key=seat.organisation)
    spoken = Step.objects.filter(kind="report", commitment__of__key=seat.organisation).values("commitment")
    told = mine.filter(pk__in=spoken).order_by("-id").prefetch_related(*_READ)[:MOST]
    for thing in told:
        words = said(thing.steps.all(), on)
        newest = words.reports[0] if words.reports else None
        assessed = words.assessments[0] if words.assessments else None
        if newest is None or standing(thing, thing.steps.all(), on).closed:
            continue
        if assessed is None or (assessed.on_latest, assessed.pk) < (newest.on_latest, newest.pk):
            yield Duty(_("Assess what was reported"), thing, seat, act=f"{thing.get_absolute_url()}/assess")
    for thing in _near(mine, on):
        held = standing(thing, thing.steps.all(), on)
        if held.overdue is Certainty.YES:
            yield Duty(_("Overdue: ask, move the date or close it"), thing, seat, _due(held), late=True)
