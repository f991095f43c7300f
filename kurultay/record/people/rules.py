"""Who may do the verbs of people: officers and registrars of the organisation that keeps the row."""

from typing import Any

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps

from .models import Person, Tenure


def introduce(by: Reader, key: str, *, keeper: str = "", **words: Any) -> str | None:
    """A person enters the record through whoever keeps the entry."""
    return keeps(by, keeper)


def name(by: Reader, person: Person, **words: Any) -> str | None:
    """Names are given by whoever keeps the person's entry."""
    return keeps(by, person.keeper)


def appoint(by: Reader, person: Person, *, keeper: str = "", **words: Any) -> str | None:
    """A tenure is recorded by whoever keeps it."""
    return keeps(by, keeper)


def leave(by: Reader, tenure: Tenure, **words: Any) -> str | None:
    """The end of a tenure is recorded by whoever keeps it."""
    return keeps(by, tenure.keeper)


def distinguish(by: Reader, person: Person, *, other: Person, **words: Any) -> str | None:
    """Two persons are kept apart by whoever keeps one of the two entries."""
    return keeps(by, person.keeper) and keeps(by, other.keeper)
