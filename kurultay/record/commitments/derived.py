"""Offer: how commitments stand, day by day, kept with every act that changes them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.models import PUBLIC, Audience
from kurultay.kit.reckoning import Touched, add, empty, replace
from kurultay.record.meetings.models import Meeting

from .models import Commitment, CommitmentParty, Step
from .models.reckoned import CELL, MONTHLY, TALLIED, Beyond, Reckoning, Stretch, Tally
from .models.shapes import FOR_SHAPE, Shape, shape_of

BATCH = 1000
Amounts = dict[tuple[Any, ...], list[int]]


def follow(touched: Touched) -> None:
    """Reckon anew the commitments whose own rows, steps, parties or meetings an act wrote."""
    told: tuple[type[models.Model], ...] = (Commitment, CommitmentParty, Step, Meeting)
    if not any(table in touched for table in told):
        return
    with reading_as(system("reckoning")):
        _settle(_concerned(touched))


def _concerned(touched: Touched) -> set[int]:
    found = set(touched.get(Commitment, ()))
    for table in (CommitmentParty, Step):
        for numbers in _batches(touched.get(table, ())):
            found.update(table.everything.filter(pk__in=numbers).values_list("commitment_id", flat=True))
    for numbers in _batches(touched.get(Meeting, ())):
        there = Q(meeting__in=numbers) | Q(due_at__in=numbers)
        found.update(Commitment.everything.filter(there).values_list("pk", flat=True))
        found.update(Step.everything.filter(meeting__in=numbers).values_list("commitment_id", flat=True))
    return found


def _settle(numbers: Iterable[int]) -> None:
    """Put what follows from these commitments in the place of what was reckoned of them before."""
    public = _public()
    for batch in _batches(numbers):
        before = dict(Reckoning.objects.filter(commitment__in=batch).values_list("commitment_id", "shape"))
        now = {shape.commitment: shape for shape in _shapes(Commitment.objects.filter(pk__in=batch), public)}
        texts = {number: shape.text() for number, shape in now.items()}
        changed = [number for number in batch if before.get(number) != texts.get(number)]
        sets = _beyond(shape for number, shape in now.items() if number in changed)
        amounts: Amounts = defaultdict(lambda: [0, 0])
        for number in changed:
            if number in before:
                gone = Shape.read(number, before[number])
                _count(gone, sets | _beyond([gone]), amounts, -1)
            if number in now:
                _count(now[number], sets, amounts, 1)
        shown = [now[number] for number in changed if number in now]
        replace(Reckoning, "commitment_id", changed,
                [{"commitment_id": shape.commitment, "beyond": sets[shape.beyond], "shape": texts[shape.commitment]}
                 for shape in shown])  # fmt: skip
        replace(Stretch, "commitment_id", changed, _stretches(shown, sets))
        add(Tally, CELL, amounts)


def _public() -> frozenset[int]:
    return frozenset(Audience.objects.filter(marking=PUBLIC).values_list("pk", flat=True))


def _shapes(rows: Any, public: frozenset[int]) -> Iterator[Shape]:
    for thing in rows.prefetch_related(*FOR_SHAPE):
        yield shape_of(thing, public)


def _beyond(shapes: Iterable[Shape]) -> dict[frozenset[int], int]:
    """The numbers of the sets of narrower audiences, interned where new; none of them is 0."""
    wanted = {shape.beyond for shape in shapes if shape.beyond}
    texts = {",".join(map(str, sorted(numbers))): numbers for numbers in wanted}
    if not texts:
        return {frozenset(): 0}
    known = dict(Beyond.objects.filter(audiences__in=texts).values_list("audiences", "pk"))
    if missing := texts.keys() - known.keys():
        replace(Beyond, "id", [], [{"audiences": text} for text in sorted(missing)])
        known = dict(Beyond.objects.filter(audiences__in=texts).values_list("audiences", "pk"))
    return {frozenset(): 0, **{texts[text]: number for text, number in known.items()}}


def _count(shape: Shape, sets: dict[frozenset[int], int], amounts: Amounts, sign: int) -> None:
    """Add what a commitment counts for, or take it back, to the counters of its days, months and years."""
    beyond = sets[shape.beyond]
    for view in shape.views:
        for cell, number, moves in shape.cells(view):
            if cell.kind not in TALLIED:
                continue
            days = {"d": cell.day, "y": date(cell.day.year, 1, 1)}
            if cell.kind in MONTHLY:
                days["m"] = cell.day.replace(day=1)
            for span, day in days.items():
                key = (cell.kind, cell.scope, span, day, shape.audience, beyond, view, cell.status, cell.overdue,
                       cell.made, cell.other, cell.answered)  # fmt: skip
                held = amounts[key]
                held[0] += sign * number
                held[1] += sign * moves


def _stretches(shapes: Iterable[Shape], sets: dict[frozenset[int], int]) -> Iterator[dict[str, Any]]:
    for shape in shapes:
        for name, view in shape.views.items():
            for span in view.spans:
                yield {
                    "commitment_id": shape.commitment, "audience_id": shape.audience, "beyond": sets[shape.beyond],
                    "view": name, "status": span.status, "overdue": span.overdue, "since": span.since,
                    "until": span.until, "due_earliest": span.due_earliest, "due_latest": span.due_latest,
                }  # fmt: skip


def check() -> str | None:
    """The first commitment that is not reckoned as it stands, or counter that is not the sum of what it counts."""
    with reading_as(system("reckoning")):
        public = _public()
        amounts: Amounts = defaultdict(lambda: [0, 0])
        held = dict(Reckoning.objects.values_list("commitment_id", "shape"))
        sets = {row.numbers: row.pk for row in Beyond.objects.all()} | {frozenset(): 0}
        for numbers in _batches(Commitment.objects.order_by("pk").values_list("pk", flat=True)):
            for shape in _shapes(Commitment.objects.filter(pk__in=numbers), public):
                if held.pop(shape.commitment, None) != shape.text() or shape.beyond not in sets:
                    return _("Commitment %(number)s is not reckoned as it stands.") % {"number": shape.commitment}
                _count(shape, sets, amounts, 1)
        if held:
            return _("Commitment %(number)s is reckoned, but not in the record.") % {"number": min(held)}
        counted = {row[: len(CELL)]: list(row[len(CELL) :]) for row in
                   Tally.objects.values_list(*CELL, "number", "moves").iterator(chunk_size=5000)}  # fmt: skip
        wrong = [key for key, amount in amounts.items() if counted.pop(key, [0, 0]) != amount]
        if wrong or any(any(amount) for amount in counted.values()):
            return _("A counter of the boards is not the sum of what it counts.")
    return None


def rebuild() -> int:
    """Reckon every commitment anew; returns how many there are."""
    with reading_as(system("reckoning")):
        for table in (Reckoning, Stretch, Tally):
            empty(table)
        numbers = list(Commitment.objects.order_by("pk").values_list("pk", flat=True))
        _settle(numbers)
    return len(numbers)


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(sorted(numbers))
    while batch := list(islice(rest, BATCH)):
        yield batch
