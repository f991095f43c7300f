"""Who has to report how often on what, the rounds held, what each asked of whom, and who was reminded."""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from kurultay.kit.dates import PartialDateField
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from kurultay.record.commitments.models import Commitment
from kurultay.record.parties.models import PARTY_KINDS, Area, Catalogue, Party

EVERY = {
    "two-years": "every two years",
    "year": "every year",
    "half-year": "every six months",
    "quarter": "every three months",
    "meeting": "before each meeting",
}
ESCALATION = {"chair": "the chair", "officer": "the secretariat"}  # seats to whom a long silence is told
REMINDERS = {
    "opened": "told that the round is open",
    "coming": "reminded before the due day",
    "late": "reminded after the due day",
    "escalated": "its silence told on",
    "asked": "reminded by hand",
}


class Rhythm(Record):
    """How often parties report on what: a rule that computes when a round is due and warns, and never opens one."""

    bound_by: ClassVar[tuple[str, ...]] = ("of", "catalogue", "party")

    key = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    of = RecordKey(Party, related_name="rhythms")  # the organisation or body to which is reported
    catalogue = RecordKey(Catalogue, null=True, blank=True, related_name="rhythms")  # on the commitments of this alone
    party = RecordKey(Party, null=True, blank=True, related_name="rhythms_of_its_own")  # this party alone reports
    kind = models.CharField(max_length=20, choices=PARTY_KINDS, blank=True)  # or parties of this kind alone
    every = models.CharField(max_length=10, choices=EVERY)
    month = models.PositiveSmallIntegerField(null=True, blank=True)  # due by the end of this month, 1 to 12
    since = PartialDateField(blank=True)  # the rule holds from this day on
    since_earliest: date
    lead_days = models.PositiveSmallIntegerField(default=60)  # a round is to open so long before it is due
    meeting_days = models.PositiveSmallIntegerField(default=30)  # reports are due so long before a meeting begins
    escalate_after = models.PositiveSmallIntegerField(null=True, blank=True)  # days after the due day
    escalate_to = models.CharField(max_length=10, choices=ESCALATION, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(every__in=list(EVERY)), name="rounds_rhythm_every_known"),
            models.CheckConstraint(
                condition=models.Q(every="meeting") | models.Q(month__gte=1, month__lte=12),
                name="rounds_rhythm_month_known",
            ),
            models.CheckConstraint(
                condition=models.Q(party=None) | models.Q(kind=""), name="rounds_rhythm_party_or_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(every="two-years") | ~models.Q(since=""), name="rounds_rhythm_counts_from_a_year"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Round(Record):
    """A round of reporting: from a day on, by a due day, on commitments fixed when it opened, until it is closed."""

    bound_by: ClassVar[tuple[str, ...]] = ("of", "catalogue", "area")

    key = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    of = RecordKey(Party, related_name="rounds")
    catalogue = RecordKey(Catalogue, null=True, blank=True, related_name="rounds")
    area = RecordKey(Area, null=True, blank=True, related_name="rounds")
    rhythm = RecordKey(Rhythm, null=True, blank=True, related_name="rounds")
    opens_on = PartialDateField()
    opens_on_earliest: date
    due_on = PartialDateField()
    due_on_latest: date
    closed_on = PartialDateField(blank=True)
    closed_on_latest: date
    escalate_after = models.PositiveSmallIntegerField(null=True, blank=True)  # days after the due day
    escalate_to = models.CharField(max_length=10, choices=ESCALATION, blank=True)

    filters: ClassVar[dict[str, str]] = {"of": "of__key", "catalogue": "catalogue__key"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["of", "-due_on_latest", "-id"], name="rounds_round_of"),
            models.Index(fields=["-due_on_latest", "-id"], name="rounds_round_due"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(due_on_latest__gte=models.F("opens_on_earliest")), name="rounds_round_due_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on="") | models.Q(closed_on_latest__gte=models.F("opens_on_earliest")),
                name="rounds_round_closed_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/rounds/{self.key}"


class RoundItem(Record):
    """One commitment on which one party is asked to report in a round."""

    bound_by: ClassVar[tuple[str, ...]] = ("round", "commitment", "party")

    round = RecordKey(Round, related_name="items")
    commitment = RecordKey(Commitment, related_name="round_items")
    party = RecordKey(Party, related_name="round_items")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["round", "party"], name="rounds_item_of")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "commitment", "party"], name="rounds_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} of {self.party_id}"


class Reminder(Record):
    """A party was reminded of a round on a day; it is delivered by whoever sends mail, once."""

    bound_by: ClassVar[tuple[str, ...]] = ("round", "party")

    round = RecordKey(Round, related_name="reminders")
    party = RecordKey(Party, related_name="reminders")
    kind = models.CharField(max_length=10, choices=REMINDERS)
    on = PartialDateField()
    on_earliest: date

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["on_earliest"], name="rounds_reminder_on")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "party", "kind", "on"], name="rounds_reminder_once"),
            models.CheckConstraint(condition=models.Q(kind__in=list(REMINDERS)), name="rounds_reminder_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
