"""Rows of papers in import files: how the columns of a tracker are read."""

from kurultay.kit.sources.entering import RowKind

from .models import ColumnMap

ROWS = {
    "column_map": RowKind(
        ColumnMap,
        {"column_map": "key", "header": "header", "columns": "columns"},
        required=("header", "columns"),
        whole=True,
    )
}
