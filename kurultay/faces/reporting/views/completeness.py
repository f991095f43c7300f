"""The completeness board: what is stated but not recorded, unsourced, contradicted, or hangs loose."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kurultay.kit.dates import Certainty, PartialDate, period_of
from kurultay.kit.dates.words import spell
from kurultay.kit.names.choice import choose
from kurultay.kit.pages.asked import Asked, asked
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import field_words, find
from kurultay.kit.rows import Record
from kurultay.kit.sources.evidence import CONTRADICTED, UNSOURCED, Evidences, evidence_for
from kurultay.kit.sources.models import StatedFigure
from kurultay.record.commitments.models import Commitment, standing
from kurultay.record.commitments.models.boards import DONE
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting, Participation
from kurultay.record.parties.models import MEMBERSHIP, Party, Role
from kurultay.record.people.models import Person, Tenure

MOST = 200  # lines of one list; the count beside the heading is of all


@dataclass(frozen=True)
class Gap:
    """One thing to mend: what it is, what is missing, where to mend it."""

    name: str
    words: str
    url: str


@dataclass
class Section:
    """One kind of gap."""

    anchor: str
    heading: str
    help: str
    gaps: list[Gap] = field(default_factory=list)

    @property
    def shown(self) -> list[Gap]:
        """The first lines."""
        return self.gaps[:MOST]


@dataclass
class Holdings:
    """Everything the record holds of an organisation and its bodies. One statement per table and its names."""

    thing: Party
    parties: list[Party]
    roles: list[Role]
    tenures: list[Tenure]
    meetings: list[Meeting]
    documents: list[Document]
    commitments: list[Commitment]

    @classmethod
    def of(cls, thing: Party) -> "Holdings":
        """Read what belongs to the organisation, to its parts, and to the parts of these."""
        parts = Party.objects.filter(Q(parent=thing) | Q(parent__parent=thing)).prefetch_related("names")
        parties = [thing, *parts]
        keys = [party.pk for party in parties]
        return cls(
            thing,
            parties,
            list(Role.objects.filter(of__in=keys).prefetch_related("holder__names", "of__names")),
            list(Tenure.objects.filter(at__in=keys).prefetch_related("person__names")),
            list(
                Meeting.objects.filter(body__in=keys)
                .order_by("starts_on_earliest", "id")
                .prefetch_related("names", "documents_adopted", "documents_signed", "texts")
            ),
            list(Document.objects.filter(of__in=keys).order_by("key").prefetch_related("names")),
            list(Commitment.objects.filter(of__in=keys).order_by("key").prefetch_related("names", "parties", "steps")),
        )

    @property
    def rows(self) -> list[Record]:
        """Every row whose values want a source."""
        return [*self.parties, *self.roles, *self.tenures, *self.meetings, *self.documents, *self.commitments]


def name_of(row: Any, question: Asked) -> str:
    """What a row is called on the page: its name that day, or the words for a role or post."""
    if isinstance(row, Role):
        return _("%(holder)s, %(role)s") % {
            "holder": name_of(row.holder, question),
            "role": str(row.get_kind_display()).lower(),
        }
    if isinstance(row, Tenure):
        return _("%(person)s, %(post)s") % {"person": name_of(row.person, question), "post": row.post}
    named = choose(row.names.all(), question.on, question.lang)
    return named.text if named else str(row.key)


def _gap(row: Any, words: str, question: Asked, tail: str = "", anchor: str = "") -> Gap:
    return Gap(name_of(row, question), words, f"{row.get_absolute_url()}{tail}{question.keep}{anchor}")


def _evidence_gaps(held: Holdings, known: Evidences, question: Asked) -> tuple[list[Gap], list[Gap], list[Gap]]:
    """(open contradictions, decided ones, unsourced rows)."""
    undecided, decided, unsourced = [], [], []
    for row in held.rows:
        for name, evidence in sorted(known.fields(row).items()):
            if evidence.state == CONTRADICTED:
                words = _("%(field)s: %(n)s claims") % {"field": field_words(row, name), "n": evidence.claims}
                gap = _gap(row, words, question, "/sources", f"#{name}")
                (decided if any(c.decides for c in evidence.supporting) else undecided).append(gap)
        if known.of_row(row).state == UNSOURCED:
            unsourced.append(_gap(row, _("no source states any value of this entry"), question))
    return undecided, decided, unsourced


def _count(held: Holdings, figure: StatedFigure) -> tuple[int, int] | None:
    """What the record counts of a stated figure as of its day: (certain, possible); None where it does not."""
    if not figure.as_of:
        return None
    on = PartialDate.parse(figure.as_of)
    if figure.figure in ("members", "observers") and not figure.qualifier:
        kinds = MEMBERSHIP if figure.figure == "members" else ("observer",)
        roles = [r for r in held.roles if r.of_id == figure.subject_id and r.kind in kinds and r.within_id is None]
        answers = [period_of(role).holds(on) for role in roles]
        return answers.count(Certainty.YES), answers.count(Certainty.POSSIBLE)
    if figure.figure in ("meetings", "editions-held", "meetings-held", "missions") and figure.qualifier in (
        "",
        "formal",
        "informal",
        "extraordinary",
    ):
        meetings = [
            m
            for m in held.meetings
            if m.body_id == figure.subject_id and m.status == "held" and figure.qualifier in ("", m.form)
        ]
        sure = sum(1 for m in meetings if m.starts_on_latest <= on.latest)
        return sure, sum(1 for m in meetings if m.starts_on_earliest <= on.latest) - sure
    return None


def _figure_gaps(held: Holdings, question: Asked) -> list[Gap]:
    by_id = {party.pk: party for party in held.parties}
    stated = StatedFigure.objects.filter(subject_type=Party.type_name(), subject_id__in=list(by_id))
    gaps = []
    for figure in stated.order_by("figure", "as_of_earliest", "id").prefetch_related("source"):
        counted = _count(held, figure)
        if counted is None or counted[0] == figure.value or figure.source.veiled:
            continue
        party = by_id[figure.subject_id]
        kind = f"{figure.qualifier} {figure.figure}".strip().replace("-", " ")
        words = _("%(kind)s as of %(day)s: %(stated)s stated by %(source)s, %(recorded)s recorded") % {
            "kind": kind,
            "day": spell(PartialDate.parse(figure.as_of), "en"),
            "stated": figure.value,
            "source": figure.source.key,
            "recorded": counted[0],
        }
        if counted[1]:
            words = _("%(words)s, %(n)s not determinable") % {"words": words, "n": counted[1]}
        where = "/series/" if any(m.body_id == party.pk for m in held.meetings) else "/parties/"
        gaps.append(Gap(name_of(party, question), words, f"{where}{party.key}{question.keep}"))
    return gaps


def _people_gaps(held: Holdings, question: Asked) -> list[Gap]:
    """Persons at the organisation's meetings who hold no recorded post."""
    present = Participation.objects.filter(meeting__in=[m.pk for m in held.meetings]).exclude(person=None)
    people = Person.objects.filter(pk__in=present.values("person")).filter(tenures=None).order_by("sort_key", "id")
    return [
        _gap(person, _("took part, but no post is recorded"), question) for person in people.prefetch_related("names")
    ]


