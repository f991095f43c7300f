"""A document of an import file, which is one source with what it states, is loaded; an export is put back."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, act
from kurultay.kit.acting.writing import in_force
from kurultay.kit.reading import Reader

from .desk import Desk
from .doubting import doubt
from .memory import Memory
from .problems import NotImported, Problem, nearest
from .reading import Document
from .report import Report
from .returning import Returning
from .shelf import Names, shelves
from .sourcing import source_of


class NothingNew(Refused):
    """Everything the document states is in the record already, so no act is made of it."""

    def __init__(self, *reports: Report) -> None:
        told = ", ".join(report.source for report in reports)
        super().__init__(f"Everything that {told} states is in the record already.")
        self.reports = list(reports)


@act(label="imported", says=gettext_lazy("%(who)s imported a file with %(thing)s."))
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
    if not memory.collecting:
        if memory.problems:
            raise NotImported(memory.problems)
        doubt(memory)
    opened = in_force()
    if opened is not None and opened.count == 0:
        raise NothingNew(report)
    return report


@act(label="put back an export", says=gettext_lazy("%(who)s put back an export with %(thing)s."))
def put_back(
    documents: Sequence[Document], *, by: Reader, reason: str = "", memory: Memory | None = None
) -> list[Report]:
    """Enter the rows of an export that the record lacks, as they were, with what sources say of them.

    Raises NotImported with every row that cannot be entered or of which the record holds another value, and NothingNew
    where it holds all of them. `memory` as in `load`.
    """
    memory = memory or Memory(by)
    reports = []
    for document in documents:
        if document.record not in shelves():
            text = f'"{document.record}" is no kind of row. {nearest(document.record, shelves())}'
            memory.problems.append(Problem(document.file, document.lines.get("record", document.line), text))
    names = Names()
    for name, kind in shelves().items():
        of_kind = [document for document in documents if document.record == name]
        if of_kind:
            reports.append(Returning(name, kind, of_kind, names, memory).enter_all())
            names = Names()
    if not memory.collecting:
        if memory.problems:
            raise NotImported(memory.problems)
        doubt(memory)
    opened = in_force()
    if opened is not None and opened.count == 0:
        raise NothingNew(*reports)
    return reports
