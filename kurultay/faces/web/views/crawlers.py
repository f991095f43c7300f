"""What is said to programs that find pages by themselves: robots.txt and the sitemap."""

from typing import Any
from xml.sax.saxutils import escape

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse

from kurultay.kit.pages.policy import PLAIN, RECORD, page
from kurultay.kit.sources.models import Source
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting, Place
from kurultay.record.parties.models import Catalogue, Party
from kurultay.record.people.models import Person

THINGS: dict[str, Any] = {
    "parties": Party,
    "people": Person,
    "meetings": Meeting,
    "documents": Document,
    "commitments": Commitment,
    "catalogues": Catalogue,
    "places": Place,
    "sources": Source,
}
CHUNK = 10_000  # addresses in one file; sitemaps.org allows 50,000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
CLOSED = ("/account", "/seats", "/search")  # personal pages, and lists without end


@page(PLAIN)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; where the sitemap stands."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _xml(root: str, entries: list[str]) -> HttpResponse:
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
        + "\n".join(entries)
        + f"\n</{root}>\n"
    )
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _starts(model: Any) -> list[str]:
    """The first key of each file of addresses: keys in sight in order, every CHUNKth. One statement, from an index."""
    place = Window(RowNumber(), order_by=F("key").asc())
    numbered = model.objects.order_by("key").annotate(skipped=(place - 1) % CHUNK)
    return list(numbered.filter(skipped=0).values_list("key", flat=True))


@page(RECORD)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: files of addresses for each kind of thing, cut by key."""
    entries = []
    for name, model in THINGS.items():
        for key in _starts(model):
            address = request.build_absolute_uri(f"/sitemap/{name}.xml?from={key}")
            entries.append(f"<sitemap><loc>{escape(address)}</loc></sitemap>")
    return _xml("sitemapindex", entries)


@page(RECORD)
def sitemap_of(request: HttpRequest, key: str) -> HttpResponse:
    """Addresses of the things of one kind, from a key on, with the day on which each entry was last changed."""
    if key not in THINGS:
        raise Http404
    rows = THINGS[key].objects.filter(key__gte=request.GET.get("from", "")).order_by("key")
    entries = []
    for row in rows.prefetch_related("last_act")[:CHUNK]:
        address = request.build_absolute_uri(f"/{key}/{row.key}")
        entries.append(f"<url><loc>{escape(address)}</loc><lastmod>{row.last_act.at.date()}</lastmod></url>")
    return _xml("urlset", entries)
