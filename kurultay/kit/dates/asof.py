"""What holds at a time, asked of the database: the same three answers as Period.holds."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, CheckConstraint, F, Model, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.dates.partial import DateError, PartialDate
from kurultay.kit.dates.period import question_bounds

_M = TypeVar("_M", bound=Model)


def possible(on: date | PartialDate, prefix: str = "") -> Q:
    """Rows whose period holds or may hold on that day, or on some day of that month, year or range.

    `prefix` leads to the dated row ("names__"); raises DateError for the last day of the calendar.
    """
    first, last = question_bounds(on)
    return Q(**{f"{prefix}since_earliest__lte": last, f"{prefix}until_latest__gt": first})


def certain(on: date | PartialDate, prefix: str = "") -> Q:
    """Rows whose period holds then whatever the unknown days are."""
    first, last = question_bounds(on)
    return Q(**{f"{prefix}since_latest__lte": last, f"{prefix}until_earliest__gt": first})


def on(rows: QuerySet[_M], day: date | PartialDate, prefix: str = "") -> QuerySet[_M]:
    """The possible rows, each with `is_certain`: True for yes, False for not determinable."""
    sure = Case(When(certain(day, prefix), then=Value(True)), default=Value(False), output_field=BooleanField())
    marked: Any = rows.filter(possible(day, prefix)).annotate(is_certain=sure)
    return marked  # type: ignore[no-any-return]


def parse_on(text: str) -> PartialDate:
    """Reads the day, month or year of a question (`?on=2015-05-08`); raises DateError."""
    asked = PartialDate.parse(text)
    if asked.precision not in ("day", "month", "year") or asked.mark:
        raise DateError(_('"%(text)s": ask about a day, month or year: 2015-05-08, 2015-05 or 2015.'), text=text)
    question_bounds(asked)
    return asked


def period_in_order(name: str = "period") -> list[CheckConstraint]:
    """Constraints for a model with since and until; `name` tells several periods of one model apart."""
    orders = {
        "since": Q(since_earliest__lte=F("since_latest")),
        "until": Q(until_earliest__lte=F("until_latest")),
        "order": Q(since_earliest__lt=F("until_latest")),
    }
    return [
        CheckConstraint(
            condition=condition,
            name=f"%(app_label)s_%(class)s_{name}_{part}",
            violation_error_message=gettext_lazy("The period has no day: until comes after since."),
        )
        for part, condition in orders.items()
    ]
