"""How the columns of somebody's own workbook are read, remembered by its header."""

from typing import Any, ClassVar

from django.db import models

from kurultay.kit.rows import Record


class ColumnMap(Record):
    """Which column of a tracking workbook holds what; a workbook with the same header is read the same way again."""

    key = models.SlugField(max_length=100, unique=True)
    header = models.CharField(max_length=64)  # SHA-256 of the header's cells, folded
    columns = models.TextField()  # JSON: for each thing a commitment has, the words over its column

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["header"], name="papers_columnmap_header")]

    def __str__(self) -> str:
        return str(self.key)
