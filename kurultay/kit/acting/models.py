"""The history: one Act per thing somebody did, one Change per row it wrote, chained by hashes."""

import secrets
import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models

from kurultay.kit.reading.sight import EverythingManager, SystemManager


class Act(models.Model):
    """Somebody did something: verb, actor, reason, instant. Sealed once, then immutable."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the public name; numbers would tell
    number = models.BigIntegerField(null=True, unique=True)  # place in the chain, given when sealed
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=200)
    actor_kind = models.CharField(max_length=12)
    account = models.CharField(max_length=80, blank=True)
    seat = models.CharField(max_length=200, blank=True)  # role:organisation:party, as keys, from which it was done
    once = models.CharField(max_length=64, null=True, unique=True)  # the key of the form that asked for it
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    changes_count = models.PositiveIntegerField(default=0)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    objects = SystemManager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["verb", "number"], name="kit_act_verb"),
            models.Index(fields=["account", "number"], name="kit_act_account"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} by {self.actor}"


class Change(models.Model):
    """What one act did to one row: the values before and after, as canonical JSON of the fields that changed."""

    is_record: ClassVar[bool] = True

    act = models.ForeignKey(Act, models.PROTECT, related_name="+")
    n = models.PositiveIntegerField()  # place within the act, from 1
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    audience = models.ForeignKey("kit.Audience", models.PROTECT, related_name="+")
    before = models.TextField()
    after = models.TextField()
    digest = models.CharField(max_length=64)

    objects = EverythingManager()  # a change is never withdrawn

    class Meta:
        base_manager_name = "objects"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["subject_type", "subject_id", "act"], name="kit_change_subject")
        ]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["act", "n"], name="kit_change_place")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"

    @classmethod
    def ensure_writing(cls) -> NoReturn:
        """Refused to everybody: an act writes its own history."""
        raise TypeError("History is written by acts, and by nobody else.")


class ChainHead(models.Model):
    """The last sealed act; its one row is locked while an act is sealed, which puts all acts in one order."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    secret = models.CharField(max_length=64, default=secrets.token_hex)  # hides numbers of rows: stamps.sealed

    objects = SystemManager()

    def __str__(self) -> str:
        return f"act {self.number}"


class Stamp(models.Model):
    """A word for what an audience may see, changed in the transaction of every act that writes a row for it."""

    audience = models.OneToOneField("kit.Audience", models.PROTECT, related_name="+")
    token = models.CharField(max_length=32)  # by chance: a number would tell how often

    objects = SystemManager()

    def __str__(self) -> str:
        return str(self.token)
