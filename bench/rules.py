"""Who may do the verbs of the bench: the system, which measures."""

from typing import Any

from kurultay.kit.reading import Reader


def enter(by: Reader, rows: list[Any], **words: Any) -> str | None:
    """Nobody but the system measures."""
    return None if by.is_system else "Only the bench itself enters rows for measuring."
