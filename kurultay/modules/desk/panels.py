"""What the desk shows on the page of a thing: whether the reader follows it, and the button that changes that."""

from dataclasses import dataclass, field
from typing import Any

from kurultay.kit.pages.asked import Asked
from kurultay.kit.reading.readers import current
from kurultay.kit.rows import Record

from .models import Follow


@dataclass
class Panel:
    """A button to follow a thing or to stop."""

    thing: Record
    follows: bool
    template: str = "desk/follow.html"
    rows: list[Record] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The table of the thing, as the form sends it back."""
        return self.thing.type_name()


def _of(thing: Record, question: Asked) -> list[Panel]:
    """One statement for a person with an account; nothing for anybody else."""
    account = current().account
    if not account:
        return []
    mine = Follow.objects.filter(account=account, subject_type=thing.type_name(), subject_id=thing.pk)
    return [Panel(thing, mine.exists())]


of_party = of_person = of_meeting = of_document = of_commitment = _of
