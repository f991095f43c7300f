"""What a person follows and how far they have read. It is theirs alone, so it is no part of the record."""

from typing import Any, ClassVar

from django.db import models


class Follow(models.Model):
    """A person's wish to hear of a thing."""

    account = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    since_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["account", "subject_type", "subject_id"], name="desk_follow_once")
        ]

    def __str__(self) -> str:
        return f"{self.account} follows {self.subject_type} {self.subject_id}"


class Seen(models.Model):
    """Up to which instant a person has read what is new."""

    account = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account} has read up to {self.at}"
