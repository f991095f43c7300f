"""Measures the code against its budgets: `make measure`, and with `ARGS=--strict` an exit status of 1 when one is over.

Lines are lines of the file as it stands, blank ones and comments too; migrations are written by Django and left out.
"""

import argparse
import ast
import math
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("kurultay", "tests", "tools", "bench")


class Budget(NamedTuple):
    """One budget with what was found: holds when least <= found <= most."""

    name: str
    found: float
    least: float
    most: float
    where: str = ""

    @property
    def holds(self) -> bool:
        return self.least <= self.found <= self.most


class Source(NamedTuple):
    """A Python file of the project with its lines, and the lines of each function in it by name."""

    path: Path
    lines: int
    functions: dict[str, int]

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.parts


def sources(root: Path) -> Iterator[Source]:
    """Every Python file that people write."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
                yield Source(path.relative_to(root), len(text.splitlines()), functions(text))


def functions(text: str) -> dict[str, int]:
    """Lines of each function from `def` to its last line; one within another counts in both."""
    found = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found[f"{node.name}:{node.lineno}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    return found


def percentile(values: list[int], share: float) -> int:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed; 0 of nothing."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else 0


def budgets(root: Path) -> list[Budget]:
    """All budgets of ARCHITECTURE.md with what the tree under `root` holds."""
    every = list(sources(root))
    files = {str(source.path): source.lines for source in every}
    defs = {f"{source.path}:{name}": lines for source in every for name, lines in source.functions.items()}
    code = sum(source.lines for source in every if not source.is_test and source.path.parts[0] == "kurultay")
    tests = sum(source.lines for source in every if source.is_test)
    kit = sum(s.lines for s in every if not s.is_test and s.path.parts[:2] == ("kurultay", "kit"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    longest_file = max(files, key=files.__getitem__, default="")
    longest_def = max(defs, key=defs.__getitem__, default="")
    return [
        Budget("lines of a file, 95 of 100", percentile(list(files.values()), 0.95), 0, 300),
        Budget("lines of a file, the longest", files.get(longest_file, 0), 0, 400, longest_file),
        Budget("lines of a function, 95 of 100", percentile(list(defs.values()), 0.95), 0, 35),
        Budget("lines of a function, the longest", defs.get(longest_def, 0), 0, 60, longest_def),
        Budget("lines of tests per line of code", round(tests / max(1, code), 2), 1.3, 1.8, f"{tests} / {code}"),
        Budget("lines of kit", kit, 0, 11000),
        Budget("runtime dependencies", len(project["dependencies"]), 0, 14),
    ]


def table(found: list[Budget]) -> str:
    """The budgets as aligned text, one a line."""
    rows = []
    for budget in found:
        allowed = f"<= {budget.most:g}" if not budget.least else f"{budget.least:g} to {budget.most:g}"
        verdict = "holds" if budget.holds else "under" if budget.found < budget.least else "over"
        rows.append(f"{budget.name:<34}{budget.found:>8g}  {allowed:<11} {verdict:<6} {budget.where}".rstrip())
    return "\n".join(rows)


def main() -> int:
    """Print the table; 1 with --strict when a budget does not hold."""
    parser = argparse.ArgumentParser(description="Measure the code against the budgets of ARCHITECTURE.md.")
    parser.add_argument("--strict", action="store_true", help="exit with status 1 when a budget does not hold")
    options = parser.parse_args()
    found = budgets(ROOT)
    print(table(found))
    return int(options.strict and not all(budget.holds for budget in found))


if __name__ == "__main__":
    sys.exit(main())
