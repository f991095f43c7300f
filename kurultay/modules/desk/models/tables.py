"""What a person follows and how far they have read. It is theirs alone, so it is no part of the record."""

from datetime import datetime, time
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

EVERY = {
    "day": gettext_lazy("once a day"),
    "week": gettext_lazy("once a week"),
    "never": gettext_lazy("never"),
}
HOUR = time(5)  # of the day, in UTC, from which a day's mail may go


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


class Wish(models.Model):
    """How often somebody wants their day by mail and in which language, and what the last such mail told."""

    account = models.CharField(max_length=80, unique=True)
    every = models.CharField(max_length=5, choices=EVERY, default="day")
    lang = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    told_at = models.DateTimeField(null=True)  # news up to this instant was told
    told = models.CharField(max_length=64, blank=True)  # a digest of what stood there to be done

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(every__in=list(EVERY)), name="desk_wish_every_known")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.every}"

    def period(self, at: datetime) -> str:
        """The day or week in which one mail is sent, as 2026-11-25 or 2026-W48; "" where none is wanted yet."""
        if self.every == "never" or at.time() < HOUR:
            return ""
        year, week, _day = at.isocalendar()
        return at.date().isoformat() if self.every == "day" else f"{year}-W{week:02d}"
