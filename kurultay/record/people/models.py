"""Persons, their names in every script, and their tenures of posts."""

from typing import Any, ClassVar

from django.db import models

from kurultay.kit.dates import EndField, PartialDateField, StartField, period_in_order
from kurultay.kit.names.rows import Name, kind_known
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record
from kurultay.record.parties.models import Party


class Person(Record):
    """A human being, never an account; two who bear one name stay two."""

    key = models.SlugField(max_length=80, unique=True)
    honorific = models.CharField(max_length=40, blank=True)  # as a source prints it: Dr., Prof., Ambassador
    state = RecordKey(Party, null=True, blank=True, related_name="nationals", db_index=False)
    sort_key = models.CharField(max_length=260, blank=True, editable=False)

    filters: ClassVar[dict[str, str]] = {"state": "state__key"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["sort_key", "id"], name="people_person_sort"),
            models.Index(fields=["audience", "sort_key", "id"], name="people_person_sight"),
            models.Index(fields=["state", "sort_key", "id"], name="people_person_state"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return f"/people/{self.key}"


class PersonName(Name):
    """A person's name over a period, in one language and script."""

    person = RecordKey(Person, related_name="names", db_index=False)

    bound_by: ClassVar[tuple[str, ...]] = ("person",)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["person", "lang"], name="people_personname_of")]
        constraints: ClassVar[list[Any]] = [*period_in_order(), kind_known("people_personname")]


class Distinction(Record):
    """Somebody established that two persons are two, with the reason; they are never proposed for merging."""

    one = RecordKey(Person, related_name="distinguished_from")
    other = RecordKey(Person, related_name="distinguished_by")
    reason = models.TextField()

    bound_by: ClassVar[tuple[str, ...]] = ("one", "other")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["one", "other"], name="people_distinction_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="people_distinction_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"


class Tenure(Record):
    """A person holds a post for a period: title, rank, where, and for which party.

    Appointment and taking office are two dates: `appointed_on`, and `since` for the first day in office.
    """

    key = models.SlugField(max_length=120, unique=True)
    person = RecordKey(Person, related_name="tenures", db_index=False)
    post = models.CharField(max_length=200)
    rank = models.CharField(max_length=80, blank=True)
    at = RecordKey(Party, null=True, blank=True, related_name="tenures", db_index=False)
    for_party = RecordKey(Party, null=True, blank=True, related_name="tenures_for")
    appointed_on = PartialDateField(blank=True)
    since = StartField(blank=True)
    until = EndField(blank=True)

    bound_by: ClassVar[tuple[str, ...]] = ("person", "at", "for_party")
    filters: ClassVar[dict[str, str]] = {"person": "person__key", "at": "at__key", "for": "for_party__key"}

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["at", "until_latest", "since_earliest"], name="people_tenure_at"),
            models.Index(fields=["person", "until_latest"], name="people_tenure_person"),
        ]
        constraints: ClassVar[list[Any]] = period_in_order()

    def __str__(self) -> str:
        return str(self.post)

    def get_absolute_url(self) -> str:
        return f"/tenures/{self.key}"
