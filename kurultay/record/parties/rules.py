"""Who may do the verbs of parties: officers and registrars of the organisation that keeps the row."""

from typing import Any

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps

from .models import Party, Role


def _of(by: Reader, organisation: Party | Role | None) -> str | None:
    """Rows about what an organisation is to its parties are kept by that organisation."""
    return keeps(by, organisation.keeper if organisation is not None else "")


def register(by: Reader, key: str, *, keeper: str = "", **words: Any) -> str | None:
    """A party enters the record through whoever keeps it."""
    return keeps(by, keeper)


def name(by: Reader, party: Party, **words: Any) -> str | None:
    """Names are given by whoever keeps the party."""
    return _of(by, party)


def rename(by: Reader, party: Party, **words: Any) -> str | None:
    """A change of name is recorded by whoever keeps the party."""
    return _of(by, party)


def describe(by: Reader, party: Party, **words: Any) -> str | None:
    """Texts are written by whoever keeps the party."""
    return _of(by, party)


def accede(by: Reader, party: Party, *, to: Party, **words: Any) -> str | None:
    """Membership is recorded by the organisation acceded to."""
    return _of(by, to)


def admit(by: Reader, party: Party, *, to: Party, **words: Any) -> str | None:
    """Observers and partners are recorded by the organisation that admits them."""
    return _of(by, to)


def withdraw(by: Reader, role: Role, **words: Any) -> str | None:
    """The end of a role is recorded by the organisation it was held in."""
    return _of(by, role)


def take_chair(by: Reader, party: Party, *, of: Party, **words: Any) -> str | None:
    """The chair is recorded by the organisation or body chaired."""
    return _of(by, of)


def coordinate(by: Reader, party: Party, *, of: Party, **words: Any) -> str | None:
    """A coordinator's role is recorded by the organisation whose area it is."""
    return _of(by, of)


def adopt(by: Reader, key: str, *, of: Party, **words: Any) -> str | None:
    """A catalogue is entered by the organisation that adopted it."""
    return _of(by, of)


def include(by: Reader, key: str, *, catalogue: Any, **words: Any) -> str | None:
    """An area is entered by the organisation that keeps its catalogue."""
    return keeps(by, catalogue.keeper)
