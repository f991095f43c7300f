"""What follows from commitments and their steps, kept with every act: spans of status, and counters for the boards.

Whoever reads a commitment may not read all of its steps, its parties or the meeting at which it is due. So what follows
is kept twice where that is so: as seen by those who see none of the narrower rows ("bare") and by those who see all of
them ("full"); "all" where there are none. Who sees some of them gets those few commitments reckoned when asked.
"""

from typing import Any, ClassVar

from django.db import models

from kurultay.kit.reading.sight import EverythingManager, RecordKey, SystemManager

from .commitments import Commitment


class Beyond(models.Model):
    """A set of audiences that read more of some commitment than those do who read the commitment itself."""

    audiences = models.TextField(unique=True)  # numbers, in order, with a comma between

    objects = SystemManager()

    def __str__(self) -> str:
        return str(self.audiences)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the audiences."""
        return frozenset(int(number) for number in self.audiences.split(","))


class Reckoning(models.Model):
    """What was last reckoned of one commitment, whole, so that counters give back exactly what they took."""

    commitment = RecordKey(Commitment, related_name="+", db_index=False)
    beyond = models.PositiveIntegerField(db_index=True)  # the number of a Beyond; 0 where nothing is narrower
    shape = models.TextField()

    objects = SystemManager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["commitment"], name="commitments_reckoning_once")
        ]

    def __str__(self) -> str:
        return f"what follows from commitment {self.commitment_id}"


class Stretch(models.Model):
    """From a day until another a commitment stands like this, for those who see it as `view` says."""

    commitment = RecordKey(Commitment, related_name="stretches", db_index=False)
    audience = models.ForeignKey("kit.Audience", models.PROTECT, related_name="+", db_index=False)
    beyond = models.PositiveIntegerField()  # the number of a Beyond; 0 where nothing is narrower
    view = models.CharField(max_length=4)
    status = models.CharField(max_length=14)
    overdue = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField()  # the first day on which it stands otherwise
    due_earliest = models.DateField(null=True)
    due_latest = models.DateField(null=True)

    objects = EverythingManager()  # of one's own sight; there is nothing to withdraw

    class Meta:
        default_manager_name = "objects"
        base_manager_name = "objects"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["commitment", "since"], name="commitments_stretch_of"),
            models.Index(fields=["overdue", "due_latest", "since", "until"], name="commitments_stretch_due"),
        ]

    def __str__(self) -> str:
        return f"{self.status} since {self.since}"


class Tally(models.Model):
    """By how many commitments of a scope a status grew in a year, a month or on a day; sums of these are the counts.

    `scope` is the number of a party or an area as `kind` says; `other` is a party that owes: a commitment of an
    organisation counts once under "of" and once for each of these under "owed". What a body's meetings made counts
    under "body" where it is not the body's own.
    """

    kind = models.CharField(max_length=8)
    scope = models.BigIntegerField()
    span = models.CharField(max_length=1)  # y, m or d: the sum of a year, of a month, of a day
    day = models.DateField()  # the first one of the year or month
    audience = models.ForeignKey("kit.Audience", models.PROTECT, related_name="+", db_index=False)
    beyond = models.PositiveIntegerField()
    view = models.CharField(max_length=4)
    status = models.CharField(max_length=14)
    overdue = models.CharField(max_length=16)
    made = models.PositiveSmallIntegerField()  # the year by whose end it was made; 0 where no day is known
    other = models.BigIntegerField()
    answered = models.BooleanField()  # whether that party reported or showed anything
    number = models.IntegerField()
    moves = models.IntegerField()  # of due dates

    objects = EverythingManager()

    class Meta:
        default_manager_name = "objects"
        base_manager_name = "objects"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["kind", "scope", "span", "day", "audience", "beyond", "view", "status", "overdue", "made",
                        "other", "answered"],
                name="commitments_tally_cell",
            )
        ]  # fmt: skip
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["number"], name="commitments_tally_nought", condition=models.Q(number=0, moves=0)),
            models.Index(
                fields=["other", "span", "day"], name="commitments_tally_party", condition=models.Q(kind="owed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope}: {self.status} {self.number:+} on {self.day}"


CELL = (
    "kind",
    "scope",
    "span",
    "day",
    "audience_id",
    "beyond",
    "view",
    "status",
    "overdue",
    "made",
    "other",
    "answered",
)
TALLIED = ("of", "body", "area", "owed")  # the other scopes hold few commitments, which are counted when asked
MONTHLY = ("of", "owed")  # kinds whose scopes hold so many that months are summed too
