"""Template tags of acts: the buttons open to this reader, what was just done, and how it is undone."""

import secrets
import uuid
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kurultay.kit.acting.acts import label_of
from kurultay.kit.acting.models import Act
from kurultay.kit.asking.doing import closed, verb_of
from kurultay.kit.asking.fields import form_of
from kurultay.kit.asking.undoing import undoing
from kurultay.kit.asking.vocabulary import MARKINGS_AS_TAGS
from kurultay.kit.pages.acts.entry import lend_audiences, offered
from kurultay.kit.pages.acts.parts import NEW, THINGS, address
from kurultay.kit.pages.asked import in_hand
from kurultay.kit.reading import NobodyReads, Reader, current
from kurultay.kit.reading.models import PUBLIC

register = template.Library()
NOTHING = SafeString("")


def _reader() -> Reader | None:
    try:
        by = current()
    except NobodyReads:  # a page that reads nothing
        return None
    return by if by.kind != "public" else None


@register.simple_tag(takes_context=True)
def once(context: RequestContext) -> SafeString:
    """The word by which a form that is sent twice is known again; it stays while the form is shown with problems."""
    word = context["request"].POST.get("once") or secrets.token_urlsafe(16)
    return format_html('<input type="hidden" name="once" value="{}">', word)


@register.simple_tag(takes_context=True)
def acts_sheet(context: RequestContext) -> SafeString:
    """The style sheet of acts, for whoever is signed in."""
    if context.get("request") is None or _reader() is None:
        return NOTHING
    return format_html('<link rel="stylesheet" href="{}">', static("kit/acts.css"))


@register.simple_tag(takes_context=True)
def marking_tag(context: RequestContext) -> SafeString:
    """The marking of a thing that not everybody reads, beside its heading; nothing for the public."""
    thing: Any = context.get("thing")
    if context.get("request") is None or type(thing) not in THINGS or _reader() is None:
        return NOTHING
    lend_audiences([thing])
    marking = thing.audience.marking
    if marking == PUBLIC:
        return NOTHING
    url = f"/{THINGS[type(thing)]}/{thing.key}/who-may-read"
    return render_to_string("kit/acts/marking.html", {"words": MARKINGS_AS_TAGS[marking], "url": url})


@register.simple_tag(takes_context=True)
def restore_link(context: RequestContext) -> SafeString:
    """The way to bring a withdrawn thing back, for those who keep it."""
    thing: Any = context.get("thing")
    if type(thing) not in THINGS or (by := _reader()) is None or closed(by, verb_of("kit.restore"), thing) is not None:
        return NOTHING
    url, do = address(thing, "kit.restore"), form_of("kit.restore").do
    return format_html('<p class="btns screen"><a class="btn" href="{}">{}</a></p>', url, do)


@register.simple_tag(takes_context=True)
def acts(context: RequestContext) -> SafeString:
    """The acts open to this reader on the page of a thing or of a list, as links; nothing at all for the public."""
    request = context.get("request")
    if request is None or (by := _reader()) is None:
        return NOTHING
    if (new := NEW.get(request.path)) is not None:
        return _new(request, by, *new)
    thing: Any = context.get("thing")
    if type(thing) not in THINGS or request.path != f"/{THINGS[type(thing)]}/{thing.key}":
        return NOTHING
    lend_audiences([thing])
    found = offered(thing, by)
    if not found:
        return NOTHING
    own = [each for each in found if not each.verb.startswith("kit.")]
    shown = {"own": own, "entry": [each for each in found if each not in own], "url": request.path,
             "source": in_hand(request), "keeps": by.keeps(thing.keeper)}  # fmt: skip
    return render_to_string("kit/acts/bar.html", shown)


def _new(request: Any, by: Reader, verb: str, url: str) -> SafeString:
    """The link to the form of something new, for those who may enter it."""
    if closed(by, verb_of(verb), None) is not None:
        return NOTHING
    query = f"?{urlencode({'source': source})}" if (source := in_hand(request)) else ""
    return render_to_string("kit/acts/new.html", {"do": form_of(verb).do, "url": f"{url}{query}"})


@register.simple_tag(takes_context=True)
def row_acts(context: RequestContext, row: Any) -> SafeString:
    """The trade's own acts open to this reader on one row of a list, in a line; nothing for the public."""
    by = _reader()
    if by is None or row.veiled:
        return NOTHING
    lend_audiences([row])
    found = offered(row, by, kit=False)
    return render_to_string("kit/acts/row.html", {"found": found}) if found else NOTHING


@register.simple_tag(takes_context=True)
def just_done(context: RequestContext) -> SafeString:
    """What this reader has just done, with the way to undo it; nothing for anybody else."""
    request = context.get("request")
    if request is None or "done" not in request.GET or (by := _reader()) is None:
        return NOTHING
    try:
        ref = uuid.UUID(request.GET["done"])
    except ValueError:
        return NOTHING
    act = Act._base_manager.filter(ref=ref, actor=by.name, account=by.account).first()
    if act is None:
        return NOTHING
    shown = {"label": label_of(act.verb), "reason": act.reason, "undo": undo_of(act)}
    return render_to_string("kit/acts/done.html", shown)


def undo_of(act: Act) -> str:
    """The address of the contrary act, filled in; "" where there is none."""
    contrary = undoing(act)
    url = address(contrary.row, contrary.verb) if contrary is not None else ""
    if contrary is None or not url or not contrary.words:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(contrary.words)}"
