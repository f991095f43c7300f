"""What is asked of somebody: the one shape in which apps offer it, and the gathering of all offers for a reader.

An app offers duties by a `duties.py` with `duties(reader, on) -> list[Duty]`, asked in the reader's own sight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kurultay.kit import registry
from kurultay.kit.dates import LAST, PartialDate
from kurultay.kit.reading import Reader, Seat

LATE, SOON, ASKED = "late", "soon", "asked"


@dataclass(frozen=True)
class Duty:
    """One thing asked of one seat. `due` is the day by which, or None; `late` only where the day has surely passed."""

    words: str  # what is asked, a whole sentence for people
    thing: Any  # the row it is about, with a page of its own
    seat: Seat
    due: PartialDate | None = None
    late: bool = False
    act: str = ""  # the address where it is done; else that of the thing

    def when(self, on: date, days: int) -> str:
        """Whether it is late, due within so many days, or asked without a near day."""
        if self.late:
            return LATE
        return SOON if self.due is not None and (self.due.latest - on).days <= days else ASKED


def duties_of(reader: Reader, on: PartialDate) -> list[Duty]:
    """Everything asked of this reader's seats, the earliest day first; nothing of anybody without a seat."""
    offered: Iterable[Any] = registry.offers("duties") if reader.seats else ()
    found = [duty for module in offered for duty in module.duties(reader, on)]
    return sorted(found, key=lambda duty: (duty.due.latest if duty.due else LAST, str(duty.thing)))
