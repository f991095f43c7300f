"""Which commitments a point of an agenda takes up."""

from typing import Any, ClassVar

from django.db import models

from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from kurultay.record.meetings.models import AgendaItem, Meeting

from .commitments import Commitment


class Matter(Record):
    """A commitment that a point of a meeting's agenda takes up: a matter arising."""

    bound_by: ClassVar[tuple[str, ...]] = ("meeting", "commitment", "item")

    meeting = RecordKey(Meeting, related_name="matters")
    item = RecordKey(AgendaItem, related_name="matters")
    commitment = RecordKey(Commitment, related_name="matters")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["meeting"], name="commitments_matter_meeting")]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["item", "commitment"], name="commitments_matter_once")
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} at {self.meeting_id}"
