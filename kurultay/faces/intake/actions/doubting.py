"""What is odd about rows that an import has entered, asked of the apps when everything of a call stands."""

from typing import Any

from .memory import Memory
from .problems import Problem


def doubt(memory: Memory) -> None:
    """Warn, in the reports of the documents, of what is odd about rows that are new or changed since the last time."""
    kinds: dict[int, tuple[Any, dict[int, Any]]] = {}
    entered = {id(record): (report, row, record) for report, row, _kind, record in memory.entered}
    for _report, _row, kind, record in memory.entered:
        if record.pk is not None:
            kinds.setdefault(id(kind), (kind, {}))[1][id(record)] = record
    for kind, records in kinds.values():
        for record, text in kind.doubts(list(records.values())):
            report, row, _record = entered[id(record)]
            report.warnings.append(Problem(row.file, row.line, text))
    memory.entered.clear()
