"""What papers show on the page of a document: the way to its promises, and how many paragraphs are not yet marked."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from kurultay.kit.acting.acts import may
from kurultay.kit.pages.asked import Asked
from kurultay.kit.reading.readers import current
from kurultay.record.documents.models import Document, Provision


@dataclass
class Way:
    """A way to another page about the document."""

    thing: Document
    paragraphs: int
    unmarked: int
    may: bool
    template: str = "papers/panel.html"
    rows: list[Any] = field(default_factory=list)
    facts: list[Any] = field(default_factory=list)


def of_document(document: Document, question: Asked) -> list[Way]:
    """The way to what a document promises; to bringing in its text, where it has none and the reader may."""
    counts = Provision.objects.filter(document=document).aggregate(
        paragraphs=Count("pk"), unmarked=Count("pk", filter=Q(operative=None))
    )
    allowed = may(current(), "documents.transcribe", document)
    if not counts["paragraphs"] and not allowed:
        return []
    return [Way(document, counts["paragraphs"], counts["unmarked"], allowed)]
