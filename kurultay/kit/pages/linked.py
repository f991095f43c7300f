"""What a page says to programs that read pages: schema.org terms as JSON-LD, of what the reader sees and no more.

The block is data, not a script: browsers do not run it and the content security policy does not concern it.
"""

import json
from typing import Any

from django.template.context import RequestContext
from django.utils.safestring import SafeString, mark_safe

from kurultay.kit.dates import PartialDate
from kurultay.kit.names.choice import also_known, choose

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def linked(context: RequestContext, thing: Any, kind: str, **terms: Any) -> dict[str, SafeString]:
    """The context of `kit/linked.html` for a thing of a schema.org type; terms without a value are left out."""
    said = {"@context": "https://schema.org", **node(context, thing, kind), "url": context["canonical"], **terms}
    text = json.dumps({name: value for name, value in said.items() if value not in (None, "", [])}, ensure_ascii=False)
    return {"data": mark_safe(text.translate(_ESCAPES))}  # noqa: S308  no markup is left in it


def node(context: RequestContext, thing: Any, kind: str) -> dict[str, Any]:
    """A thing named on the page's day, under the address that never changes."""
    row = choose(thing.names.all(), context["on"], context["names_lang"])
    found: dict[str, Any] = {
        "@type": kind,
        "@id": context.request.build_absolute_uri(thing.get_absolute_url()),
        "name": str(row.text) if row else thing.key,
    }
    others = [name.text for name in also_known(thing.names.all(), row, context["on"])]
    if others:
        found["alternateName"] = others
    return found


def tie(context: RequestContext, thing: Any, kind: str) -> dict[str, Any] | None:
    """Another thing by name and address; None where there is none or the reader may not see it."""
    if thing is None or thing.veiled or thing.withdrawn:
        return None
    return {name: value for name, value in node(context, thing, kind).items() if name != "alternateName"}


def iso(edtf: str) -> str:
    """A partial date as ISO 8601 writes it: the year, month or day; "" where it is known otherwise."""
    if not edtf or edtf == "..":
        return ""
    day = PartialDate.parse(edtf)
    return day.edtf.rstrip("?~%") if day.precision in ("year", "month", "day") else ""
