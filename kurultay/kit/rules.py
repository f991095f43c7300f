"""Who may do the verbs of kit: those who keep the row, and nobody else."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from kurultay.kit.reading import Reader
from kurultay.kit.reading.seats import ACCOUNTS


def keeps(by: Reader, keeper: str) -> str | None:
    """None for an officer or registrar of the keeping organisation (a key) and for the system; else why not."""
    if keeper.startswith(ACCOUNTS) and not by.is_system:
        return _("This is about an account; it is changed by the acts on accounts and seats alone.")
    if by.keeps(keeper):
        return None
    if keeper:
        return _("This is kept by %(keeper)s; an officer or registrar there may do it.") % {"keeper": keeper}
    return _("This is a reference row of the installation; a registrar of the installation may do it.")


def withdraw(by: Reader, row: Any, **words: Any) -> str | None:
    """Whoever keeps the row may take it out of the lists."""
    return keeps(by, row.keeper)


def restore(by: Reader, row: Any, **words: Any) -> str | None:
    """Whoever keeps the row may bring it back."""
    return keeps(by, row.keeper)


def undo(by: Reader, row: Any, **words: Any) -> str | None:
    """Whoever keeps the row, and all else that the act wrote, may undo the act."""
    return keeps(by, row.keeper)


def correct(by: Reader, row: Any, **words: Any) -> str | None:
    """Whoever keeps the row may correct it."""
    return keeps(by, row.keeper)


def mark(by: Reader, row: Any, **words: Any) -> str | None:
    """Whoever keeps the row may change who reads it."""
    return keeps(by, row.keeper)


def cite(by: Reader, row: Any, **words: Any) -> str | None:
    """Whoever keeps the row may say which source states its values."""
    return keeps(by, row.keeper)


def decide(by: Reader, citation: Any, **words: Any) -> str | None:
    """Whoever keeps the cited row may choose between claims."""
    row = apps.get_model(citation.subject_type).objects.filter(pk=citation.subject_id).first()
    return keeps(by, row.keeper) if row is not None else _("There is nothing here that you may read.")


def register(by: Reader, key: str, *, keeper: str = "", **words: Any) -> str | None:
    """A source enters the record through whoever keeps it."""
    return keeps(by, keeper)
