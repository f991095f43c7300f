"""The list of meetings."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kurultay.kit.pages.asked import asked
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.sources.evidence import evidence_for
from kurultay.record.parties.models import Party

from ..models import FORMS, MEETING_KINDS, STATUSES, Meeting
from .newest import newest

LINE = ("names", "place__names", "body__names")  # what a line of a list of meetings names
FILTERS = ("kind", "body", "form", "status", "place", "host")


def bodies_that_meet() -> list[Party]:
    """The bodies whose meetings are in sight, in the order of the alphabet."""
    found = Meeting.objects.exclude(body=None).order_by().values_list("body_id", flat=True).distinct()
    return list(Party.objects.filter(pk__in=list(found)).prefetch_related("names").order_by("sort_key", "id"))


@page(RECORD)
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings of one kind, body, form, status or year, or all, the newest first, a hundred at a time."""
    wanted = {name: value for name in FILTERS if (value := request.GET.get(name))}
    rows = Meeting.objects.by_fields(**wanted)
    year = request.GET.get("year", "").strip()
    error = ""
    if year.isascii() and year.isdigit() and 1 <= int(year) <= 9999:
        rows = rows.filter(sort_day__range=(date(int(year), 1, 1), date(int(year), 12, 31)))
        wanted["year"] = year
    elif year:
        error = year
    shown = newest(rows.prefetch_related(*LINE), request.GET.get("after", ""))
    question = asked(request)
    carried = {**wanted, **({} if question.is_today or question.error else {"on": question.text})}
    if question.lang != "en":
        carried["lang"] = question.lang
    context: dict[str, Any] = {
        "meetings": shown.rows,
        "next": urlencode({"after": shown.next, **carried}) if shown.next else "",
        "wanted": wanted,
        "year": year,
        "wrong_year": error,
        "kinds": MEETING_KINDS.items(),
        "forms": FORMS.items(),
        "statuses": STATUSES.items(),
        "bodies": bodies_that_meet(),
        "evidence": evidence_for(shown.rows),
        "exports": exports("meetings", wanted, question),
    }
    return render(request, "meetings/list.html", context)
