"""`kurultay export`: the whole record as readable text files, which `kurultay import` reads back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from kurultay.faces.intake.actions import export, left_out
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
        outermost = not connection.in_atomic_block
        try:
            with reading_as(reader), transaction.atomic():
                if outermost and connection.vendor == "postgresql":  # one state of all tables, as SQLite has it
                    connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                for file in export(Path(options["folder"])):
                    self.stdout.write(f"{file.path}: {file.rows} rows")
                missing = left_out()
        except (Refused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        for table, count in missing.items():
            self.stderr.write(f"Not exported, since no import enters such rows: {count} of {table}.")
