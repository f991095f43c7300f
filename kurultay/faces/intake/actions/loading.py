"""A document of an import file, which is one source with what it states, is loaded."""

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.writing import in_force
from kurultay.kit.reading import Reader

from .desk import Desk
from .memory import Memory
from .problems import NotImported, Problem
from .reading import Document
from .report import Report
from .sourcing import source_of


class NothingNew(Refused):
    """Everything the document states is in the record already, so no act is made of it."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"Everything that {report.source} states is in the record already.")
        self.report = report


@act(label="imported")
def load(document: Document, *, by: Reader, reason: str = "", memory: Memory | None = None) -> Report:
    """Enter one source with all its rows, or nothing of it.

    Raises NotImported with every bad row, and NothingNew where the record holds all of it. `memory` is shared by the
    documents of one call; where it says that it collects, problems are left in it for the caller, who rolls back.
    """
    memory = memory or Memory(by)
    report = Report(str(document.source.get("key", "")), document.keeper)
    source = source_of(document, memory)
    if source is not None:
        report = Desk(document, source, memory).enter_all()
    for word, key in [("keeper", document.keeper), *(("named", key) for key in document.named)]:
        if key and not memory.is_party(key):
            text = f'There is no party "{key}" in the record or in this document.'
            memory.problems.append(Problem(document.file, document.lines.get(word, document.line), text))
    if memory.problems and not memory.collecting:
        raise NotImported(memory.problems)
    opened = in_force()
    if opened is not None and opened.count == 0:
        raise NothingNew(report)
    return report
