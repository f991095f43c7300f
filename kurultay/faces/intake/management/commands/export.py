"""`kurultay export`: the whole record as readable text files, which `kurultay import` reads back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurultay.faces.intake.actions import export, left_out
from kurultay.kit import databases
from kurultay.kit.acting import Refused
from kurultay.kit.reading import public, reading_as, system


class Command(BaseCommand):
    """Writes one file for each kind of row, in an order that depends on the rows alone."""

    help = (
        "Write the record as text files that `kurultay import` reads back: what the public may read, or with --whole "
        "everything. History, accounts and seats are not in it: for these take a backup of the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="a new folder, or that of an earlier export")
        parser.add_argument("--whole", action="store_true", help="every row, whoever may read it, with its readers")

    def handle(self, *args: Any, **options: Any) -> None:
        reader = system("export") if options["whole"] else public()
        try:
            with reading_as(reader), databases.one_state():
                for file in export(Path(options["folder"])):
                    self.stdout.write(f"{file.path}: {file.rows} rows")
                missing = left_out()
        except (Refused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        for table, count in missing.items():
            self.stderr.write(f"Not exported, since no import enters such rows: {count} of {table}.")
