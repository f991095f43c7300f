"""What no file of the project may say: where somebody's machine keeps it, or which registry it was fetched from."""

import re
from collections.abc import Iterable

from tests.house.tree import ROOT, Source, files, hold

# Written in pieces, so that this file does not say them either.
PLACES = re.compile(
    "|".join((
        r"(?<![\w.])/" + r"work/", "/tmp/" + "k", r"/" + r"Users/\w", r"pypi\." + "org",
        r"files\.python" + "hosted", r"registry\.npm" + "js",
    ))
)  # fmt: skip
BINARY = (".woff2", ".png", ".whl", ".ico", ".gif", ".jpg", ".mo", ".gz", ".sqlite3")


def places(found: Iterable[Source]) -> list[str]:
    """Lines that name a folder of one machine or a registry."""
    return [
        f"{source.path}:{number}: {match[0]}"
        for source in found
        for number, line in enumerate(source.text.splitlines(), 1)
        if (match := PLACES.search(line))
    ]


def test_no_file_names_a_machine_or_a_registry() -> None:
    texts = [path for path in files() if not path.name.endswith(BINARY)]
    hold(places(Source(p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8", errors="replace")) for p in texts))


def test_a_folder_of_one_machine_is_named() -> None:
    made_up = Source("x.md", "See https://example.org/work/plan\nand /" + "work/notes, ~/home/x\n")
    assert places([made_up]) == ["x.md:2: /" + "work/"]
