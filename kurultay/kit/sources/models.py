"""Where facts come from: sources, citations of single values, and figures that sources state."""

from typing import Any, ClassVar

from django.db import models

from kurultay.kit.dates import PartialDateField
from kurultay.kit.reading.sight import RecordKey
from kurultay.kit.rows import Record

STATED, DERIVED, INFERRED = "stated", "derived", "inferred"
BASES = (STATED, DERIVED, INFERRED)
GRADES = ("official", "press", "wiki", "secondary", "invented")


class Source(Record):
    """A document or page that states facts: who published it, when it speaks, how far to trust it."""

    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    grade = models.CharField(max_length=12, choices=[(g, g) for g in GRADES])
    url = models.URLField(max_length=500, blank=True)
    as_of = PartialDateField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["-as_of_latest", "key"], name="kit_source_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/sources/{self.key}"


class Citation(Record):
    """This value of this field of this row is stated by that source at that place.

    `field` "" cites the row as a whole. `value` is the claim as the field itself would hold it (EDTF, a key, a
    text), so that a claim which differs from the accepted value shows by itself; `as_printed` is the source's spelling.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=40, blank=True)
    source = RecordKey(Source, related_name="citations")
    place = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=500, blank=True)
    as_printed = models.CharField(max_length=500, blank=True)
    as_of = PartialDateField(blank=True)
    basis = models.CharField(max_length=10, choices=[(b, b) for b in BASES], default=STATED)
    why = models.TextField(blank=True)  # the rule of a derived value, the reason of an inferred or accepted one
    decides = models.BooleanField(default=False)  # somebody chose this claim over others; history says who
    ref = models.CharField(max_length=40, blank=True, db_index=True)  # the fact's number in an outside list
    dispute = models.CharField(max_length=12, blank=True)  # the number of a known contradiction

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["subject_type", "subject_id", "field"], name="kit_citation_subject")
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(basis__in=BASES), name="kit_citation_basis_known"),
            models.CheckConstraint(
                condition=models.Q(basis=STATED) | ~models.Q(why=""), name="kit_citation_derived_says_how"
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field"],
                condition=models.Q(decides=True, withdrawn=False),
                name="kit_citation_one_decides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field or self.subject_type}: {self.value}"


class StatedFigure(Record):
    """A number that a source states of a row, as of a date; what the record itself counts stands beside it."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    figure = models.CharField(max_length=60)  # what is counted, e.g. "members"
    qualifier = models.CharField(max_length=60, blank=True)  # e.g. "informal", "over"
    value = models.BigIntegerField()
    as_of = PartialDateField(blank=True)
    source = RecordKey(Source, related_name="figures")
    place = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=10, choices=[(b, b) for b in BASES], default=STATED)
    why = models.TextField(blank=True)
    ref = models.CharField(max_length=40, blank=True, db_index=True)
    dispute = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["subject_type", "subject_id", "figure"], name="kit_figure_subject")
        ]

    def __str__(self) -> str:
        return f"{self.figure}: {self.value}"
