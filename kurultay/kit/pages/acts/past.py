"""The history of a thing or of what somebody did, in words, with filters; always in the reader's own sight."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.acting.acts import label_of, verbs
from kurultay.kit.acting.history import Row, history, told
from kurultay.kit.acting.models import Change
from kurultay.kit.asking.days import typed
from kurultay.kit.dates import DateError, PartialDate
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.reading import current

from .parts import THINGS, address
from .told import in_sentences

MOST = 50  # acts on a page


def past(request: HttpRequest, rows: Iterable[Row]) -> dict[str, Any]:
    """What a page of history shows of these rows, the thing of the page first: its acts, and what was asked for."""
    where, asked, error = _asked(request)
    listed: list[Any] = list(rows)
    thing = listed[0] if listed and hasattr(listed[0], "names") else None
    entries = in_sentences(history(listed, MOST, where), thing, _undo_at(listed[0]) if listed else "")
    return {"entries": entries, "filters": asked, "filter_error": error, "verbs": _verbs()}


def _undo_at(thing: Any) -> str:
    """The beginning of the address where an act on a thing is undone, for those who keep it."""
    by = current()
    if type(thing) not in THINGS or by.kind != "person" or by.reads_only or not by.keeps(thing.keeper):
        return ""
    return f"{address(thing, 'kit.undo')}?act="


@page(RECORD)
def acts_by(request: HttpRequest) -> HttpResponse:
    """What somebody did, or everybody, as far as the reader sees what it was done to; the newest first."""
    where, asked, error = _asked(request)
    changes = Change.objects.filter(where).exclude(act__number=None).order_by("-act__number", "n")
    context = {"entries": in_sentences(told(changes[: MOST * 8], MOST)), "filters": asked, "filter_error": error,
               "verbs": _verbs(), "of_person": True}  # fmt: skip
    return render(request, "kit/acts/past.html", context)


def _verbs() -> list[tuple[str, str]]:
    """Every verb and its words in history, so that the list says nothing of what was done."""
    return sorted(
        (
            (verb.name, f"{label_of(verb.name)} ({verb.app})")
            for verb in verbs().values()
            if verb.function.__module__.startswith("kurultay.")
        ),
        key=lambda v: v[1],
    )


def _asked(request: HttpRequest) -> tuple[Q, dict[str, str], str]:
    """The condition over changes that the address asks for, what was typed, and what is wrong with it."""
    asked = {name: request.GET.get(name, "").strip() for name in ("by", "verb", "since", "until")}
    where, error = Q(), ""
    if asked["by"]:
        where &= Q(act__actor=asked["by"])
    if asked["verb"]:
        where &= Q(act__verb=asked["verb"])
    for name, bound in (("since", "act__at__date__gte"), ("until", "act__at__date__lte")):
        try:
            day = PartialDate.parse(typed(asked[name])) if asked[name] else None
        except DateError as wrong:
            error = _("%(field)s: %(wrong)s") % {"field": name, "wrong": wrong}
            continue
        if day is not None:
            where &= Q(**{bound: day.earliest if name == "since" else day.latest})
    return where, asked, error
