"""What holds on a day, and what lies between two: for certain, and possibly, as conditions of the database."""

from datetime import date

from django.db.models import Q

from kurultay.kit.dates import FIRST, LAST, PartialDate, certain, possible
from kurultay.kit.lists import Holds, IsThere, TakesPlace


def holding(dated: Holds | TakesPlace | IsThere, on: PartialDate) -> tuple[Q, Q]:
    """Rows that certainly hold on that day, or some day of that month or year; and those that may."""
    if isinstance(dated, Holds):
        return certain(on, dated.through), possible(on, dated.through)
    if isinstance(dated, TakesPlace):
        return _taking_place(dated, on)
    sure, known, may = Q(), Q(), Q()
    for name in dated.fields:
        sure |= Q(**{f"{name}_latest__lte": on.latest})
        known |= ~Q(**{name: ""})
        may |= ~Q(**{name: ""}) & Q(**{f"{name}_earliest__lte": on.latest})
    return sure, may | ~known


def _first(dated: TakesPlace) -> list[tuple[Q, str]]:
    """Which date is the first day, by case: the one recorded, else the one planned."""
    return [(~Q(**{dated.first: ""}), dated.first), (Q(**{dated.first: ""}), dated.planned)]


def _taking_place(dated: TakesPlace, on: PartialDate) -> tuple[Q, Q]:
    sure, may = Q(), Q()
    for case, first in _first(dated):
        begun, perhaps_begun = Q(**{f"{first}_latest__lte": on.latest}), Q(**{f"{first}_earliest__lte": on.latest})
        for ended, last in ((~Q(**{dated.last: ""}), dated.last), (Q(**{dated.last: ""}), first)):
            sure |= case & ended & begun & Q(**{f"{last}_earliest__gte": on.earliest})
            may |= case & ended & perhaps_begun & Q(**{f"{last}_latest__gte": on.earliest})
    return sure, may


def between(dated: TakesPlace, since: date = FIRST, until: date = LAST) -> tuple[Q, Q]:
    """Rows whose first day is certainly on or after `since` and before `until`; and those of which it may be."""
    sure, may = Q(), Q()
    for case, first in _first(dated):
        sure |= case & Q(**{f"{first}_earliest__gte": since, f"{first}_latest__lt": until})
        may |= case & Q(**{f"{first}_latest__gte": since, f"{first}_earliest__lt": until})
    return sure, may
