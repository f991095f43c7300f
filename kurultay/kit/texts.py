"""Content in several languages: rows with a status, never columns per language."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from kurultay.kit.rows import Record

AUTHENTIC, OFFICIAL, COURTESY, MACHINE = "authentic", "official", "courtesy", "machine"
STATUSES = (AUTHENTIC, OFFICIAL, COURTESY, MACHINE)  # in falling order of authority


class Text(Record):
    """A text in one language with the authority it has there."""

    lang = models.CharField(max_length=16, default="en")
    status = models.CharField(max_length=10, choices=[(s, s) for s in STATUSES], default=COURTESY)
    text = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.text)[:80]


T = TypeVar("T", bound=Any)


def best(texts: Iterable[T], lang: str) -> list[T]:
    """The texts in the reader's language, else in English, else all; the most authoritative first."""
    rows = sorted(texts, key=lambda t: (STATUSES.index(t.status), t.pk))
    for wanted in (lang, lang.partition("-")[0], "en"):
        if found := [t for t in rows if t.lang == wanted]:
            return found
    return rows
