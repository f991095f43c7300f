"""Who may import: whoever keeps the organisation of the document."""

from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps


def load(by: Reader, document: Any, **words: Any) -> str | None:
    """A source is imported by an officer or registrar of the organisation that keeps its rows."""
    return keeps(by, document.keeper)


def put_back(by: Reader, documents: Any, **words: Any) -> str | None:
    """An export holds rows of every keeper, so the installation alone puts it back."""
    return None if by.is_system else _("An export is put back by the installation itself: kurultay import FOLDER.")


def bring_in(by: Reader, table: Any, **words: Any) -> str | None:
    """Lines of a table are brought in by an officer or registrar of the organisation that keeps its rows."""
    return keeps(by, table.keeper)
