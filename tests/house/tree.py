"""The sources of the house as its rules read them: files with their text and syntax, apps, ignored folders."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kurultay"


@dataclass(frozen=True)
class Source:
    """One text file: its path from the root of the project, and its text."""

    path: str
    text: str

    @cached_property
    def syntax(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the syntax tree."""
        return tuple(ast.walk(self.syntax))

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders of the path and the file's name."""
        return PurePosixPath(self.path).parts

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts

    def line(self, node: ast.AST) -> str:
        """Where a node stands, as people write it."""
        return f"{self.path}:{node.lineno}"  # type: ignore[attr-defined]


@cache
def ignored_folders() -> frozenset[str]:
    """Folders that .gitignore names, and git's own."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return frozenset({".git"} | {line.strip("/") for line in lines if line.endswith("/")})


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project that belongs to it, sorted."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - ignored_folders())
        found += [Path(folder) / name for name in sorted(names) if not name.endswith((".pyc", ".git"))]
    return tuple(found)


@cache
def sources(folder: str, ending: str) -> tuple[Source, ...]:
    """The files under `folder` (from the root) whose names end so."""
    top = ROOT / folder
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in files()
        if path.name.endswith(ending) and path.is_relative_to(top)
    )


def code() -> tuple[Source, ...]:
    """The Python files of the product, without tests and migrations."""
    return tuple(s for s in sources("kurultay", ".py") if not s.is_test and not s.is_migration)


def app_folders(package: Path = PACKAGE) -> Iterator[Path]:
    """The folder of each app: kit, and every folder of the other rings."""
    yield package / "kit"
    for ring in ("record", "modules", "faces"):
        yield from (path.parent for path in sorted((package / ring).glob("*/__init__.py")))


def hold(found: list[str]) -> None:
    """Fail with one line for each place where a rule does not hold."""
    assert found == [], "\n" + "\n".join(found)
