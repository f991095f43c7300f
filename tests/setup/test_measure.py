"""`make measure`: lines, functions, ratios, and the verdict on each budget."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT


@pytest.fixture(scope="module")
def measure() -> Any:
    spec = spec_from_file_location("measure", ROOT / "tools/measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(path: Path, lines: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("def one():\n" + "    pass\n" * (lines - 1), encoding="utf-8")


def test_a_function_counts_from_def_to_its_last_line(measure: Any) -> None:
    assert measure.functions("x = 1\n\n@mark\ndef a():\n    def b():\n        pass\n    return b\n") == {
        "a:4": 4,
        "b:5": 2,
    }


def test_the_percentile_is_a_value_of_the_list(measure: Any) -> None:
    assert measure.percentile(list(range(1, 101)), 0.95) == 95
    assert measure.percentile([7], 0.95) == 7
    assert measure.percentile([], 0.95) == 0


def test_budgets_of_a_tree(measure: Any, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["a", "b"]\n', encoding="utf-8")
    write(tmp_path / "kurultay/kit/dates.py", 100)
    write(tmp_path / "kurultay/kit/tests/test_dates.py", 150)
    write(tmp_path / "kurultay/record/long.py", 401)
    write(tmp_path / "kurultay/record/migrations/0001_initial.py", 9000)
    found = {budget.name: (budget.found, budget.holds) for budget in measure.budgets(tmp_path)}
    assert found == {
        "lines of a file, 95 of 100": (401, False),
        "lines of a file, the longest": (401, False),
        "lines of a function, 95 of 100": (401, False),
        "lines of a function, the longest": (401, False),
        "lines of tests per line of code": (0.3, False),
        "lines of kit": (100, True),
        "runtime dependencies": (2, True),
    }


def test_the_table_says_what_holds(measure: Any) -> None:
    budgets = [measure.Budget("a", 3, 0, 4), measure.Budget("b", 5, 0, 4, "here"), measure.Budget("c", 1, 1.3, 1.8)]
    assert [line.split() for line in measure.table(budgets).splitlines()] == [
        ["a", "3", "<=", "4", "holds"],
        ["b", "5", "<=", "4", "over", "here"],
        ["c", "1", "1.3", "to", "1.8", "under"],
    ]
