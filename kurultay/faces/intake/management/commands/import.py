"""`kurultay import`: facts with their sources from YAML files, all or nothing; exports; tables by a mapping."""  # noqa: N999  the word of the command line

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kurultay.faces.intake.actions import Call, NotImported, Report, Tally, documents_of, load_all, read_mapping
from kurultay.kit.reading import system


class Command(BaseCommand):
    """Reads the files named and the .yaml files of the folders named, in the order of their names; or one table."""

    help = (
        "Load facts with their sources from YAML files, put an export back, or bring in a table by a mapping. A bad "
        "row of a file changes nothing and is named with file and line; a dirty line of a table is named and left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with .yaml files; or a table")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--quiet", action="store_true", help="the sums of each source only, not every row")
        parser.add_argument("--strict", action="store_true", help="what is odd about a row is wrong: nothing is loaded")
        parser.add_argument(
            "--mapping", metavar="FILE", help="PATH is a table, .csv, .csv.gz or .xlsx, which FILE maps"
        )
        parser.add_argument("--chunk", type=int, default=100_000, metavar="N", help="lines of a table in one act")
        parser.add_argument("--resume", action="store_true", help="go on after the lines of the table done before")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["mapping"]:
                self._bring_in(options)
            else:
                documents = documents_of(options["paths"])
                reports = load_all(documents, by=system("import"), dry_run=options["dry_run"], strict=options["strict"])
                for report in reports:
                    self._tell(report, options["quiet"])
        except NotImported as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem))
            told = len(refusal.problems)
            raise CommandError(f"Nothing is imported: {told} problem{'' if told == 1 else 's'}.") from refusal
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing is changed.")

    def _tell(self, report: Report, quiet: bool) -> None:
        if not quiet:
            for line in report.lines:
                self.stdout.write(str(line))
        for warning in report.warnings:
            self.stdout.write(f"{warning.file}:{warning.line}: warning: {warning.text}")
        self.stdout.write(str(report))

    def _bring_in(self, options: dict[str, Any]) -> None:
        """One table by its mapping, with every finding and the sums of them."""
        if len(options["paths"]) != 1 or options["chunk"] < 1:
            raise CommandError("With --mapping name one table, and with --chunk a number of lines.")
        path, mapping = Path(options["paths"][0]), Path(options["mapping"])
        call = Call(
            read_mapping(mapping), path, mapping.parent, options["chunk"], options["resume"], options["dry_run"],
            self.stderr.write,
        )  # fmt: skip
        for tally in call.run(system("import")):
            self._tell_tally(tally, options["quiet"])

    def _tell_tally(self, tally: Tally, quiet: bool) -> None:
        for finding in () if quiet else tally.told:
            self.stdout.write(str(finding))
        for (what, about), count in sorted(tally.findings.items()):
            self.stdout.write(f"{what}: {about}: {count}")
        rows = ", ".join(f"{count} {what}" for what, count in tally.rows.most_common()) or "none"
        self.stdout.write(f"{tally.lines} lines, of which {tally.lines_left_out} left out; rows: {rows}")
