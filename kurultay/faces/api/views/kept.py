"""What answers of one stamp have in common, kept in this process for as long as the stamp stands."""

from collections import OrderedDict, defaultdict
from typing import Any, ClassVar

from .asking import Asked

KEPT, STAMPS = 50_000, 8  # rows known under one stamp, and stamps with what is known under them
LETTERS = 4_000_000  # bytes of whole objects kept under one stamp


class Known:
    """What references say, when acts were and objects entered, and whole objects as they were written.

    It is true as long as the stamp stands, for whoever has that stamp, and is given up for a new one. A stamp is made
    of the stamps of every audience of its reader: two readers of one stamp see the same rows.
    """

    _kept: ClassVar[OrderedDict[tuple[str, ...], "Known"]] = OrderedDict()

    def __init__(self) -> None:
        self.references: dict[Any, dict[int, dict[str, Any]]] = defaultdict(dict)
        self.created: dict[tuple[str, int], int] = {}
        self.instants: dict[int, str] = {}
        self.objects: dict[tuple[Any, ...], dict[int, bytes]] = {}
        self._letters = 0

    @classmethod
    def at(cls, asked: Asked) -> "Known":
        """What is known to whoever asks this; nothing yet where nobody asked since the last act."""
        under = (asked.stamp, asked.root, asked.lang, asked.day.edtf)
        found = cls._kept.pop(under, None) if asked.stamp else None
        if found is None or found.size > KEPT:
            found = cls()
        if asked.stamp:
            cls._kept[under] = found
            while len(cls._kept) > STAMPS:
                cls._kept.popitem(last=False)
        return found

    @classmethod
    def forget(cls) -> None:
        """Give up everything; for whoever wrote rows past the acts, which give no new stamp."""
        cls._kept.clear()

    @property
    def size(self) -> int:
        """How many rows it holds."""
        return len(self.created) + len(self.instants) + sum(map(len, self.references.values()))

    def written(self, asked: Asked) -> dict[int, bytes]:
        """The objects of this list by number of row, as JSON; filters and pages choose among them and change none."""
        return self.objects.get(_alike(asked), {})

    def keep(self, asked: Asked, number: int, text: bytes) -> None:
        """Keep an object as it was written, as long as there is room."""
        if self._letters + len(text) <= LETTERS:
            self._letters += len(text)
            self.objects.setdefault(_alike(asked), {})[number] = text


def _alike(asked: Asked) -> tuple[Any, ...]:
    """What of a question shows in each object of its answer."""
    return asked.shelf.name, *(str(day or "") for day in (asked.on, asked.since, asked.until)), asked.include
