"""The example record, loaded once for the journeys through it and rolled back after them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

HERE = Path(__file__).parent
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey reads the database, also where it asks nothing but a page."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.django_db)


class _Undo(Exception):
    """Ends the transaction around the journeys."""


@pytest.fixture(scope="module")
def load(django_db_setup, django_db_blocker):
    """A function that loads example files, by the start of their names, for this module's tests."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()

        def files(*starts: str) -> None:
            paths = [str(p) for p in sorted(EXAMPLES.glob("*.yaml")) if p.name.startswith(starts)]
            call_command("import", *paths, quiet=True)

        yield files
        block.__exit__(_Undo, _Undo(), None)


@pytest.fixture
def ask(load) -> Callable[[str], str]:
    """Ask a page and get its text, white space folded, tags gone."""
    import re
    from html import unescape

    def text(address: str) -> str:
        got = Client().get(address)
        assert got.status_code == 200, address
        body = re.sub(r"(?s)<(svg|style|script).*?</\1>", " ", got.content.decode())
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()

    return text
