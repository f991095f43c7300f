"""One call of `kurultay import`: all documents of all files, or nothing."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction

from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader, reading_as

from .doubting import doubt
from .loading import NothingNew, load, put_back
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
def load_all(
    documents: Iterable[Document], *, by: Reader, reason: str = "", dry_run: bool = False, strict: bool = False
) -> list[Report]:
    """Load each document as one act, all in one transaction; raises NotImported with all bad rows and changes nothing.

    Documents of an export come first and are one act together. With `dry_run` the reports say what would change, and
    nothing does; with `strict` what is odd is wrong.
    """
    memory, reports = Memory(by), []
    memory.collecting = True
    documents = list(documents)
    exported = [document for document in documents if document.record]
    acts: list[tuple[Document, Callable[..., Any]]] = [
        (document, partial(load, document)) for document in documents if not document.record
    ]
    if exported:
        acts.insert(0, (exported[0], partial(put_back, exported)))
    with reading_as(by) as held:
        for document, load_it in acts:
            try:
                done = load_it(by=by, reason=reason, memory=memory)
                reports += done if isinstance(done, list) else [done]
            except NothingNew as same:
                reports += same.reports
                memory.forget_audiences()
            except Refused as refusal:
                memory.problems.append(Problem(document.file, document.line, str(refusal)))
            if len(memory.problems) >= MOST:
                break
        if not memory.problems:
            doubt(memory)
        if strict:
            memory.problems += [warning for report in reports for warning in report.warnings]
        if memory.problems:
            raise NotImported(memory.problems)
        if dry_run:
            transaction.set_rollback(True)
        held.forget()
    return reports
