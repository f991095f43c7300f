"""Forms of commitments: what the verbs ask of a person, and the rows in which commitments are drawn from a text."""

from .drawing import DrawnForm, ReasonForm, choices_of, rows_of, who_may_owe
from .verbs import FORMS, OWN_PAGES

__all__ = ["FORMS", "OWN_PAGES", "DrawnForm", "ReasonForm", "choices_of", "rows_of", "who_may_owe"]
