"""The index: what can be found, by which names and ties, and how words sound.  Derived, and made anew at any time."""

from typing import Any, ClassVar

from django.db import models

from kurultay.kit.reading.sight import SystemManager


class Entry(models.Model):
    """What one audience reads of one thing: its facts for facets and order; its words stand in the engine's own table.

    The number is made of the day, the kind, the thing and a place among its audiences (see writing.number_of), so that
    the newest come first by number alone. Place 0 is what all readers of the thing read.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.PositiveSmallIntegerField()  # place of the thing's type in the list of searchable types
    subject = models.BigIntegerField()
    audience = models.BigIntegerField()
    within = models.BigIntegerField()  # audience of the thing itself: who reads a part reads the whole
    of = models.BigIntegerField(null=True)  # the organisation it is counted under
    year = models.PositiveSmallIntegerField()  # of the day it is sorted by; 0 without one
    begins = models.DateField()  # earliest day on which it is there

    objects = SystemManager()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["kind", "subject"], name="kit_entry_thing")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.subject}"


class Called(models.Model):
    """A name by which people look for a thing, in the form that its writings share."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    form = models.CharField(max_length=200)

    objects = SystemManager()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["form"], name="kit_called_form")]

    def __str__(self) -> str:
        return self.form


class Tied(models.Model):
    """A party that a thing concerns, for the facet of parties."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+", db_index=False)
    party = models.BigIntegerField()

    objects = SystemManager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["entry", "party"], name="kit_tied_once"),
        ]

    def __str__(self) -> str:
        return str(self.party)


class Heard(models.Model):
    """How a name in some text sounds, with its consonants: other writings of it are found through these."""

    reading = models.CharField(max_length=40, unique=True)
    key = models.CharField(max_length=40)

    objects = SystemManager()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["key"], name="kit_heard_key")]

    def __str__(self) -> str:
        return self.reading


class IndexMade(models.Model):
    """By which rules the index was made; one row."""

    version = models.CharField(max_length=64)

    objects = SystemManager()

    def __str__(self) -> str:
        return self.version
