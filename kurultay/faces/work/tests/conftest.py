"""A letter to somebody, the queue it comes into, and who administers."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kurultay.faces.work.actions import queue
from kurultay.faces.work.models import Mail
from kurultay.kit import registry
from kurultay.kit.clock import stopped_at
from kurultay.kit.letters import Contact, Letter, Said
from kurultay.kit.reading import Reader, Seat
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]

NOW = datetime(2015, 3, 20, 9, tzinfo=UTC)
EVA = Contact("eva@eastshore.example", "focal-point", "lakes", "eastshore", "Eva")
ROOT = Reader.person("An administrator of the installation", Seat("administrator"))
OF_LAKES = Reader.person("An administrator", Seat("administrator", "lakes"))
OF_PLAINS = Reader.person("An administrator elsewhere", Seat("administrator", "plains"))


WORDS: dict[str, Any] = {}  # what the writer of the test writes about a thing; without any, the usual words
SITTING = [EVA]


def letter(key: str = "first", to: Contact = EVA, thing: str = "") -> Letter:
    return Letter(key, "Reminder", to, "test.write", thing or key)


def write(thing: str, to: Contact) -> Said | None:
    """The writer of the test."""
    said = WORDS.get(thing, Said(f"About {thing}", "Not for administrators."))
    if isinstance(said, Exception):
        raise said
    return said  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def _offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sits where and who writes, as other apps tell it."""
    asked, people = registry.gather, ModuleType("people")
    people.contacts = lambda organisation, role, party: [  # type: ignore[attr-defined]
        c for c in SITTING if (c.organisation, c.role, c.party) == (organisation, role, party)
    ]
    people.people = list  # type: ignore[attr-defined]
    offers = registry.offers
    monkeypatch.setattr(registry, "offers", lambda name: (people,) if name == "contacts" else offers(name))
    monkeypatch.setattr(
        registry,
        "gather",
        lambda name, what: {**asked(name, what), "test.write": write} if what == "WRITERS" else asked(name, what),
    )
    WORDS.clear()
    SITTING[:] = [EVA]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Mail goes to a folder of the test; it is nine o'clock on 20 March 2015."""
    settings.EMAIL_BACKEND = "kurultay.kit.mail.Folder"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    with stopped_at(NOW):
        yield tmp_path / "mail"


@pytest.fixture
def queued(db: None) -> Callable[..., Mail]:
    """Queue a letter; the mail that comes of it."""

    def make(key: str = "first", to: Contact = EVA) -> Mail:
        queue([letter(key, to)])
        return Mail.objects.get(key=key)

    return make
