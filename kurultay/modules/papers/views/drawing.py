"""Drawing commitments from a paragraph: what its words propose, shown in the text, confirmed or changed, one act."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from kurultay.kit.acting import Refused
from kurultay.kit.acting.acts import why_not
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page, reader_of
from kurultay.kit.pages.shown import find
from kurultay.kit.templatetags.record import named
from kurultay.kit.texts import best
from kurultay.record.commitments.actions import draw
from kurultay.record.commitments.forms import DrawnForm, choices_of, rows_of, who_may_owe
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents.models import Document, Provision
from kurultay.record.meetings.models import Meeting

from ..forms.drafts import Draft, Read, Setting, read
from ..forms.proposals import Proposal
from .refusing import refused

MOST_ROWS = 12
_PROVISION = ("texts", "document__names", "document__of", "document__adopted_at__body", "document__signed_at__body")
FIELDS = {
    "verb": gettext_lazy("how strongly"),
    "responsible": gettext_lazy("who"),
    "words": gettext_lazy("who"),
    "due_on": gettext_lazy("when"),
    "due_at": gettext_lazy("when"),
    "rhythm": gettext_lazy("how often"),
}


def marked(text: str, proposals: list[Proposal]) -> SafeString:
    """The text with the words that something is proposed from marked; of two that overlap the first."""
    parts, at = [], 0
    for each in sorted(proposals, key=lambda each: (each.span.start, -each.span.end)):
        if each.span.start < at:
            continue
        parts.append(format_html("{}", text[at : each.span.start]))
        parts.append(format_html('<mark title="{}">{}</mark>', FIELDS[each.field], each.span.quote))
        at = each.span.end
    parts.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def initial_of(draft: Draft) -> dict[str, Any]:
    """A row of the form as a draft proposes it."""
    return {
        "name": draft.name,
        "verb": draft.verb.value,
        "responsible": [each.value.key for each in draft.responsible],
        "words": draft.words.value if draft.words is not None else "",
        "due": draft.due_on.value if draft.due_on is not None else "",
        "due_at": draft.meeting.key if draft.meeting is not None else "",
        "wording": draft.passage.quote,
    }


def quotes_of(draft: Draft | None, row: DrawnForm) -> tuple[tuple[str, str], ...]:
    """The words for each value that stayed as proposed; a value that somebody changed has none."""
    if draft is None:
        return ()
    held, proposed = row.cleaned_data, initial_of(draft)
    found = [("verb", draft.verb)] if held["verb"] == proposed["verb"] else []
    if draft.due_on is not None and held["due"] == proposed["due"]:
        found.append(("due_on", draft.due_on))
    if draft.due_at is not None and draft.meeting is not None and held["due_at"] == proposed["due_at"]:
        found.append(("due_at", draft.due_at))
    return tuple((field, each.span.quote) for field, each in found)


def _choices(document: Document, setting: Setting, readings: Read, question: Asked) -> dict[str, Any]:
    def called(row: Any) -> str:
        name = named(row, question.on, question.lang)
        return str(name.text if name is not None else row.key)

    mentioned = [each.value for draft in readings.drafts for each in draft.responsible]
    meetings = {meeting.key: meeting for meeting in setting.meetings}
    if document.of_id is not None:
        planned = Meeting.objects.filter(body=document.of_id, status__in=("planned", "confirmed"))
        meetings |= {m.key: m for m in planned.prefetch_related("names").order_by("sort_day", "id")[:20]}
    return {
        "parties": choices_of(who_may_owe(document.of, *mentioned), called),
        "meetings": choices_of(meetings.values(), called),
    }


def _rows(request: HttpRequest, start: int) -> int:
    sent = request.POST.get("rows", "")
    many = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else start
    return min(max(1, many + ("more" in request.POST)), MOST_ROWS)


@page(RECORD)
@csrf_protect
def provision_draw(request: HttpRequest, key: str) -> HttpResponse:
    """Draw one commitment or several from a paragraph; what its words propose is filled in and marked in the text."""
    question, by = asked(request), reader_of(request)
    thing = find(Provision, key, *_PROVISION)
    if thing.document.veiled:
        raise Http404
    if why := why_not(by, "commitments.draw", thing):
        return refused(request, why)
    texts = best(thing.texts.all(), question.lang)
    text, lang = (texts[0].text, texts[0].lang) if texts else ("", question.lang)
    setting = Setting.of(thing.document, [text])
    readings = read(text, lang, setting)
    sent = request.POST if request.method == "POST" else None
    start = [initial_of(draft) for draft in readings.drafts[:MOST_ROWS]]
    rows = rows_of(
        sent, _rows(request, max(1, len(start))), start, **_choices(thing.document, setting, readings, question)
    )
    error = ""
    if sent is not None and "more" not in sent and all(row.is_valid() for row in rows):
        drafts = dict(enumerate(readings.drafts))
        drawn = [row.drawn(quotes_of(drafts.get(n), row)) for n, row in enumerate(rows) if row.is_filled]
        try:
            draw(thing, drawn=drawn, lang=lang, by=by)
            return HttpResponseRedirect(f"{thing.document.get_absolute_url()}/promises{question.keep}#{thing.key}")
        except Refused as refusal:
            error = str(refusal)
    context = {
        "thing": thing, "rows": rows, "error": error, "readings": readings, "lang_of_text": lang,
        "text": marked(text, [each for draft in readings.drafts for each in draft.proposals]),
        "said": [(draft, [(FIELDS[each.field], each) for each in draft.proposals]) for draft in readings.drafts],
        "held": Commitment.objects.filter(provision=thing).order_by("id").prefetch_related("names"),
        "more_rows": len(rows) < MOST_ROWS,
    }  # fmt: skip
    return render(request, "papers/draw.html", context, status=422 if sent is not None and "more" not in sent else 200)
