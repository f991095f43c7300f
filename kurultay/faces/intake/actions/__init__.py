"""What is done with import files: they are read, and each document, which is one source, is loaded."""

from .importing import documents_of, load_all
from .loading import NothingNew, load
from .problems import NotImported, Problem
from .reading import Document, read_text
from .report import Line, Report

__all__ = [
    "Document",
    "Line",
    "NotImported",
    "NothingNew",
    "Problem",
    "Report",
    "documents_of",
    "load",
    "load_all",
    "read_text",
]