def _meeting_gaps(meetings: Iterable[Meeting], question: Asked) -> list[Gap]:
    gaps = []
    for meeting in meetings:
        if meeting.status != "held":
            continue
        lacks = []
        if not meeting.documents_adopted.all() and not meeting.documents_signed.all():
            lacks.append(_("no document"))
        if meeting.place_id is None and meeting.mode != "online" and not meeting.place_words:
            lacks.append(_("no place"))
        if PartialDate.parse(meeting.starts_on).precision != "day":
            lacks.append(_("no day"))
        if lacks:
            gaps.append(_gap(meeting, ", ".join(lacks), question))
    return gaps


def _commitment_gaps(commitments: Iterable[Commitment], question: Asked) -> list[Gap]:
    gaps = []
    for commitment in commitments:
        lacks = []
        if not any(p.capacity == "responsible" for p in commitment.parties.all()):
            lacks.append(_("nobody responsible"))
        how = standing(commitment, commitment.steps.all(), question.on)
        if how.overdue is Certainty.YES:
            lacks.append(_("overdue, and nothing says what came of it"))
        if commitment.document_id is None and commitment.meeting_id is None and commitment.follows_id is None:
            lacks.append(_("no mandate: neither a document nor a meeting"))
        if commitment.document_id is not None and commitment.provision_id is None:
            lacks.append(_("no provision of its document"))
        steps = [step for step in commitment.steps.all() if step.on_latest <= question.on.latest]
        shows = any(step.document_id or step.meeting_id or step.instead_id for step in steps)
        if any(step.kind in DONE for step in steps) and not shows:
            lacks.append(_("met, but nothing shows the result"))
        if lacks:
            gaps.append(_gap(commitment, ", ".join(lacks), question))
    return gaps


def sections_of(thing: Party, question: Asked) -> list[Section]:
    """All gaps of an organisation's record as of a day, by kind. A fixed number of statements."""
    held = Holdings.of(thing)
    known = evidence_for(held.rows)
    undecided, decided, unsourced = _evidence_gaps(held, known, question)
    return [
        Section(
            "stated",
            _("Stated, not recorded"),
            _("A source counts more or fewer than the record lists."),
            _figure_gaps(held, question),
        ),
        Section(
            "open", _("Contradictions nobody has decided"), _("Choose the accepted value, with a reason."), undecided
        ),
        Section("unsourced", _("Without a source"), _("Cite the document that states it."), unsourced),
        Section(
            "meetings",
            _("Meetings that lack something"),
            _("A document, a place, a day."),
            _meeting_gaps(held.meetings, question),
        ),
        Section(
            "people",
            _("People without a post"),
            _("Record what they were when they took part."),
            _people_gaps(held, question),
        ),
        Section(
            "commitments",
            _("Commitments that hang loose"),
            _("Say who is responsible, and what came of it."),
            _commitment_gaps(held.commitments, question),
        ),
        Section("decided", _("Contradictions decided"), _("Settled; the losing claims stay visible."), decided),
    ]


@page(RECORD)
def completeness(request: HttpRequest, key: str) -> HttpResponse:
    """What the record of an organisation or body lacks as of a day, each line with the place to mend it."""
    question = asked(request)
    thing = find(Party, key, "names", "parent__names")
    sections = sections_of(thing, question)
    gaps = sum(len(section.gaps) for section in sections if section.anchor != "decided")
    summary = ngettext("%(n)s gap", "%(n)s gaps", gaps) % {"n": gaps}
    return render(request, "reporting/completeness.html", {"thing": thing, "sections": sections, "summary": summary})
