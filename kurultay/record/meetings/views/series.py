"""The page of a body's meetings: the numbered series by form, what sources state beside what the record holds."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kurultay.kit.dates import Certainty, PartialDate
from kurultay.kit.dates.partial import FIRST, day_after
from kurultay.kit.dates.words import spell
from kurultay.kit.names.choice import choose
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.exports import exports
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find
from kurultay.kit.pages.timeline import Bar, Lane, timeline
from kurultay.kit.sources.evidence import evidence_for
from kurultay.kit.sources.models import StatedFigure
from kurultay.kit.texts import best
from kurultay.record.parties.models import Party

from ..models import FORMS, Meeting

NORMS = ("norm", "practice", "rule")
COUNTED = ("meetings", "editions-held", "rounds", "summits", "missions")  # figures of a body that count its meetings
MOST_YEARS = 120


def held_by(meeting: Meeting, on: PartialDate) -> Certainty:
    """Whether a meeting had been held by that day (of a month or year: by its end)."""
    if meeting.status != "held" or on.latest < meeting.starts_on_earliest:
        return Certainty.NO
    return Certainty.YES if meeting.starts_on_latest <= on.latest else Certainty.POSSIBLE


def stated_and_recorded(body: Party, meetings: list[Meeting]) -> list[dict[str, Any]]:
    """The counts of meetings that sources state, beside what the record holds as of the same day.

    The qualifiers formal, informal and so on count the meetings of that form; no qualifier counts all, and another one
    ("in the year") is not counted here. Two statements.
    """
    stated = StatedFigure.objects.filter(subject_type=Party.type_name(), subject_id=body.pk, figure__in=COUNTED)
    found = []
    for figure in stated.order_by("as_of_earliest", "qualifier", "id").prefetch_related("source"):
        line: dict[str, Any] = {"stated": figure, "recorded": None}
        of_a_form = figure.qualifier in FORMS
        if figure.as_of and (of_a_form or not figure.qualifier or figure.figure == "missions"):
            on = PartialDate.parse(figure.as_of)
            counted = [m for m in meetings if not of_a_form or m.form == figure.qualifier]
            answers = [held_by(m, on) for m in counted]
            line |= {"recorded": answers.count(Certainty.YES), "possible": answers.count(Certainty.POSSIBLE)}
        found.append(line)
    return found


def years_of(meetings: Iterable[Meeting], on: PartialDate) -> list[dict[str, Any]]:
    """Year by year from the first meeting to the day asked for: the meetings held then, beside the norm.

    A meeting whose year is not certain stands under no year.
    """
    by_year: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        if held_by(meeting, on) is Certainty.YES and meeting.starts_on_earliest.year == meeting.starts_on_latest.year:
            by_year.setdefault(meeting.starts_on_earliest.year, []).append(meeting)
    if not by_year:
        return []
    last = max(*by_year, on.latest.year) if len(by_year) > 1 else max(next(iter(by_year)), on.latest.year)
    first = max(min(by_year), last - MOST_YEARS)
    return [{"year": year, "meetings": by_year.get(year, [])} for year in range(first, last + 1)]


def picture_of(meetings: Iterable[Meeting], question: Asked) -> SafeString:
    """A lane per form with a mark per meeting held; "" for fewer than two with a day."""
    lanes: dict[str, list[Bar]] = {}
    count = 0
    for meeting in meetings:
        if meeting.status != "held" or meeting.starts_on_earliest == FIRST:
            continue
        last = PartialDate.parse(meeting.ends_on or meeting.starts_on)
        name = choose(meeting.names.all(), question.on, question.lang)
        day = spell(PartialDate.parse(meeting.starts_on), "en")
        bar = Bar(
            meeting.starts_on_earliest,
            meeting.starts_on_latest,
            max(day_after(last.earliest), day_after(meeting.starts_on_earliest)),
            day_after(last.latest),
            title=f"{name.text if name else meeting.key}: {day}",
            url=f"{meeting.get_absolute_url()}{question.keep}",
            strong=held_by(meeting, question.on) is Certainty.YES,
        )
        lanes.setdefault(meeting.form, []).append(bar)
        count += 1
    if count < 2:
        return SafeString("")
    drawn = [Lane(FORMS.get(form, _("Meetings")), "", lanes[form]) for form in ("", *FORMS) if form in lanes]
    return timeline(drawn, question.on, title=_("Meetings by form"), on_label=spell(question.on, "en"))


@page(RECORD)
def series(request: HttpRequest, key: str) -> HttpResponse:
    """The meetings of a body as of a day, numbered, by form, beside its norm and what sources count."""
    question = asked(request)
    body = find(Party, key, "names", "texts", "parent__names")
    rows = Meeting.objects.filter(body=body).prefetch_related("names", "place__names", "host_party__names")
    meetings = sorted(rows, key=lambda m: (m.ordinal if m.ordinal is not None else 0, m.sort_day, m.pk))
    by_day = sorted(meetings, key=lambda m: (m.sort_day, m.pk))
    groups = [
        {"form": form, "words": FORMS.get(form, ""), "meetings": [m for m in meetings if m.form == form]}
        for form in ("", *FORMS)
    ]
    norms = [text for text in best(body.texts.all(), question.lang) if text.about in NORMS]
    answers = [held_by(m, question.on) for m in meetings]
    context = {
        "thing": body,
        "groups": [group for group in groups if group["meetings"]],
        "held": answers.count(Certainty.YES),
        "possible": answers.count(Certainty.POSSIBLE),
        "figures": stated_and_recorded(body, meetings),
        "norms": norms,
        "years": years_of(by_day, question.on),
        "picture": picture_of(by_day, question),
        "evidence": evidence_for(meetings, norms),
        "exports": exports("meetings", {"body": body.key}, question),
    }
    return render(request, "meetings/series.html", context)
