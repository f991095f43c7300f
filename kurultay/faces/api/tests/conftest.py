"""The scene, as every test has it, and the API asked by somebody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]


@pytest.fixture
def asked_by(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A function that asks an address as a reader and gives the response."""

    def ask(reader: Reader, address: str, **headers: str) -> Any:
        with monkeypatch.context() as patch:
            patch.setattr(policy, "_reader_of", [lambda request: reader])
            return Client().get(address, headers=headers)

    return ask


@pytest.fixture
def ask(asked_by: Callable[..., Any]) -> Callable[..., Any]:
    """A function that asks an address of the API as anybody and gives the JSON; 200 is expected."""
    from tests.cast import STRANGER

    def json_of(address: str, reader: Reader = STRANGER) -> Any:
        got = asked_by(reader, address)
        assert got.status_code == 200, got.content
        return got.json()

    return json_of
