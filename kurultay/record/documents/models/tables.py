"""Documents with identity: their titles, versions, provisions, relations, and what parties did to them."""

import re
from datetime import date
from typing import Any, ClassVar

from django.db import models

from kurultay.kit.dates import FIRST, LAST, EndField, PartialDateField, StartField, partial, period_in_order
from kurultay.kit.names.rows import Name, kind_known
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from kurultay.kit.sources.models import Source
from kurultay.kit.texts import Text
from kurultay.record.meetings.models import Meeting, Place
from kurultay.record.parties.models import Party, Role
from kurultay.record.people.models import Person

DOCUMENT_KINDS = {
    "treaty": "Treaty",
    "convention": "Convention",
    "protocol": "Protocol",
    "memorandum": "Memorandum of understanding",
    "declaration": "Declaration",
    "communique": "Communiqué",
    "joint-statement": "Joint statement",
    "common-view": "Common view",
    "decision": "Decision",
    "strategy": "Strategy",
    "vision": "Vision",
    "plan": "Plan",
    "catalogue": "Catalogue",
    "rules": "Rules",
    "report": "Report",
    "press-release": "Press release",
    "news": "News item",
    "publication": "Publication",
    "initiative": "Initiative",
    "nomination": "Nomination",
}
STAGES = {
    "expected": "Expected",
    "tabled": "Tabled",
    "adopted": "Adopted",
    "signed": "Signed",
    "published": "Published",
    "superseded": "Superseded",
}
RELATIONS = {
    "implements": "implements",
    "amends": "amends",
    "supersedes": "supersedes",
    "corrects": "corrects",
    "pursuant-to": "pursuant to",
    "part-of": "part of",
    "supports": "supports",
    "instead-of": "instead of",
}
CAPACITIES = {
    "party": "Party",
    "author": "Author",
    "contributor": "Contributor",
    "issuer": "Issuer",
    "proposer": "Proposed by",
    "supporter": "Supported by",
    "addressee": "Addressee",
    "beneficiary": "Beneficiary",
    "depositary": "Depositary",
}
ACTIONS = {
    "signature": "Signature",
    "notification": "Notification",
    "ratification": "Ratification",
    "acceptance": "Acceptance",
    "approval": "Approval",
    "accession": "Accession",
    "reservation": "Reservation",
    "declaration": "Declaration",
    "withdrawal": "Withdrawal",
}

DIGEST = re.compile(r"[0-9a-f]{64}")  # SHA-256 in hexadecimal
TEXT_KINDS = {
    "purpose": "Purpose",
    "effect": "Effect",
    "subject": "Subject",
    "parties": "Parties",
    "undertaking": "Undertaking",
    "description": "Description",
}


class Document(Record):
    """A text with identity. A rule for its entry into force is data: so many binding actions plus so many days."""

    bound_by: ClassVar[tuple[str, ...]] = ("of",)

    key = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=16, choices=DOCUMENT_KINDS)
    develops: ClassVar[dict[str, tuple[str, ...]]] = {"stage": tuple(STAGES)}

    stage = models.CharField(max_length=10, choices=STAGES, default="tabled")
    symbol = models.CharField(max_length=60, blank=True)
    of = RecordKey(Party, null=True, blank=True, related_name="documents")  # the organisation whose document it is
    issued_by = RecordKey(Party, null=True, blank=True, related_name="documents_issued")
    adopted_at = RecordKey(Meeting, null=True, blank=True, related_name="documents_adopted")
    signed_at = RecordKey(Meeting, null=True, blank=True, related_name="documents_signed")
    under = RecordKey(Role, null=True, blank=True, related_name="documents_under")  # adopted under this chairmanship
    adopted_on = PartialDateField(blank=True)
    signed_on = PartialDateField(blank=True)
    published_on = PartialDateField(blank=True)
    place = RecordKey(Place, null=True, blank=True, related_name="documents")
    since = StartField(blank=True)  # the time it covers, for plans and strategies
    until = EndField(blank=True)
    force_after = models.PositiveSmallIntegerField(null=True, blank=True)  # number of binding actions it takes
    force_days = models.PositiveSmallIntegerField(null=True, blank=True)  # days after the last of them
    in_force_on = PartialDateField(blank=True)  # as a source states it; the computed day stands beside it
    source = RecordKey(Source, null=True, blank=True, related_name="documents")  # the source that this document is
    sort_key = models.CharField(max_length=8, blank=True, editable=False)  # newest first, without a date last

    filters: ClassVar[dict[str, str]] = {"kind": "kind", "of": "of__key", "stage": "stage", "issuer": "issued_by__key"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["of", "sort_key", "id"], name="documents_document_of"),
            models.Index(fields=["issued_by"], name="documents_document_issued"),
            models.Index(fields=["adopted_at"], name="documents_document_adopted"),
            models.Index(fields=["signed_at"], name="documents_document_signed"),
            models.Index(fields=["kind", "sort_key", "id"], name="documents_document_kind"),
            models.Index(fields=["audience", "sort_key", "id"], name="documents_document_sight"),
        ]
        constraints: ClassVar[list[Any]] = [
            *period_in_order(),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(DOCUMENT_KINDS)), name="documents_document_kind_known"
            ),
            models.CheckConstraint(condition=models.Q(stage__in=list(STAGES)), name="documents_document_stage_known"),
            models.CheckConstraint(
                condition=models.Q(force_after__isnull=True) | models.Q(force_after__gte=1),
                name="documents_document_force_counts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/documents/{self.key}"

    def settle(self) -> None:
        """Fill the key that lists are sorted by; rows written in bulk ask for it themselves."""
        dates = [partial(self, name) for name in ("signed_on", "adopted_on", "published_on")]
        known = next((d for d in dates if d is not None), None)
        day: date = FIRST if known is None else known.earliest if known.latest == LAST else known.latest
        self.sort_key = f"{LAST.toordinal() - day.toordinal():07d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the sort key in step with the dates."""
        self.settle()
        super().save(*args, **kwargs)

    @property
    def dated_stage(self) -> str:
        """The furthest stage that a date of the document speaks of; "" where it has none."""
        dated = {"published": self.published_on, "signed": self.signed_on, "adopted": self.adopted_on}
        return next((stage for stage, on in dated.items() if on), "")


class DocumentName(Name):
    """A document's title in one language; as printed and as corrected are two rows."""

    bound_by: ClassVar[tuple[str, ...]] = ("document",)

    document = RecordKey(Document, related_name="names")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["document", "lang"], name="documents_documentname_of")]
        constraints: ClassVar[list[Any]] = [kind_known("documents_documentname")]


