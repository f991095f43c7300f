"""What is done with import files: they are read, and each document, which is one source, is loaded; and exports."""

from .bringing import Call, Table, bring_in
from .exporting import Exported, export, left_out
from .importing import documents_of, load_all
from .loading import NothingNew, load, put_back
from .mapping import TableMapping, read_mapping
from .problems import NotImported, Problem
from .reading import Document, read_text
from .report import Line, Report
from .tabledesk import Finding, Tally

__all__ = [
    "Call",
    "Document",
    "Exported",
    "Finding",
    "Line",
    "NotImported",
    "NothingNew",
    "Problem",
    "Report",
    "Table",
    "TableMapping",
    "Tally",
    "bring_in",
    "documents_of",
    "export",
    "left_out",
    "load",
    "load_all",
    "put_back",
    "read_mapping",
    "read_text",
]
