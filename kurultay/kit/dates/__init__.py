"""Partial dates, periods and the three answers to "as of when": yes, no, not determinable."""

from kurultay.kit.dates.asof import certain, on, parse_on, period_in_order, possible
from kurultay.kit.dates.fields import BoundField, EndField, PartialDateField, StartField, columns, partial, period_of
from kurultay.kit.dates.partial import FIRST, LAST, DateError, PartialDate, inclusive_days
from kurultay.kit.dates.period import OPEN, UNKNOWN, Certainty, Period
from kurultay.kit.dates.words import spell, spell_period

__all__ = [
    "FIRST",
    "LAST",
    "OPEN",
    "UNKNOWN",
    "BoundField",
    "Certainty",
    "DateError",
    "EndField",
    "PartialDate",
    "PartialDateField",
    "Period",
    "StartField",
    "certain",
    "columns",
    "inclusive_days",
    "on",
    "parse_on",
    "partial",
    "period_in_order",
    "period_of",
    "possible",
    "spell",
    "spell_period",
]
