"""The register of commitments: one page of those that stand some way on a day, and how many stand how.

Filters, order and page are the database's. What the counters of boards sum up is not counted again.
"""

import base64
import binascii
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from kurultay.kit.dates import Certainty, PartialDate

from .commitments import Commitment
from .scopes import Scope
from .seen import Look, Sight
from .standing import NOT_YET, STATUSES, Standing, standing

OVERDUE = "overdue"  # beside the statuses
Found = dict[tuple[str, str], int]  # (status, overdue): how many


class Register:
    """The commitments that some filters leave, as they stand on a day, in the sight of the reader in force.

    `rows` is the query of these commitments; `scope` is a scope that counts the same ones, None where there is none.
    """

    def __init__(self, rows: Any, on: PartialDate, scope: Scope | None) -> None:
        self.rows, self.on = rows, on
        self._look = Look(scope) if scope is not None else None
        self._sight = self._look.sight if self._look is not None else Sight.of_reader()

    @cached_property
    def counts(self) -> Found:
        """How many stand how, those not yet made aside. One statement, and those of what the reader sees partly."""
        if self._look is None:
            return self._counted(self.rows)
        found = Counter[tuple[str, str]]()
        for part in self._look.lines(dict.fromkeys(self._look.scope.tallies, ()), self.on):
            found[part.status, part.overdue] += part.number
        if self._look.scope.kind == "record":  # the counters are those of organisations
            found.update(self._counted(self.rows.filter(of__isnull=True)))
        return {key: number for key, number in found.items() if number}

    def page(self, status: str, after: str, size: int) -> tuple[list[int], str]:
        """Numbers of at most `size` commitments, the newest made first, and the cursor of the next ones; "" at the end.

        `status` is one of STATUSES or OVERDUE, "" for all that had been made; raises ValueError for a broken cursor.
        """
        most = min(size + 1, self._expected(status)) if not after else size + 1
        if not most:
            return [], ""
        rows = self.rows.filter(self._stands(status)).order_by("-made_on_earliest", "-pk")
        if after:
            day, number = _read(after)
            rows = rows.filter(Q(made_on_earliest__lte=day) & ~Q(made_on_earliest=day, pk__gte=number))
        found = list(rows.values_list("pk", "made_on_earliest")[:most])
        numbers = [number for number, _day in found[:size]]
        return numbers, _cursor(found[size - 1]) if len(found) > size else ""

    def _expected(self, status: str) -> int:
        """How many there are, so that the last one found ends the search; those not yet made are not counted."""
        if status == NOT_YET:
            return sys.maxsize
        late = str(Certainty.YES)
        return sum(
            n
            for (held, overdue), n in self.counts.items()
            if status in ("", held) or (status, overdue) == (OVERDUE, late)
        )

    @cached_property
    def _partly(self) -> list[tuple[int, Standing]]:
        """Those of whose narrower rows the reader sees some, and how they stand."""
        return _stand(self._sight.partly(self.rows), self.on)

    def _stands(self, status: str) -> Q:
        on_day = self._sight.on(self.on.latest).filter(commitment=OuterRef("pk"))
        if status == NOT_YET:
            made = [number for number, stands in self._partly if stands.status != NOT_YET]
            return ~Exists(on_day) & ~Q(pk__in=made)
        if status == OVERDUE:
            on_day = on_day.filter(overdue=str(Certainty.YES))
        elif status:
            on_day = on_day.filter(status=status)
        also = [number for number, stands in self._partly if _is(stands, status)]
        return Exists(on_day) | Q(pk__in=also) if also else Q(Exists(on_day))

    def _counted(self, rows: Any) -> Found:
        held = self._sight.on(self.on.latest).filter(commitment__in=rows.values("pk"))
        found = Counter({(s, o): n for s, o, n in held.values_list("status", "overdue").annotate(n=Count("pk"))})
        for _number, stands in _stand(self._sight.partly(rows), self.on):
            if stands.status != NOT_YET:
                found[stands.status, str(stands.overdue)] += 1
        return dict(found)


def _stand(commitments: Iterable[Commitment], on: PartialDate) -> list[tuple[int, Standing]]:
    return [(thing.pk, standing(thing, thing.steps.all(), on)) for thing in commitments]


def _is(stands: Standing, status: str) -> bool:
    if status == OVERDUE:
        return stands.overdue is Certainty.YES
    return stands.status == status if status in STATUSES else stands.status != NOT_YET


def _cursor(last: tuple[int, date]) -> str:
    number, day = last
    return base64.urlsafe_b64encode(f"{day.isoformat()}:{number}".encode()).decode()


def _read(after: str) -> tuple[date, int]:
    try:
        day, _colon, number = base64.urlsafe_b64decode(after.encode()).decode().rpartition(":")
        return date.fromisoformat(day), int(number)
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError(after) from error