class DocumentText(Text):
    """What is said of a document: its purpose, its effect, its parties where they are not named one by one."""

    bound_by: ClassVar[tuple[str, ...]] = ("document",)

    document = RecordKey(Document, related_name="texts")
    about = models.CharField(max_length=12, choices=TEXT_KINDS)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["document", "about"], name="documents_documenttext_of")]


class Version(Record):
    """A language version of a document, with its authority and the digest of its file."""

    bound_by: ClassVar[tuple[str, ...]] = ("document",)

    document = RecordKey(Document, related_name="versions")
    lang = models.CharField(max_length=16)
    authority = models.CharField(
        max_length=10, choices=[(a, a) for a in ("authentic", "official", "courtesy", "machine")], default="official"
    )
    url = models.URLField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["document", "lang"], name="documents_version_of")]

    def __str__(self) -> str:
        return f"{self.lang} ({self.authority})"


class Relation(Record):
    """One document implements, amends, supersedes, corrects another, or stands pursuant to it."""

    bound_by: ClassVar[tuple[str, ...]] = ("one", "other")

    one = RecordKey(Document, related_name="relations")
    kind = models.CharField(max_length=12, choices=RELATIONS)
    other = RecordKey(Document, related_name="relations_to")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["other", "kind"], name="documents_relation_other")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["one", "kind", "other"], name="documents_relation_once"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="documents_relation_not_itself"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class DocumentParty(Record):
    """A party or person to a document in a capacity: party, author, contributor, addressee, beneficiary."""

    bound_by: ClassVar[tuple[str, ...]] = ("document", "party", "person")

    document = RecordKey(Document, related_name="parties")
    party = RecordKey(Party, null=True, blank=True, related_name="document_parties")
    person = RecordKey(Person, null=True, blank=True, related_name="document_parties")
    capacity = models.CharField(max_length=12, choices=CAPACITIES, default="party")
    words = models.CharField(max_length=300, blank=True)  # who, where the source names none

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["document", "capacity"], name="documents_docparty_of"),
            models.Index(fields=["party", "document"], name="documents_docparty_party"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(party__isnull=False) | models.Q(person__isnull=False) | ~models.Q(words=""),
                name="documents_documentparty_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_capacity_display()}: {self.words}" if self.words else str(self.get_capacity_display())


class Provision(Record):
    """An addressable part of a document: a paragraph, an article."""

    bound_by: ClassVar[tuple[str, ...]] = ("document",)

    key = models.SlugField(max_length=140, unique=True)
    document = RecordKey(Document, related_name="provisions")
    parent = RecordKey("self", null=True, blank=True, related_name="parts")
    number = models.CharField(max_length=20)
    position = models.PositiveIntegerField(default=0)
    operative = models.BooleanField(null=True)  # operative, informational, or not yet said

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["document", "position"], name="documents_provision_of")]

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        return f"/provisions/{self.key}"


class ProvisionText(Text):
    """The text of a provision in one language."""

    bound_by: ClassVar[tuple[str, ...]] = ("provision",)

    provision = RecordKey(Provision, related_name="texts")


class PartyAction(Record):
    """What a party did to an instrument: signature, ratification, accession, reservation, withdrawal."""

    bound_by: ClassVar[tuple[str, ...]] = ("document", "party")

    key = models.SlugField(max_length=140, unique=True)
    document = RecordKey(Document, related_name="actions")
    party = RecordKey(Party, null=True, blank=True, related_name="party_actions")
    person = RecordKey(Person, null=True, blank=True, related_name="party_actions")  # who signed
    kind = models.CharField(max_length=12, choices=ACTIONS)
    on = PartialDateField(blank=True)
    reference = models.CharField(max_length=120, blank=True)  # the law or decree
    text = models.TextField(blank=True)  # of a reservation or declaration

    filters: ClassVar[dict[str, str]] = {"document": "document__key", "party": "party__key", "kind": "kind"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["document", "kind", "on_earliest"], name="documents_action_document"),
            models.Index(fields=["party", "kind"], name="documents_action_party"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/documents/{self.document.key}"
