"""What every page is asked: as of when, and names in which language."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kurultay.kit import clock
from kurultay.kit.dates import DateError, PartialDate, parse_on
from kurultay.kit.reading import NobodyReads, current


@dataclass(frozen=True)
class Asked:
    """The day (or month, or year) of the record that a page answers for, and the language of its names."""

    on: PartialDate
    text: str
    is_today: bool
    error: str
    lang: str
    source: str = ""  # the source in the hand of whoever enters what it states

    @cached_property
    def keep(self) -> str:
        """The query string that keeps day and language on a link: "" or "?on=2015-12-31&lang=tr"."""
        kept = {} if self.is_today or self.error else {"on": self.text}
        if self.lang != settings.LANGUAGE_CODE:
            kept["lang"] = self.lang
        if self.source:
            kept["source"] = self.source
        return f"?{urlencode(kept)}" if kept else ""


def in_hand(request: HttpRequest) -> str:
    """The source that somebody signed in is entering, so that links keep it; never for the public."""
    try:
        return request.GET.get("source", "")[:300] if current().kind == "person" else ""
    except NobodyReads:
        return ""


def asked(request: HttpRequest) -> Asked:
    """What this request asks; a date that cannot be read leaves the page at today, with the error beside the field."""
    held = getattr(request, "_asked", None)
    if isinstance(held, Asked):
        return held
    text = request.GET.get("on", "").strip()
    today = PartialDate.parse(clock.today())
    on, error = today, ""
    if text:
        try:
            on = parse_on(text)
        except DateError as wrong:
            error = str(wrong)
    lang = request.GET.get("lang", settings.LANGUAGE_CODE)
    if lang not in dict(settings.LANGUAGES):
        error = error or _("There are no names in the language %(lang)s; choose one of those below.") % {"lang": lang}
        lang = settings.LANGUAGE_CODE
    found = Asked(on, text or today.edtf, on == today, error, lang, in_hand(request))
    request._asked = found  # type: ignore[attr-defined]
    return found
