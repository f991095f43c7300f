"""Template tags of meetings: a place as it was called that day, the days of a meeting, its status on the page's day."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kurultay.kit.dates import PartialDate
from kurultay.kit.dates.words import spell
from kurultay.kit.pages.linked import iso, linked, tie
from kurultay.kit.templatetags.record import called
from kurultay.record.parties.templatetags.parties_extra import schema_type

from ..models import FORMS, MEETING_KINDS, NOT_YET, STATUSES, UNSURE, Meeting

register = template.Library()

LOOKS = {
    "held": ("good", "✓"),
    "planned": ("accent", "○"),
    "confirmed": ("accent", "○"),
    "postponed": ("warn", "!"),
    "cancelled": ("bad", "✕"),
    NOT_YET: ("quiet", "○"),
}


@register.simple_tag(takes_context=True)
def where(context: RequestContext, meeting: Meeting, place: Any = None) -> SafeString:
    """The place of a meeting, or a further one, by the name it bore that day; else the words that describe it."""
    place = place or meeting.place
    if place is None or place.veiled:
        return format_html("{}", meeting.place_words)
    on = meeting.day or context["on"]
    link = called(_On(context, on), place)  # type: ignore[arg-type]
    return format_html("{} ({})", link, meeting.place_words) if meeting.place_words and place == meeting.place else link


class _On(dict[str, Any]):
    """The context of a page, of another day, whose links keep the page's own day."""

    def __init__(self, context: RequestContext, on: PartialDate) -> None:
        super().__init__(on=on, names_lang=context["names_lang"], keep=context["keep"])


@register.simple_tag(takes_context=True)
def days(context: RequestContext, meeting: Meeting) -> SafeString:
    """When a meeting was held, or for when it is planned, in words."""
    if not meeting.starts_on:
        if not meeting.planned_for:
            return format_html("{}", _("date not known"))
        day = spell(PartialDate.parse(meeting.planned_for), context["lang"])
        return format_html("{}", _("planned for %(day)s") % {"day": day})
    start = spell(PartialDate.parse(meeting.starts_on), context["lang"])
    if not meeting.ends_on or meeting.ends_on == meeting.starts_on:
        return format_html("{}", start)
    end = spell(PartialDate.parse(meeting.ends_on), context["lang"])
    return format_html("{}", _("%(start)s to %(end)s") % {"start": start, "end": end})


@register.simple_tag(takes_context=True)
def status(context: RequestContext, meeting: Meeting) -> SafeString:
    """The status of a meeting as of the page's day, as a mark with words."""
    found = meeting.status_on(context["on"])
    if found == UNSURE:
        return format_html('<span class="maybe">{}</span>', _("not determinable whether held yet"))
    words = _("Not yet") if found == NOT_YET else STATUSES[found]
    look, sign = LOOKS[found]
    return format_html('<span class="tag {}" data-mark="{}">{}</span>', look, sign, words)


@register.filter
def sort_words(meeting: Meeting) -> SafeString:
    """What a meeting is: its kind, its number in the series, its form."""
    parts = [MEETING_KINDS[meeting.kind]]
    if meeting.ordinal is not None:
        parts.append(_("no. %(n)s") % {"n": meeting.ordinal})
    if meeting.form:
        parts.append(FORMS[meeting.form].lower())
    return format_html_join(" · ", "{}", ((part,) for part in parts))


MODES = {"in-person": "Offline", "online": "Online", "hybrid": "Mixed"}
EVENT = {"planned": "Scheduled", "confirmed": "Scheduled", "postponed": "Postponed", "cancelled": "Cancelled"}


@register.inclusion_tag("kit/linked.html", takes_context=True)
def meeting_data(context: RequestContext, meeting: Meeting) -> dict[str, Any]:
    """A meeting for programs: when, where, whose, and how it stood on the page's day."""
    body, place, mode = meeting.body, meeting.place, MODES.get(meeting.mode)
    status = EVENT.get(meeting.status_on(context["on"]))
    whole = [tie(context, other, "Event") for other in context["tied"]["part_of"]]
    return linked(
        context,
        meeting,
        "Event",
        startDate=iso(meeting.starts_on or meeting.planned_for),
        endDate=iso(meeting.ends_on),
        eventStatus=status and f"https://schema.org/Event{status}",
        eventAttendanceMode=mode and f"https://schema.org/{mode}EventAttendanceMode",
        location=tie(context, place, "Place") or meeting.place_words,
        organizer=tie(context, body, schema_type(body)) if body else None,
        superEvent=whole[0] if whole else None,
    )
