"""`kurultay reindex`: make the search index anew from the record, with progress."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurultay.kit import databases
from kurultay.kit.finding.writing import behind, rebuild


class Command(BaseCommand):
    """The index is derived: it may be made anew at any time, and whoever searches meanwhile finds by the old one."""

    help = "Make the search index anew. Needed when `kurultay check` says that the index is behind, and never else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether it is behind; exit status 1 if so")

    def handle(self, *args: Any, **options: Any) -> None:
        databases.install()
        if options["check"]:
            if found := behind():
                raise CommandError(" ".join(found))
            self.stdout.write("The search index is in step with the record.")
            return
        told = 0

        def tell(made: int) -> None:
            nonlocal told
            if options["verbosity"] and made - told >= 5000:
                told = made
                self.stdout.write(f"{made:,} things ...")
                self.stdout.flush()

        made = rebuild(tell)
        self.stdout.write(f"The search index has {made:,} things.")
