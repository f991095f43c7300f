"""Verifies the record: the chain of acts, rows against their history, the database's guards, what is derived, files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurultay.kit import databases, files, reckoning
from kurultay.kit.acting import chain
from kurultay.kit.finding.writing import behind
from kurultay.kit.reading import reading_as, system


class Command(BaseCommand):
    """Names the first thing that does not hold, with exit status 1."""

    help = "Verify the history of the record, its rows and the guards of the database."

    def handle(self, *args: Any, **options: Any) -> None:
        with reading_as(system("verify")):
            acts, changes, finding = chain.verify()
            finding = finding or chain.verify_rows()
        if finding is not None:
            raise CommandError(finding.sentence)
        if said := reckoning.check():
            raise CommandError(f"{said} Run: kurultay reckon")
        if missing := databases.missing():
            raise CommandError(f"The database lacks guards: {', '.join(missing)}. Run: kurultay migrate")
        if late := behind():
            raise CommandError(f"{' '.join(late)} Run: kurultay reindex")
        if wrong := list(files.troubles()):
            raise CommandError(f"{' '.join(wrong)} Put them back from a backup.")
        self.stdout.write(f"The record holds: {acts} acts, {changes} changes, every row as its history tells.")
