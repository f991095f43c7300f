"""Template tags of the record: what a thing is called that day, its source mark, its dates in words."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kurultay.kit.dates import Certainty, DateError, PartialDate, partial, period_of
from kurultay.kit.dates.words import spell, spell_period
from kurultay.kit.names.choice import also_known, choose, past_names
from kurultay.kit.names.scripts import direction
from kurultay.kit.pages.shown import date_words
from kurultay.kit.sources.evidence import CONTRADICTED, UNSOURCED, Evidence, Evidences

register = template.Library()

VEILED = '<span class="veiled">{}</span>'


def named(bearer: Any, on: PartialDate, lang: str) -> Any:
    """The name row a page shows for this bearer on that day, or None; its names should be prefetched."""
    return choose(bearer.names.all(), on, lang, kinds=("short", "official"))


def _written(row: Any, fallback: str) -> SafeString:
    if row is None:
        return format_html("{}", fallback)
    if row.lang == "en" and row.script in ("", "Latn"):
        return format_html("{}", row.text)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', row.lang, direction(row.script), row.text)


@register.simple_tag(takes_context=True)
def called(context: RequestContext, bearer: Any, link: bool = True) -> SafeString:
    """The bearer's name on the page's day, as a link that keeps the day; a veiled bearer shows nothing of itself."""
    if bearer is None:
        return SafeString("")
    if bearer.veiled:
        return format_html(VEILED, _("not open to you"))
    name = _written(named(bearer, context["on"], context["names_lang"]), bearer.key)
    url = getattr(bearer, "get_absolute_url", None) if link else None
    return format_html('<a href="{}{}">{}</a>', url(), context["keep"], name) if url else name


@register.simple_tag(takes_context=True)
def name_row(context: RequestContext, bearer: Any) -> Any:
    """The row of the name a page shows for this bearer, for its source mark; the bearer itself where it has none."""
    return named(bearer, context["on"], context["names_lang"]) or bearer


@register.simple_tag(takes_context=True)
def plain_name(context: RequestContext, bearer: Any) -> str:
    """The bearer's name on the page's day as plain text, for titles and labels."""
    if bearer is None or bearer.veiled:
        return ""
    row = named(bearer, context["on"], context["names_lang"])
    return str(row.text if row else bearer.key)


@register.simple_tag(takes_context=True)
def thing_name(context: RequestContext, thing: Any) -> str:
    """What a thing is called: by its name that day where it has names, else by its own words."""
    return plain_name(context, thing) if hasattr(thing, "names") else str(thing)


@register.simple_tag(takes_context=True)
def also(context: RequestContext, bearer: Any) -> SafeString:
    """The other names of that day, in a line."""
    rows = list(bearer.names.all())
    shown = also_known(rows, named(bearer, context["on"], context["names_lang"]), context["on"])
    return SafeString(" · ".join(_written(row, "") for row in shown))


@register.simple_tag(takes_context=True)
def once_called(context: RequestContext, bearer: Any) -> list[Any]:
    """The names that had ended by that day, the last first."""
    return past_names(bearer.names.all(), context["on"])


@register.inclusion_tag("kit/source_mark.html")
def mark(evidences: Evidences, row: Any, field: str = "", url: str = "") -> dict[str, Any]:
    """The mark beside a value: which source and place, or that sources disagree, or that there is none."""
    if row is None or row.veiled:
        return {"mark": None}
    evidence = evidences.of(row, field) if field else evidences.of_row(row)
    target = url or f"{row.get_absolute_url()}/sources"
    return {"mark": {**_words(evidence), "url": f"{target}#{field or 'all'}"}}


def _words(evidence: Evidence) -> dict[str, str]:
    state = evidence.state
    if state == UNSOURCED:
        return {"text": "", "state": UNSOURCED, "label": _("No source states this:")}
    best = evidence.best
    if state == CONTRADICTED:
        text = _("%(n)s claims") % {"n": evidence.claims}
        return {"text": text, "state": "contradiction", "label": _("Sources disagree:")}
    assert best is not None
    text = f"{best.source.key} {best.place}".strip()
    return {"text": text, "state": "ok" if state == "stated" else state, "label": _("Source:")}


@register.simple_tag(takes_context=True)
def when(context: RequestContext, row: Any) -> str:
    """The period of a row in words."""
    return spell_period(period_of(row), context["lang"])


@register.simple_tag(takes_context=True)
def day(context: RequestContext, row: Any, field: str) -> str:
    """A partial date of a row in words; "" when not known."""
    date = partial(row, field)
    return spell(date, context["lang"]) if date else ""


@register.simple_tag(takes_context=True)
def spelt(context: RequestContext, date: PartialDate | str | None) -> str:
    """A partial date in words."""
    return spell(PartialDate.parse(date), context["lang"]) if date else ""


@register.filter
def kind_of_row(row: Any) -> str:
    """What a row is, in the words of its table."""
    return str(row._meta.verbose_name)


@register.filter
def claimed(citation: Any, line: Any) -> str:
    """What a citation states, in words."""
    if not citation.field:
        return _("the whole entry")
    if not line.dated:
        return str(citation.value) or "—"
    try:
        return date_words(citation.value)
    except DateError:
        return str(citation.value)


@register.filter
def holds(row: Any, on: PartialDate) -> str:
    """yes, not determinable or no: whether the row's period holds on that day."""
    return str(period_of(row).holds(on))


@register.filter
def is_sure(row: Any, on: PartialDate) -> bool:
    """Whether the row certainly holds on that day."""
    return period_of(row).holds(on) is Certainty.YES
