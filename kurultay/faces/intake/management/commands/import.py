"""`kurultay import`: facts with their sources from YAML files, all or nothing, with a report row by row."""  # noqa: N999  the word of the command line

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurultay.faces.intake.actions import NotImported, documents_of, load_all
from kurultay.kit.reading import system


class Command(BaseCommand):
    """Reads the files named and the .yaml files of the folders named, in the order of their names."""

    help = "Load facts with their sources from YAML files; a bad row changes nothing and is named with file and line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with .yaml files")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--quiet", action="store_true", help="the sums of each source only, not every row")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            documents = documents_of(options["paths"])
            reports = load_all(documents, by=system("import"), dry_run=options["dry_run"])
        except NotImported as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem))
            told = len(refusal.problems)
            raise CommandError(f"Nothing is imported: {told} problem{'' if told == 1 else 's'}.") from refusal
        for report in reports:
            if not options["quiet"]:
                for line in report.lines:
                    self.stdout.write(str(line))
            self.stdout.write(str(report))
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing is changed.")
