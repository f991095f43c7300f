"""A paragraph read for what it promises: the commitments it seems to hold, each value with the words that say so."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kurultay.kit.dates import PartialDate, partial
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party

from . import due
from .addressees import Known, addressees, coming
from .proposals import Proposal, Span
from .strength import Passage, mark, passages

NAME = 120  # letters of a proposed name


@dataclass(frozen=True)
class Draft:
    """One commitment as a passage seems to hold it."""

    passage: Span
    name: str
    verb: Proposal
    responsible: tuple[Proposal, ...] = ()
    words: Proposal | None = None
    due_on: Proposal | None = None
    due_at: Proposal | None = None
    meeting: Meeting | None = None  # which meeting due_at means, where the record knows it
    rhythm: Proposal | None = None

    @property
    def proposals(self) -> list[Proposal]:
        """Everything that is proposed, in the order of the text."""
        optional = (self.words, self.due_on, self.due_at, self.rhythm)
        found = [self.verb, *self.responsible, *(each for each in optional if each is not None)]
        return sorted(found, key=lambda each: each.span.start)


@dataclass(frozen=True)
class Read:
    """What a paragraph is read to say: which mark it should bear, and the commitments in it."""

    mark: Proposal | None
    drafts: tuple[Draft, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What must be known to read the paragraphs of a document: its day, its parties by name, the meetings to come."""

    made: PartialDate | None = None
    known: Known = field(default_factory=lambda: Known({}))
    body: Party | None = None
    meetings: Sequence[Meeting] = ()

    @classmethod
    def of(cls, document: Document, texts: Sequence[str]) -> "Setting":
        """The setting of a document, for these texts of it. A constant number of statements."""
        made = next((d for name in ("adopted_on", "signed_on", "published_on") if (d := partial(document, name))), None)
        at = document.adopted_at or document.signed_at
        body = at.body if at is not None and not at.veiled else None
        body = body if body is not None and not body.veiled else document.of
        body = None if body is None or body.veiled else body
        organisation = document.of if document.of is not None and not document.of.veiled else body
        to_come: Sequence[Meeting] = ()
        if body is not None and made is not None:
            series = Meeting.objects.filter(body=body, sort_day__gt=made.latest).exclude(status="cancelled")
            to_come = list(series.prefetch_related("names").order_by("sort_day", "id")[:20])
        return cls(made, Known.for_texts(texts, made, organisation), body, to_come)


def read(text: str, lang: str, setting: Setting) -> Read:
    """Read one paragraph."""
    return Read(mark(text, lang), tuple(_draft(text, lang, setting, passage) for passage in passages(text, lang)))


def _draft(text: str, lang: str, setting: Setting, passage: Passage) -> Draft:
    span, verb = passage.span, passage.verb
    part = (span.start, span.end)
    named, words = addressees(text, lang, setting.known, verb, *part)
    day = due.due(text, lang, setting.made, *part)
    at = due.meeting(text, lang, *part) if day is None else None
    return Draft(
        span, shortened(span.quote), verb, tuple(named), words, day, at,
        coming(at.value, setting.made, setting.meetings) if at is not None else None,
        due.rhythm(text, lang, *part),
    )  # fmt: skip


def shortened(text: str) -> str:
    """Words of a text for a name, cut between words."""
    said = " ".join(text.split()).rstrip(" .;,:")
    if len(said) <= NAME:
        return said
    return said[: NAME - 1].rsplit(" ", 1)[0].rstrip(" .;,:") + "…"
