"""Field values as citations write them, and whether a claim agrees with what the record holds."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from kurultay.kit.dates import LAST, OPEN, DateError, PartialDate, PartialDateField


def text_of(row: models.Model, field: str) -> str:
    """The value of a field as a citation writes it: EDTF, the key of the row pointed at, or plain text."""
    value = getattr(row, field)
    if isinstance(value, models.Model):
        return str(getattr(value, "key", value.pk))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def as_text(value: Any) -> str:
    """A value not yet in a row, as a citation writes it."""
    if isinstance(value, models.Model):
        return str(getattr(value, "key", value.pk))
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def target_of(row: models.Model, field: str) -> Any:
    """The table that a field of this row points at by key; None for other fields and for "", the row as a whole."""
    target = row._meta.get_field(field).related_model if field else None
    return target if hasattr(target, "key") else None


def value_of(row: models.Model, field: str, text: str) -> Any:
    """The value that a citation's text stands for, as the field takes it; ValueError where it stands for none."""
    column: Any = row._meta.get_field(field)
    if text == "" and column.null:
        return None
    if model := target_of(row, field):
        if (found := model.objects.filter(key=text).first()) is None:
            raise ValueError(f"{text} is not in the record.")
        return found
    if isinstance(column, models.BooleanField):
        return text == "true"
    try:
        return column.clean(text, row)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error


def _bounded(text: str) -> PartialDate:
    return PartialDate(OPEN, LAST, LAST) if text == OPEN else PartialDate.parse(text)


def agrees(row: models.Model, field: str, claim: str) -> bool:
    """Whether a claimed value can stand beside the accepted one.

    Texts agree when equal. Dates agree when one lies within the other: "2010" and "2010-06-08" do not contradict,
    and "still running" does not contradict an end on or after some day.
    """
    held = text_of(row, field)
    if held == claim:
        return True
    if not isinstance(row._meta.get_field(field), PartialDateField) or not held or not claim:
        return False
    try:
        one, other = _bounded(held), _bounded(claim)
    except DateError:
        return False
    return (one.earliest <= other.earliest and other.latest <= one.latest) or (
        other.earliest <= one.earliest and one.latest <= other.latest
    )
