"""What every test may ask for: the scene, and a database whose transactions really end."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from kurultay.kit import databases
from tests.cast import drop_guards, scene, stage

__all__ = ["committed", "scene", "stage"]


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database whose transactions are committed, emptied afterwards: its guards step aside for that alone."""
    yield
    drop_guards()
    call_command("flush", verbosity=0, interactive=False)
    databases.install()
