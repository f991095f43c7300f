"""What commitments show on pages of meetings, documents and parties: what was promised and what became of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kurultay.kit.dates import Certainty
from kurultay.kit.pages.asked import Asked
from kurultay.kit.pages.pictures import shares
from kurultay.kit.rows import Record
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Catalogue, Party

from .models import CAPACITIES, OWING, STATUSES, Commitment, CommitmentParty, Matter, Step
from .models.lines import FOR_LINES, Line, lines_of

Belongs = Callable[[Commitment], bool]
MOST = 25  # lines of a panel; the list of commitments has the others
TONES = {
    "met": "good", "met-otherwise": "accent", "partly-met": "warn", "in-progress": "accent", "not-met": "bad",
    "undetermined": "warn",
}  # fmt: skip
SIGNS = {"good": "✓", "warn": "!", "bad": "✕"}


@dataclass(frozen=True)
class Counts:
    """How many commitments stand how, as a table and as a picture of the same figures."""

    rows: tuple[tuple[str, int], ...]  # (key of STATUSES, how many), none of them nought
    total: int
    overdue: int
    maybe_overdue: int
    picture: SafeString


def count(lines: Iterable[Line]) -> Counts:
    """Commitments by status, and how many are overdue."""
    return counted(Counter((line.standing.status, str(line.standing.overdue)) for line in lines))


def counted(numbers: Mapping[tuple[str, str], int]) -> Counts:
    """Commitments by status from how many there are of each (status, overdue)."""
    found, late = Counter[str](), Counter[str]()
    for (status, overdue), number in numbers.items():
        found[status] += number
        late[overdue] += number
    rows = tuple((status, found[status]) for status in STATUSES if found[status])
    bars = [(TONES.get(status, "quiet"), status_words(status), number) for status, number in rows]
    return Counts(rows, found.total(), late[str(Certainty.YES)], late[str(Certainty.POSSIBLE)], shares(bars))


def status_words(status: str) -> str:
    """A status for people."""
    return _(STATUSES[status])


@dataclass
class Panel:
    """Commitments under one heading; the first of them as lines, all of them counted."""

    title: str
    anchor: str
    more: str  # the list with all of them, as a query string
    template: str = "commitments/panel.html"
    lines: list[Line] = field(default_factory=list)
    counts: Counts = field(default_factory=lambda: count([]))
    facts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rows(self) -> list[Record]:
        """What evidence is wanted for."""
        return [line.thing for line in self.lines]


def _panels(commitments: Any, wanted: list[tuple[Panel, Belongs]], question: Asked) -> list[Panel]:
    """The panels that have a commitment in sight; what still runs stands first. Ten statements."""
    fetched = commitments.order_by("-made_on_earliest", "-id").prefetch_related(*FOR_LINES)
    every = sorted(lines_of(fetched, question.on), key=lambda line: line.standing.closed)
    found = []
    for panel, belongs in wanted:
        lines = [line for line in every if belongs(line.thing)]
        panel.lines, panel.counts = lines[:MOST], count(lines)
        if lines:
            found.append(panel)
    return found


def of_meeting(meeting: Meeting, question: Asked) -> list[Panel]:
    """What was promised at a meeting and what became of it; what was to be done by it, what its agenda takes up."""
    made = Panel(_("What became of this meeting"), "commitments", f"meeting={meeting.key}")
    due = Panel(_("Due at this meeting"), "due", f"due_at={meeting.key}")
    taken = set(Matter.objects.filter(meeting=meeting).values_list("commitment", flat=True))
    agenda = Panel(_("Commitments on its agenda"), "matters", "")
    rows = Commitment.objects.filter(Q(meeting=meeting) | Q(due_at=meeting) | Q(pk__in=taken))
    wanted: list[tuple[Panel, Belongs]] = [
        (made, lambda thing: thing.meeting_id == meeting.pk),
        (due, lambda thing: thing.due_at_id == meeting.pk),
        (agenda, lambda thing: thing.pk in taken),
    ]
    found = _panels(rows, wanted, question)
    if meeting.status in ("planned", "confirmed") and meeting.body_id is not None:
        found.append(Panel(_("Matters arising"), "arising", meeting.get_absolute_url(), "commitments/to_come.html"))
    return found


def of_document(document: Document, question: Asked) -> list[Panel]:
    """What a document commits to and what became of it; the commitments in whose steps it stands."""
    panel = Panel(_("What became of this document"), "commitments", f"document={document.key}")
    steps = Panel(_("Where it stands as evidence"), "evidence", "")
    spoken = Step.objects.filter(document=document).values("commitment")
    wanted: list[tuple[Panel, Belongs]] = [
        (panel, lambda thing: thing.document_id == document.pk),
        (steps, lambda thing: thing.document_id != document.pk),
    ]
    return _panels(Commitment.objects.filter(Q(document=document) | Q(pk__in=spoken)), wanted, question)


def of_catalogue(catalogue: Catalogue, question: Asked) -> list[Panel]:
    """What hangs on the areas of a catalogue or strategy, and what became of it."""
    panel = Panel(_("What became of it"), "commitments", f"catalogue={catalogue.key}")
    rows = Commitment.objects.filter(area__catalogue=catalogue)
    return _panels(rows, [(panel, lambda thing: True)], question)


def of_party(party: Party, question: Asked) -> list[Panel]:
    """What a party owes, what was promised to it, and the commitments of the organisation that it is."""
    owed = Panel(_("What it owes"), "owes", f"party={party.key}")
    promised = Panel(_("What was promised to it"), "promised", f"beneficiary={party.key}")
    own = Panel(_("Commitments"), "commitments", f"of={party.key}")

    def stands(thing: Commitment, capacities: Iterable[str]) -> bool:
        return any(row.party_id == party.pk and row.capacity in capacities for row in thing.parties.all())

    rows = Commitment.objects.filter(Q(pk__in=owed_by(party.key, CAPACITIES).values("pk")) | Q(of=party))
    wanted: list[tuple[Panel, Belongs]] = [
        (owed, lambda thing: stands(thing, OWING)),
        (promised, lambda thing: stands(thing, ("beneficiary",))),
        (own, lambda thing: thing.of_id == party.pk),
    ]
    return _panels(rows, wanted, question)


def owed_by(party: str, capacities: Iterable[str]) -> Any:
    """Commitments in which a party (key) stands in one of these capacities."""
    theirs = CommitmentParty.objects.filter(party__key=party, capacity__in=capacities)
    return Commitment.objects.filter(pk__in=theirs.values("commitment"))
