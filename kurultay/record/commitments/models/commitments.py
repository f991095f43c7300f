"""What somebody undertook or was asked to do, and what happened to it."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from kurultay.kit.acting import Refused
from kurultay.kit.dates import PartialDateField
from kurultay.kit.names.rows import Name, kind_known
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from kurultay.kit.texts import Text
from kurultay.record.documents.models import Document, Provision
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area, Party

VERBS = {
    "decides": "decides",
    "undertakes": "undertakes",
    "requests": "requests",
    "invites": "invites",
    "plans": "plans",
    "expects": "expects",
    "intends": "intends",
}
CAPACITIES = {"responsible": "Responsible", "contributing": "Contributing", "beneficiary": "Promised to"}
OWING = ("responsible", "contributing")
STEP_KINDS = {
    "started": "Work began",
    "report": "Report",
    "no-change": "No change",
    "evidence": "Evidence",
    "assessment": "Assessment",
    "moved": "Due date moved",
    "met": "Met",
    "met-otherwise": "Met otherwise",
    "partly-met": "Partly met",
    "not-met": "Not met",
    "superseded": "Superseded",
    "lapsed": "Lapsed",
}
PROGRESS = ("started", "report", "evidence")  # steps that show that work goes on
REPORTING = ("report", "started", "no-change")  # steps by which a party says how it stands
CLOSING = ("met", "met-otherwise", "partly-met", "not-met", "superseded", "lapsed")
SAYS = {"in-progress": "in progress"} | {kind: STEP_KINDS[kind].lower() for kind in CLOSING}  # what a report may say
SAYS_WHY = ("met-otherwise", "partly-met", "not-met", "superseded", "lapsed", "moved")


class Commitment(Record):
    """What somebody undertook or was asked to do; its status follows from its steps and is never typed."""

    bound_by: ClassVar[tuple[str, ...]] = ("of", "document", "meeting")

    key = models.SlugField(max_length=100, unique=True)
    verb = models.CharField(max_length=10, choices=VERBS)
    of = RecordKey(Party, null=True, blank=True, related_name="commitments")  # the organisation it is of
    document = RecordKey(Document, null=True, blank=True, related_name="commitments")
    provision = RecordKey(Provision, null=True, blank=True, related_name="commitments")
    meeting = RecordKey(Meeting, null=True, blank=True, related_name="commitments")
    area = RecordKey(Area, null=True, blank=True, related_name="commitments")
    follows = RecordKey("self", null=True, blank=True, related_name="followed_by")
    made_on = PartialDateField(blank=True)
    made_on_earliest: date
    made_on_latest: date
    due_on = PartialDateField(blank=True)
    due_at = RecordKey(Meeting, null=True, blank=True, related_name="commitments_due")

    filters: ClassVar[dict[str, str]] = {
        "of": "of__key",
        "meeting": "meeting__key",
        "due_at": "due_at__key",
        "document": "document__key",
        "area": "area__key",
        "catalogue": "area__catalogue__key",
        "verb": "verb",
    }

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["of", "-made_on_earliest", "-id"], name="commitments_commit_of"),
            models.Index(fields=["-made_on_earliest", "-id"], name="commitments_commit_made"),
            models.Index(fields=["meeting"], name="commitments_commit_meeting"),
            models.Index(fields=["document"], name="commitments_commit_document"),
            models.Index(fields=["follows"], name="commitments_commit_follows"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(verb__in=list(VERBS)), name="commitments_commitment_verb_known")
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/commitments/{self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless the commitment would follow itself through others; raises Refused then."""
        self.refuse_circle()
        super().save(*args, **kwargs)

    def day_of_origin(self) -> str:
        """The day (EDTF) on which its meeting ended, else its document came about; "" where neither is known."""
        if self.meeting is not None:
            return str(self.meeting.ends_on or self.meeting.starts_on)
        document = self.document
        return str(document.adopted_on or document.signed_on or document.published_on) if document is not None else ""

    def refuse_circle(self) -> None:
        """Raises Refused where the chain upwards comes back here. A statement per commitment above, hidden ones too."""
        above = self.follows_id
        with reading_as(system("chains")):
            while above is not None:
                if above == self.pk:
                    raise Refused(_("A commitment cannot follow itself, not through others either."))
                above = Commitment.everything.filter(pk=above).values_list("follows_id", flat=True).first()


