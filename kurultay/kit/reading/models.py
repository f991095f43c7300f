"""The interned sets of readers."""

import hashlib
import json
from typing import Any, ClassVar

from django.db import models

from .readers import scope
from .sight import SystemManager

PUBLIC, MEMBERS, RESTRICTED, SECRETARIAT = "public", "members", "restricted", "secretariat"
MARKINGS = (PUBLIC, MEMBERS, RESTRICTED, SECRETARIAT)


class Audience(models.Model):
    """A set of readers: a marking of a keeping organisation, with the parties or bodies named by a restriction."""

    keeper = models.CharField(max_length=80, blank=True)
    marking = models.CharField(max_length=12, choices=[(m, m) for m in MARKINGS])
    named = models.TextField(default="[]")  # canonical JSON list of keys
    digest = models.CharField(max_length=64, unique=True)

    objects = SystemManager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(marking__in=MARKINGS), name="kit_audience_marking_known"),
        ]

    def __str__(self) -> str:
        return f"{self.marking} of {self.keeper or 'the installation'}"

    @property
    def names(self) -> tuple[str, ...]:
        """Keys of the parties and bodies a restriction names."""
        return tuple(json.loads(self.named))


def intern(keeper: str, marking: str = PUBLIC, named: tuple[str, ...] = ()) -> Audience:
    """The one audience for this keeper (a key), marking and names, made when new.

    Raises ValueError where a restriction names nobody, or another marking names somebody.
    """
    if marking not in MARKINGS:
        raise ValueError(f"{marking!r} is not a marking; choose {', '.join(MARKINGS)}.")
    if bool(named) != (marking == RESTRICTED):
        raise ValueError("A restricted row names the parties or bodies who may read it; other markings name nobody.")
    names = json.dumps(sorted(set(named)), ensure_ascii=False)
    digest = hashlib.sha256(json.dumps([keeper, marking, names]).encode()).hexdigest()
    row, new = Audience._base_manager.get_or_create(
        digest=digest, defaults={"keeper": keeper, "marking": marking, "named": names}
    )
    if new:
        scope().forget()
    return row


def stricter(one: Audience, other: Audience) -> Audience:
    """The audience of a row that ties two rows together: nobody reads it who may not read both.

    Raises ValueError where two organisations keep the rows and neither is public: no audience says that.
    """
    if PUBLIC in (one.marking, other.marking) or one.pk == other.pk:
        return one if other.marking == PUBLIC else other
    if one.keeper != other.keeper:
        raise ValueError(f"{one} and {other} cannot be tied together: no reader is sure to read both.")
    shared = tuple(set(one.names) & set(other.names))
    return intern(one.keeper, RESTRICTED, shared) if shared else intern(one.keeper, SECRETARIAT)
