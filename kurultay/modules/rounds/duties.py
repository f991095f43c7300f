"""What rounds ask: of a focal point to report, of who keeps them to open what is due and to end what is past."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.dates import PartialDate
from kurultay.kit.duty import Duty
from kurultay.kit.reading import Reader, Seat
from kurultay.kit.reading.seats import KEEPING_ROLES

from .models import FOR_DUE, Rhythm, Round, RoundItem, answers_of, asking, warnings


def duties(reader: Reader, on: PartialDate) -> list[Duty]:
    """What is asked of each seat. Six statements for each running round of its organisation."""
    return [duty for seat in dict.fromkeys(reader.seats) if seat.organisation for duty in _of_seat(seat, on)]


def _of_seat(seat: Seat, on: PartialDate) -> Iterable[Duty]:
    running = Round.objects.filter(
        closed_on="", opens_on_earliest__lte=on.latest, audience__keeper=seat.organisation
    ).order_by("due_on_latest", "id")
    if seat.role == "focal-point" and seat.party:
        return _asked(running, seat, on)
    return _kept(running, seat, on) if seat.role in KEEPING_ROLES else ()


def _asked(running: Any, seat: Seat, on: PartialDate) -> Iterable[Duty]:
    """A round in which the party has not reported on everything."""
    for thing in running.prefetch_related("of__names"):
        items = RoundItem.objects.filter(round=thing, party__key=seat.party).prefetch_related("commitment", "party")
        if any(each.open for each in asking(items, answers_of(thing, on.latest))):
            words = _("Report in the round “%(round)s”") % {"round": thing.title}
            late = on.latest > thing.due_on_latest
            act = f"{thing.get_absolute_url()}/of/{seat.party}"
            yield Duty(words, thing.of, seat, PartialDate.parse(thing.due_on), late, act)


def _kept(running: Any, seat: Seat, on: PartialDate) -> Iterable[Duty]:
    """A round past its due day, and a rhythm for which none was opened."""
    for thing in running.prefetch_related("of__names"):
        if on.latest > thing.due_on_latest:
            words = _("Close the round “%(round)s”, or give the parties longer") % {"round": thing.title}
            yield Duty(words, thing.of, seat, PartialDate.parse(thing.due_on), True, thing.get_absolute_url())
    rhythms = Rhythm.objects.filter(audience__keeper=seat.organisation).order_by("id")
    for rhythm in rhythms.prefetch_related("of__names", *FOR_DUE):
        if due := warnings(rhythm, on.latest):
            words = _("Open a round by the rhythm “%(rhythm)s”") % {"rhythm": rhythm.title}
            yield Duty(words, rhythm.of, seat, PartialDate.parse(due), act="/rounds/open")
