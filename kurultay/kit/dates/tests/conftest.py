"""A table with a period and a lone date, on whichever database the settings name."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models

from kurultay.kit.dates import EndField, PartialDateField, StartField, period_in_order


class Span(models.Model):
    """Declares the end first: the columns are right whatever the order of the fields."""

    key = models.CharField(max_length=20, default="x")
    until = EndField(start="since")
    since = StartField()
    adopted = PartialDateField()

    class Meta:
        app_label = "kit_dates_tests"
        constraints = period_in_order()

    def __str__(self) -> str:
        return self.key


class Dated(models.Model):
    """An abstract parent, as the record uses it."""

    since = StartField()
    until = EndField()

    class Meta:
        abstract = True
        constraints = period_in_order()


class Office(Dated):
    """Inherits its period."""

    title = models.CharField(max_length=20, default="x")

    class Meta(Dated.Meta):
        app_label = "kit_dates_tests"

    def __str__(self) -> str:
        return self.title


class Widened(models.Model):
    """A lone start, whose text column a test makes wider."""

    since = StartField()

    class Meta:
        app_label = "kit_dates_tests"

    def __str__(self) -> str:
        return self.since


@pytest.fixture(scope="module")
def _tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in (Span, Office, Widened):
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in (Span, Office, Widened):
                editor.delete_model(model)


@pytest.fixture
def span(_tables: None, db: None) -> type[Span]:
    """The model with a table."""
    return Span


@pytest.fixture
def office(_tables: None, db: None) -> type[Office]:
    """The model that inherits its period, with a table."""
    return Office


@pytest.fixture
def widened(_tables: None, transactional_db: None) -> type[Widened]:
    """The model whose table a test alters, outside any transaction."""
    return Widened
