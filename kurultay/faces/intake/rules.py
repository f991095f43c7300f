"""Who may import: whoever keeps the organisation of the document."""

from typing import Any

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps


def load(by: Reader, document: Any, **words: Any) -> str | None:
    """A source is imported by an officer or registrar of the organisation that keeps its rows."""
    return keeps(by, document.keeper)
