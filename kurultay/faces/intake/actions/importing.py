"""One call of `kurultay import`: all documents of all files, or nothing."""

from collections.abc import Iterable

from django.db import transaction

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as

from .loading import NothingNew, load
from .memory import Memory
from .problems import MOST, NotImported, Problem
from .reading import Document, files_of, read
from .report import Report


def documents_of(paths: list[str]) -> list[Document]:
    """The documents of all files and folders in order; raises NotImported with everything that cannot be read."""
    problems: list[Problem] = []
    found = [document for path in files_of(paths) for document in read(path, problems)]
    if not found and not problems:
        problems = [Problem(path, 1, "There are no .yaml files here. Name a file or another folder.") for path in paths]
    if problems:
        raise NotImported(problems)
    return found


@transaction.atomic
def load_all(documents: Iterable[Document], *, by: Reader, reason: str = "", dry_run: bool = False) -> list[Report]:
    """Load each document as one act, all in one transaction; raises NotImported with all bad rows and changes nothing.

    With `dry_run` the reports say what would change, and nothing does.
    """
    memory, reports = Memory(by), []
    memory.collecting = True
    with reading_as(by) as held:
        for document in documents:
            try:
                reports.append(load(document, by=by, reason=reason, memory=memory))
            except NothingNew as same:
                reports.append(same.report)
                memory.forget_audiences()
            except Refused as refusal:
                memory.problems.append(Problem(document.file, document.line, str(refusal)))
            if len(memory.problems) >= MOST:
                break
        if memory.problems:
            raise NotImported(memory.problems)
        if dry_run:
            transaction.set_rollback(True)
        held.forget()
    return reports
