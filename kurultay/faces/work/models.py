"""When each job is due, and what becomes of each mail; neither is a row of the record."""

from typing import Any, ClassVar

from django.db import models

STATES = {
    "queued": "waiting",
    "sending": "being sent",
    "sent": "sent",
    "stopped": "stopped",
    "failed": "failed",
    "void": "not needed any more",  # when its turn came there was nothing left to say, or nobody to say it to
    "unknown": "perhaps sent",  # the machine stopped while the mail server had it: a person decides
}


class Schedule(models.Model):
    """A job that an app offers: when it is due next, when it was last begun, and what went wrong."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row, up to now
    said = models.CharField(max_length=500, blank=True)  # by the last failure
    stopped = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return str(self.name)


class Mail(models.Model):
    """One mail to one address. Its key is unique, so what was queued once is never queued again.

    Its words stand nowhere: they are written when it is sent, in the sight of whoever gets it.
    """

    key = models.CharField(max_length=200, unique=True)
    about = models.CharField(max_length=60)
    organisation = models.CharField(max_length=80, blank=True)  # whose administrators watch over it
    address = models.EmailField()
    role = models.CharField(max_length=20, blank=True)  # the seat in which somebody is written to
    party = models.CharField(max_length=80, blank=True)
    account = models.CharField(max_length=80, blank=True)  # or the person, with all their seats
    writer = models.CharField(max_length=60)
    thing = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=STATES, default="queued")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()  # not tried before
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=500, blank=True)  # by the last failure

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["state", "next_at"], name="work_mail_state")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(state__in=list(STATES)), name="work_mail_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="work_mail_sent_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
