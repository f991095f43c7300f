"""Pages of texts on their way in, of promises beside their paragraphs, and of workbooks."""

from .drawing import provision_draw
from .promises import document_promises
from .sheets import commitments_xlsx, spreadsheets
from .text import document_text
from .tracking import tracking

__all__ = ["commitments_xlsx", "document_promises", "document_text", "provision_draw", "spreadsheets", "tracking"]
