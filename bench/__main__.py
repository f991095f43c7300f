"""`make bench`, or `python -m bench`: generates what is measured, measures, prints one table."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import figures, places, serving

SECTIONS = {
    "lists": "Lists of the large record",
    "guarded": "What sight costs",
    "acts": "One act of many rows",
    "start": "Start of the example record",
    "pages": "Pages of the example record",
    "meetings": "A body with a thousand meetings",
    "names": "Whom a name means, among fifty thousand names",
    "recall": "What search finds of one name by another",
    "finding": "Search",
    "api": "Lists of the API",
    "drafts": "What is proposed from texts, beside what was marked by hand",
    "boards": "Boards over a hundred thousand commitments",
}
LOOSE = ("meetings", "names", "recall", "api")  # each makes its own record beside the example
OF_THE_LARGE = ("lists", "guarded", "acts")


def asked(argv: list[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"what to measure: {', '.join(SECTIONS)}; else all"
    )
    parser.add_argument(
        "--data", type=Path, help="folder to work in, instead of KURULTAY_DATA or one made for this run"
    )
    parser.add_argument("--parties", type=int, default=1_000_000, help="parties, names and roles of the large record")
    parser.add_argument("--documents", type=int, default=50_000, help="documents that are searched")
    parser.add_argument("--meetings", type=int, default=1_000_000, help="meetings that are searched")
    parser.add_argument("--keep", action="store_true", help="keep the large record for the next run (needs a folder)")
    parser.add_argument("--plans", action="store_true", help="print plans of queries and statements of pages too")
    options = parser.parse_args(argv)
    if unknown := set(options.sections) - set(SECTIONS):
        parser.error(f"there is no section {', '.join(sorted(unknown))}: it is {', '.join(SECTIONS)}")
    if options.parties <= 50_000:
        parser.error("the large record has more than 50000 parties")
    return options


@contextmanager
def folder(named: Path | None) -> Iterator[Path]:
    """A folder of the bench's own: `bench` in the one named, else a temporary one."""
    top = named or (Path(os.environ["KURULTAY_DATA"]) if os.environ.get("KURULTAY_DATA") else None)
    if top is not None:
        yield top.expanduser().resolve() / "bench"
        return
    with tempfile.TemporaryDirectory(prefix="kurultay-bench-") as made:
        yield Path(made)


def large(database: places.Sqlite | places.Postgresql, wanted: list[str], options: argparse.Namespace) -> None:
    """Generate the large record where it is not kept from before, and measure on it."""
    size = f"{options.parties} {options.parties}"
    environ = places.environment(database.folder, database.url)
    if database.made() != size:
        print(f"Generating {options.parties:,} parties, names and roles in {database.name} ...", file=sys.stderr)
        database.make()
        places.section("generate", environ, *size.split())
        database.keep(size)
    try:
        for name in wanted:
            extra = ["--plans"] if options.plans and name == "lists" else []
            show(f"{SECTIONS[name]}, {database.name}", places.section(name, environ, *extra), options.plans)
    finally:
        if not options.keep:
            database.drop()


def searched(database: places.Sqlite | places.Postgresql, options: argparse.Namespace) -> None:
    """Fill a database with documents and meetings, index them and ask."""
    database.make()
    try:
        size = (str(options.documents), str(options.meetings))
        said = places.section("finding", places.environment(database.folder, database.url), *size)
        show(f"{SECTIONS['finding']}, {database.name}", said, options.plans)
    finally:
        database.drop()


def of_boards(database: places.Sqlite | places.Postgresql, options: argparse.Namespace) -> None:
    """Generate commitments in a database of their own and measure the boards on them."""
    print(f"Generating commitments in {database.name} ...", file=sys.stderr)
    database.make()
    try:
        environ = places.environment(database.folder, database.url)
        show(f"{SECTIONS['boards']}, {database.name}", places.section("boards", environ), options.plans)
    finally:
        database.drop()


def example(work: Path, wanted: list[str], options: argparse.Namespace) -> None:
    """Serve the example record from a fresh database and measure its pages."""
    place = work / "example"
    shutil.rmtree(place, ignore_errors=True)
    environ = places.environment(place)
    found = list(serving.starts(environ, place))
    if "start" in wanted:
        table(SECTIONS["start"], found)
    if "pages" in wanted:
        print(f"Asking each of {len(serving.PAGES)} pages for some seconds ...", file=sys.stderr)
        table(SECTIONS["pages"], [*serving.pages(environ, place), *serving.assets(environ, place)])
        show(
            "Statements of the pages",
            places.section("statements", environ, *["--plans"] * options.plans),
            options.plans,
        )
    for name in LOOSE:
        if name in wanted:
            show(SECTIONS[name], places.section(name, environ), options.plans)
    shutil.rmtree(place)


def show(title: str, said: str, plans: bool) -> None:
    """The table of a section; before it what else the section said, when plans are asked for."""
    if plans:
        print("\n".join(line for line in said.splitlines() if not line.startswith('{"what"')))
    table(title, figures.read(said))


def table(title: str, found: list[figures.Figure]) -> None:
    """A Markdown table of figures."""
    print(f"\n### {title}\n\n| what | measured | limit | | |\n|---|---|---|---|---|")
    print(*(figure.line() for figure in found), sep="\n", flush=True)


def main(argv: list[str]) -> int:
    """Measure what was asked; 1 with a sentence where the database named is not the bench's own."""
    options = asked(argv)
    wanted = options.sections or list(SECTIONS)
    with folder(options.data) as work:
        work.mkdir(parents=True, exist_ok=True)
        url = os.environ.get("KURULTAY_DATABASE_URL", "")
        database = places.Postgresql(work, url) if url else places.Sqlite(work)
        try:
            if of_large := [name for name in OF_THE_LARGE if name in wanted]:
                large(database, of_large, options)
            if "finding" in wanted:
                searched(places.Postgresql(work, url) if url else places.Sqlite(work / "finding"), options)
        except places.NotOurs as reason:
            print(f"bench: {reason}", file=sys.stderr)
            return 1
        if "drafts" in wanted:
            show(SECTIONS["drafts"], places.section("drafts", places.environment(work / "drafts")), options.plans)
        if "boards" in wanted:
            of_boards(places.Postgresql(work, f"{url}_boards") if url else places.Sqlite(work / "boards"), options)
        if {"start", "pages", *LOOSE} & set(wanted):
            example(work, wanted, options)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
