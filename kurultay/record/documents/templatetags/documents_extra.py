"""Template tags of documents: a document for programs that read pages."""

from typing import Any

from django import template
from django.template.context import RequestContext

from kurultay.kit import files
from kurultay.kit.pages.linked import iso, linked, tie
from kurultay.record.parties.templatetags.parties_extra import schema_type

from ..models import Document, Version

register = template.Library()

SCHEMA_TYPES = {
    **dict.fromkeys(("treaty", "convention", "protocol"), "Legislation"),
    **dict.fromkeys(("press-release", "news"), "NewsArticle"),
    **dict.fromkeys(("report", "plan", "strategy"), "Report"),
}


@register.inclusion_tag("kit/linked.html", takes_context=True)
def document_data(context: RequestContext, document: Document) -> dict[str, Any]:
    """A document for programs: its dates as far as they are known, whose it is, its languages."""
    issuer = document.issued_by or document.of
    languages = dict.fromkeys(version.lang for version in document.versions.all() if version.lang)
    return linked(
        context,
        document,
        SCHEMA_TYPES.get(document.kind, "CreativeWork"),
        identifier=document.symbol,
        dateCreated=iso(document.signed_on or document.adopted_on),
        datePublished=iso(document.published_on),
        inLanguage=list(languages),
        publisher=tie(context, issuer, schema_type(issuer)) if issuer else None,
    )


@register.filter
def has_file(version: Version, document: Document) -> bool:
    """Whether the file of this version is kept here."""
    return files.is_kept(document.key, version.sha256) if len(version.sha256) == 64 else False