class CommitmentName(Name):
    """What a commitment is called, in one language."""

    bound_by: ClassVar[tuple[str, ...]] = ("commitment",)

    commitment = RecordKey(Commitment, related_name="names")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["commitment", "lang"], name="commitments_name_of")]
        constraints: ClassVar[list[Any]] = [kind_known("commitments_commitmentname")]


class CommitmentText(Text):
    """Details of a commitment: what is to be delivered, to whom, on what."""

    bound_by: ClassVar[tuple[str, ...]] = ("commitment",)

    commitment = RecordKey(Commitment, related_name="texts")
    about = models.CharField(
        max_length=12,
        choices={"deliverable": "Deliverable", "audience": "For whom", "subject": "Subject", "wording": "Wording"},
    )


class CommitmentParty(Record):
    """A party responsible for a commitment, contributing to it, or to whom it was promised."""

    bound_by: ClassVar[tuple[str, ...]] = ("commitment", "party")

    commitment = RecordKey(Commitment, related_name="parties")
    party = RecordKey(Party, null=True, blank=True, related_name="commitment_parties")
    capacity = models.CharField(max_length=12, choices=CAPACITIES, default="responsible")
    words = models.CharField(max_length=300, blank=True)  # who, where the source names none

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["commitment", "capacity"], name="commitments_party_of"),
            models.Index(fields=["party", "capacity"], name="commitments_party_party"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(capacity__in=list(CAPACITIES)), name="commitments_commitmentparty_capacity_known"
            ),
            models.CheckConstraint(
                condition=models.Q(party__isnull=False) | ~models.Q(words=""),
                name="commitments_commitmentparty_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_capacity_display()} {self.words}".strip()


class Step(Record):
    """What happened to a commitment: a report, evidence, an assessment, a new due date, an end, with its reason.

    What a report or an assessment `says` of the state is kept beside the derived status and never becomes it.
    """

    bound_by: ClassVar[tuple[str, ...]] = ("commitment",)

    commitment = RecordKey(Commitment, related_name="steps")
    kind = models.CharField(max_length=14, choices=STEP_KINDS)
    on = PartialDateField(blank=True)
    on_earliest: date
    on_latest: date
    by_party = RecordKey(Party, null=True, blank=True, related_name="steps")
    says = models.CharField(max_length=14, choices=SAYS, blank=True)
    text = models.TextField(blank=True)  # what was done, or why
    document = RecordKey(Document, null=True, blank=True, related_name="steps")
    link = models.URLField(max_length=500, blank=True)  # evidence that lies elsewhere
    seen_on = PartialDateField(blank=True)  # the day on which the link led there
    meeting = RecordKey(
        Meeting, null=True, blank=True, related_name="steps"
    )  # evidence; of a move, where it is due now
    instead = RecordKey(Commitment, null=True, blank=True, related_name="stands_for")  # what superseded it
    due_on = PartialDateField(blank=True)  # the new due date of a move

    filters: ClassVar[dict[str, str]] = {"commitment": "commitment__key", "kind": "kind"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["commitment", "on_latest", "id"], name="commitments_step_of")
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(kind__in=list(STEP_KINDS)), name="commitments_step_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=SAYS_WHY) | ~models.Q(text=""), name="commitments_step_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(link="") | ~models.Q(seen_on=""), name="commitments_step_link_was_seen"
            ),
            models.CheckConstraint(
                condition=models.Q(link="")
                | models.Q(link__startswith="https://")
                | models.Q(link__startswith="http://"),
                name="commitments_step_link_leads_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}".strip()
