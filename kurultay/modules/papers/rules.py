"""Who may take in workbooks: those who may report on each commitment; a tracker, whoever keeps the document."""

from collections.abc import Sequence
from typing import Any

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps
from kurultay.record.commitments.rules import report
from kurultay.record.documents.models import Document


def take_in(by: Reader, rows: Sequence[Any], **words: Any) -> str | None:
    """A workbook comes back from those who may report on every commitment in it: who keeps it, and who owes it."""
    refusals = (report(by, row.commitment, party=row.party) for row in rows)
    return next((refusal for refusal in refusals if refusal is not None), None)


def take_over(by: Reader, document: Document, **words: Any) -> str | None:
    """A tracking workbook is taken over by whoever keeps the document that its commitments come from."""
    return keeps(by, document.keeper)
