"""The scene, and the League of Isles with all its promises."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from kurultay.faces.demo.management.commands.demo import build
from tests.conftest import scene, stage

__all__ = ["league", "scene", "stage"]


@pytest.fixture(scope="module")
def league(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The League as `kurultay demo` builds it, once for a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)
