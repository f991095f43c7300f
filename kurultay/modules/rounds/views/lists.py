"""The register of reporting rounds, and the rhythms with what they want."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.reading import Reader
from kurultay.kit.reading.seats import KEEPING_ROLES

from ..models import FOR_DUE, Rhythm, Round, missed, next_due, state_of, warnings

SHOWN = 200  # rounds of the list, the latest


def keeps_something(reader: Reader) -> bool:
    """Whether the reader is an officer or registrar of some organisation."""
    return any(seat.role in KEEPING_ROLES and seat.organisation for seat in reader.seats)


@page(RECORD)
def rounds(request: HttpRequest) -> HttpResponse:
    """Reporting rounds, the latest first, as they stood on a day; the rhythms, and the rounds that they want."""
    on = asked(request).on.latest
    rows = Round.objects.by_fields(**{k: v for k, v in request.GET.items() if k in Round.filters and v})
    shown = rows.order_by("-due_on_latest", "-id").prefetch_related("of__names", "catalogue")[:SHOWN]
    rhythms = list(Rhythm.objects.order_by("title", "id").prefetch_related("of__names", "party__names", *FOR_DUE))
    context = {
        "rounds": [(thing, state_of(thing, on)) for thing in shown],
        "rhythms": [(r, next_due(r, on), warnings(r, on), missed(r, on)) for r in rhythms],
        "opens": keeps_something(reader_of(request)),
    }
    return render(request, "rounds/list.html", context)
