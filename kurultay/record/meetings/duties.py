"""What meetings ask: of a party's seat to answer invitations, of who keeps them to record what took place."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kurultay.kit.dates import PartialDate
from kurultay.kit.duty import Duty
from kurultay.kit.reading import Reader, Seat
from kurultay.kit.reading.seats import KEEPING_ROLES, PARTY_ROLES

from .models import Meeting, Participation

MOST = 100  # of one seat
TO_COME = ("planned", "confirmed")


def duties(reader: Reader, on: PartialDate) -> list[Duty]:
    """What is asked of each seat. Three statements a seat."""
    return [duty for seat in dict.fromkeys(reader.seats) for duty in _of_seat(seat, on)]


def _of_seat(seat: Seat, on: PartialDate) -> Iterable[Duty]:
    if seat.role in PARTY_ROLES and seat.party:
        return _invited(seat, on)
    return _passed(seat, on) if seat.role in KEEPING_ROLES and seat.organisation else ()


def _of_organisation(meeting: Meeting, seat: Seat) -> bool:
    """Whether a meeting is of the organisation of a seat: of itself or of a body of it."""
    body = meeting.body
    if not seat.organisation or body is None or body.veiled:
        return not seat.organisation
    parent = body.parent
    return body.key == seat.organisation or (
        parent is not None and not parent.veiled and parent.key == seat.organisation
    )


def _invited(seat: Seat, on: PartialDate) -> Iterable[Duty]:
    """Meetings to come for which the party is invited or named and nobody has been named to attend for it."""
    rows = Participation.objects.filter(party__key=seat.party, meeting__status__in=TO_COME)
    rows = rows.order_by("meeting__sort_day", "id").prefetch_related("meeting__names", "meeting__body__parent")
    for row in rows[:MOST]:
        meeting, day = row.meeting, row.meeting.day
        waits = row.capacity == "invited" and (day is None or day.latest >= on.latest)
        if waits and not meeting.veiled and _of_organisation(meeting, seat):
            yield Duty(_("Say whether your delegation will come"), meeting, seat, day)


def _passed(seat: Seat, on: PartialDate) -> Iterable[Duty]:
    """Meetings whose day has passed and of which nobody has said whether they took place."""
    rows = Meeting.objects.filter(status__in=TO_COME, planned_for_latest__lt=on.earliest, planned_for__gt="")
    rows = rows.order_by("sort_day", "id").prefetch_related("names", "body__parent")
    for meeting in rows[:MOST]:
        if _of_organisation(meeting, seat):
            yield Duty(_("Record whether it took place"), meeting, seat, meeting.day, late=True)
