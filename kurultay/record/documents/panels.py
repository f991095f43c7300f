"""What documents show on other pages, and as lines of any list: the stage as of a day, the date that speaks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kurultay.kit import clock
from kurultay.kit.dates import PartialDate, partial, spell_period
from kurultay.kit.pages.asked import Asked
from kurultay.kit.rows import Record
from kurultay.kit.sources.evidence import Evidences, evidence_for
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party
from kurultay.record.people.models import Person

from .models import Document, DocumentParty, PartyAction, Staged, adopted, stage_on, term_of

MOST = 20  # documents in a panel; the register has the others

# What a line needs, at a fixed number of statements.
FOR_LINES = ("names", "of__names", "under__within", "under__holder__names", "relations_to__one__under__within")


@dataclass(frozen=True)
class Line:
    """A document in a list."""

    document: Document
    stage: Staged
    dated: "Dated | None"


@dataclass(frozen=True)
class Dated:
    """The date of a document: what happened then, in a field of it, and what the day was derived from."""

    words: str
    field: str
    on: PartialDate
    under: Any = None  # the chairmanship that bounds the day of adoption
    term: str = ""  # its period in words

    @classmethod
    def adoption(cls, document: Document) -> "Dated | None":
        """The day of adoption as far as it is known, or derived from the chairmanship it fell in."""
        day, under = adopted(document)
        if day is None:
            return None
        term = spell_period(term_of(under), "en") if under is not None else ""
        return cls(_("adopted"), "adopted_on", day, under, term)


def date_of(document: Document) -> Dated | None:
    """The day that speaks for a document: signed, else adopted, else published."""
    if signed := partial(document, "signed_on"):
        return Dated(_("signed"), "signed_on", signed)
    if adoption := Dated.adoption(document):
        return adoption
    published = partial(document, "published_on")
    return Dated(_("published"), "published_on", published) if published else None


def stage_of(document: Document, on: PartialDate, evidence: Evidences) -> Staged:
    """The stage on a day, by the document's dates, what sources state as of when, and what supersedes it."""
    claims = [
        (citation.value, PartialDate.parse(seen))
        for citation in evidence.of(document, "stage").all
        if citation.field == "stage" and (seen := citation.as_of or citation.source.as_of)
    ]
    newer = [r.one for r in document.relations_to.all() if r.kind == "supersedes" and not r.one.veiled]
    days = [found.on if (found := date_of(each)) else None for each in newer]
    return stage_on(document, on, claims, days, clock.today())


def lines_of(documents: Iterable[Document], question: Asked, evidence: Evidences) -> list[Line]:
    """Lines for documents that were fetched with FOR_LINES. No statement of its own."""
    return [Line(d, stage_of(d, question.on, evidence), date_of(d)) for d in documents]


@dataclass
class Panel:
    """Documents tied to a party, meeting or person, the newest first, as of the day."""

    template: str
    lines: list[Line] = field(default_factory=list)
    more: str = ""  # where the others are listed; "" where all are shown
    cut: bool = False  # whether there are others
    facts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rows(self) -> list[Record]:
        """What evidence is wanted for."""
        return [line.document for line in self.lines]


def of_party(party: Party, question: Asked) -> list[Panel]:
    """Documents of a party, issued by it, or to which it is party or did something. Constant statements."""
    theirs = Q(of=party) | Q(issued_by=party) | Q(pk__in=_named(party=party))
    return _panel(theirs, question, f"/documents/?of={party.key}")


def of_meeting(meeting: Meeting, question: Asked) -> list[Panel]:
    """Documents adopted or signed at a meeting, at a part of it, or at what followed it and the parts of that."""
    near = Meeting.objects.filter(Q(part_of=meeting) | Q(follows=meeting) | Q(part_of__follows=meeting))
    ids = [meeting.pk, *near.values_list("pk", flat=True)]
    return _panel(Q(adopted_at__in=ids) | Q(signed_at__in=ids), question)


def of_person(person: Person, question: Asked) -> list[Panel]:
    """Documents that a person wrote, contributed to or signed."""
    return _panel(Q(pk__in=_named(person=person)), question)


def _named(**who: Record) -> set[int]:
    """Documents in which somebody stands as a party or in an action."""
    tables: tuple[type[Record], ...] = (DocumentParty, PartyAction)
    return {pk for table in tables for pk in table.objects.filter(**who).values_list("document_id", flat=True)}


def _panel(theirs: Q, question: Asked, more: str = "") -> list[Panel]:
    rows = list(Document.objects.filter(theirs).order_by("sort_key", "id").prefetch_related(*FOR_LINES)[: MOST + 1])
    if not rows:
        return []
    shown, cut = rows[:MOST], len(rows) > MOST
    return [Panel("documents/panel.html", lines_of(shown, question, evidence_for(shown)), more, cut)]
