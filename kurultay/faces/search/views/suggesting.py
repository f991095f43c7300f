"""Suggestions for a box or a picker: things whose names begin as somebody types, as JSON or as a list in HTML."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kurultay.kit.finding.suggesting import suggest
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page

from .showing import load, name_of

SHOWN = 8
LONGEST = 100  # letters


@page(RECORD)
def suggestions(request: HttpRequest) -> HttpResponse:
    """At most eight things for what is typed, of the kinds asked for; `as=html` answers with a list for a picker."""
    question = asked(request)
    typed = request.GET.get("q", "")[:LONGEST]
    kinds = tuple(dict.fromkeys(kind for kind in request.GET.getlist("kind") if kind))
    try:
        things = suggest(typed, kinds)
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=400)
    rows = load(things)
    found = [_line(rows[thing], thing.place, question) for thing in things if thing in rows][:SHOWN]
    if request.GET.get("as") == "html":
        return render(request, "search/suggestions.html", {"suggestions": found})
    return JsonResponse({"q": typed, "suggestions": found})


def _line(row: Any, place: int, question: Asked) -> dict[str, Any]:
    """One suggestion: the name that day, what it is, its key and address."""
    from kurultay.kit.finding.offered import searchables

    words = name_of(row, question)
    offer = searchables()[place]
    return {
        "name": str(words.text), "lang": words.lang, "kind": offer.kind, "label": str(offer.label), "key": row.key,
        "url": row.get_absolute_url() + question.keep,
    }  # fmt: skip
