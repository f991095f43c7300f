"""What every template is given: the day, the language, the way around."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kurultay.kit import clock, registry

from .asked import asked

_NOT_CARRIED = frozenset({"on", "after", "done"})


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; it reads nothing from the record."""
    question = asked(request)
    section = request.path.split("/")[1] if request.path.count("/") > 1 else ""
    carried = [(name, value) for name, value in request.GET.items() if name not in _NOT_CARRIED]
    return {
        "request": request,
        "asked": question,
        "on": question.on,
        "on_text": question.text,
        "on_is_today": question.is_today,
        "on_error": question.error,
        "today": clock.today(),
        "lang": "en",  # the interface; names carry their own language
        "names_lang": question.lang,
        "dir": "ltr",
        "keep": question.keep,
        "carry": carried,
        "canonical": request.build_absolute_uri(request.path + question.keep),
        "nav": [
            {"key": "parties", "label": _("Parties"), "url": f"/parties/{question.keep}"},
            {"key": "people", "label": _("People"), "url": f"/people/{question.keep}"},
            {"key": "meetings", "label": _("Meetings"), "url": f"/meetings/{question.keep}"},
            {"key": "documents", "label": _("Documents"), "url": f"/documents/{question.keep}"},
            {"key": "commitments", "label": _("Commitments"), "url": f"/commitments/{question.keep}"},
            {"key": "boards", "label": _("Boards"), "url": f"/boards/{question.keep}"},
            {"key": "calendar", "label": _("Calendar"), "url": f"/calendar/{question.keep}"},
            {"key": "sources", "label": _("Sources"), "url": f"/sources/{question.keep}"},
        ],
        "nav_current": section,
        "languages": _languages(request),
        "doors": [door.shown(request) for door in registry.offers("sign_in")],
    }


def _languages(request: HttpRequest) -> list[dict[str, str]]:
    """The same page with names in each language."""
    found = []
    for code, name in settings.LANGUAGES:
        query = {k: v for k, v in request.GET.items() if k != "lang"}
        if code != settings.LANGUAGE_CODE:
            query["lang"] = code
        found.append({"code": code, "name": name, "url": f"?{urlencode(query)}"})
    return found
