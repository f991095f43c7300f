"""Pages of documents and of their provisions."""

from .document import document, document_history, document_sources
from .file import document_file
from .lists import documents
from .provision import provision

__all__ = ["document", "document_file", "document_history", "document_sources", "documents", "provision"]
