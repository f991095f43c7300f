"""Model fields that keep a partial date as EDTF text beside two date columns, earliest and latest."""

from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from kurultay.kit.dates.partial import FIRST, DateError, PartialDate
from kurultay.kit.dates.period import OPEN, UNKNOWN, Period, end_bounds, end_text, start_bounds, start_text

if TYPE_CHECKING:
    _Text = models.CharField[Any, str]
    _Day = models.DateField[Any, date]
else:
    _Text, _Day = models.CharField, models.DateField

Side = Literal["earliest", "latest"]
SIDES: tuple[Side, Side] = ("earliest", "latest")


class _TextAttribute(DeferredAttribute):
    """Assigning the text sets its two columns at once."""

    field: "PartialDateField"

    def __set__(self, instance: models.Model, value: Any) -> None:
        data = instance.__dict__
        # A row under construction is either loaded, with its columns, or new: then the empty columns ask for settling.
        # Thus loading costs no reading of dates.
        if type(value) is str and instance._state.adding and self.field.attname not in data:
            data[self.field.attname] = value
        else:
            self.field.settle(instance, value)


class _BoundAttribute(DeferredAttribute):
    """A column of a new row takes its value from the text."""

    field: "BoundField"

    def __set__(self, instance: models.Model, value: Any) -> None:
        data = instance.__dict__
        data[self.field.attname] = value
        if value is None and self.field.of in data:
            self.field.text_field(instance).settle(instance, data[self.field.of])


class BoundField(_Day):
    """The earliest or latest day of the partial date in field `of`; added by that field, never written by hand."""

    descriptor_class = _BoundAttribute

    def __init__(self, *args: Any, of: str, side: Side, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)
        self.of, self.side = of, side

    def text_field(self, instance: models.Model) -> "PartialDateField":
        """The field this column belongs to."""
        field = instance._meta.get_field(self.of)
        assert isinstance(field, PartialDateField)
        return field

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # type: ignore[override]
        # SQLite rebuilds a table from a copy of all fields, and the text field has then already added this one.
        if all(field.name != name for field in cls._meta.local_fields):
            super().contribute_to_class(cls, name, private_only=private_only)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "of": self.of, "side": self.side}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if self.of in model_instance.__dict__:
            self.text_field(model_instance).pre_save(model_instance, add)
        return getattr(model_instance, self.attname)


class PartialDateField(_Text):
    """A lone partial date: EDTF text, "" when not known, with columns `<name>_earliest` and `<name>_latest`.

    Takes text, a date, a PartialDate, a year or None; reads as text. Unreadable values raise DateError at
    assignment. `save(update_fields=...)` and `bulk_update` must name all columns: see `columns`.
    """

    descriptor_class = _TextAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        # Made here so that the columns stand next to the text in the table.
        self._columns = [BoundField(of="", side=side) for side in SIDES]

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only=private_only)
        if cls.__module__ == "__fake__":  # a historical model: its migration lists the columns itself
            return
        for column in self._columns:
            mine = copy(column)
            mine.of = name
            cls.add_to_class(f"{name}_{mine.side}", mine)

    def read(self, value: Any) -> str:
        """The text to store; raises DateError."""
        return start_text(value)

    def bounds(self, text: str, instance: models.Model) -> tuple[date, date]:
        """Earliest and latest day for the text."""
        return start_bounds(text)

    def settle(self, instance: models.Model, value: Any) -> None:
        """Sets the text and both columns of the instance; raises DateError that names the field."""
        try:
            text = self.read(value)
            days = self.bounds(text, instance)
        except DateError as error:
            raise DateError(f"{self.name}: {error}") from error
        instance.__dict__[self.attname] = text
        for side, day in zip(SIDES, days, strict=True):
            instance.__dict__[f"{self.name}_{side}"] = day

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text: str = getattr(model_instance, self.attname)
        self.settle(model_instance, text)
        return text

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        try:
            text = self.read(value)
        except DateError as error:
            raise ValidationError(str(error), code="date") from error
        cleaned: str = super().clean(text, model_instance)
        return cleaned


class StartField(PartialDateField):
    """The first day of a period: EDTF text or UNKNOWN."""

    def settle(self, instance: models.Model, value: Any) -> None:
        super().settle(instance, value)
        for field in instance._meta.concrete_fields:
            if isinstance(field, EndField) and field.start == self.name:
                field.follow_start(instance)


class EndField(PartialDateField):
    """The first day on which a period no longer holds: EDTF text, UNKNOWN (ended or not) or OPEN (still running)."""

    def __init__(self, *args: Any, start: str = "since", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.start = start

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "start": self.start}

    def read(self, value: Any) -> str:
        return end_text(value)

    def bounds(self, text: str, instance: models.Model) -> tuple[date, date]:
        since_earliest = FIRST
        if text == UNKNOWN and (self.start in instance.__dict__ or not instance._state.adding):
            since_earliest = start_bounds(start_text(getattr(instance, self.start)))[0]
        return end_bounds(text, since_earliest)

    def follow_start(self, instance: models.Model) -> None:
        """Settles an unknown end anew after the start changed."""
        if self.attname in instance.__dict__ or not instance._state.adding:
            self.settle(instance, getattr(instance, self.attname))

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = super().pre_save(model_instance, add)
        Period(getattr(model_instance, self.start), text)  # raises DateError when out of order
        return text


def columns(*names: str) -> list[str]:
    """The names of all columns of these date fields, for `save(update_fields=...)`."""
    return [column for name in names for column in (name, *(f"{name}_{side}" for side in SIDES))]


def period_of(instance: Any, since: str = "since", until: str = "until") -> Period:
    """The period of a row; raises DateError when its ends are out of order."""
    return Period(getattr(instance, since), getattr(instance, until))


def partial(instance: Any, name: str) -> PartialDate | None:
    """The partial date in field `name`; None when not known or still running."""
    text = getattr(instance, name)
    return None if text in (UNKNOWN, OPEN) else PartialDate.parse(text)
