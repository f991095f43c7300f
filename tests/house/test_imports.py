"""Who may import whom: the contracts are whole, except nothing, and catch what they forbid."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import PACKAGE, ROOT, Source, app_folders, code, hold, sources

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINTER = PROJECT["tool"]["importlinter"]
# Where the name of the package is not that of the module.
PROVIDES = {"django-modern-rest": "dmr", "pyyaml": "yaml", "django-allauth": "allauth"}

# The interface that django-tasks-db implements, and that Django 6 has built in; what passkeys of allauth stand on.
COMES_ALONG = {"django_tasks", "cryptography"}

# A small house in which each contract is broken once: file -> what it says.
BROKEN_HOUSE = {
    "config/settings.py": "",
    "kit/models.py": "",
    "kit/names.py": "from kurultay.record.parties import models",  # upwards
    "kit/one.py": "def lazily():\n    from kurultay.kit import two",  # a cycle hidden in a function
    "kit/two.py": "from kurultay.kit import one",
    "record/parties/models.py": "from kurultay.record.people import models",  # up the ladder
    "record/parties/rules.py": "",
    "record/people/models.py": "from . import rules",  # models know no rules
    "record/people/rules.py": "",
    "record/meetings/models.py": "",
    "record/documents/models.py": "",
    "record/commitments/models.py": "",
    "modules/drafting/models.py": "",
    "modules/networks/models.py": "from kurultay.modules.drafting import models",  # modules know no modules
    "faces/web/views.py": "from kurultay.modules.drafting import models",  # faces know no modules
    "faces/search/views.py": "from kurultay.faces.web import views",  # faces know no faces
    "cellar/wine.py": "",  # a folder that was never placed
}
BROKEN = {
    "rings": ["kurultay.kit is not allowed to import kurultay.record", "kurultay.cellar"],
    "the record is a ladder": ["kurultay.record.parties is not allowed to import kurultay.record.people"],
    "no module knows another": ["kurultay.modules.networks is not allowed to import kurultay.modules.drafting"],
    "no face knows another": ["kurultay.faces.search is not allowed to import kurultay.faces.web"],
    "no face knows a module": ["kurultay.faces is not allowed to import kurultay.modules"],
    "inside an app": ["kurultay.record.people.models is not allowed to import kurultay.record.people.rules"],
    "no cycles": ["No cycles are allowed in kurultay.kit"],
}


def exceptions(linter: dict[str, Any]) -> list[str]:
    """Contracts and settings that look away from some import."""
    looking_away = ("ignore_imports", "exhaustive_ignores", "skip_descendants")
    found = [f"{c['name']}: {key}" for c in linter["contracts"] for key in looking_away if key in c]
    return found + [key for key in ("exclude_type_checking_imports",) if linter.get(key)]


def not_declared(files: Iterable[Source], declared: set[str]) -> list[str]:
    """Imports of packages that are neither Python's own, nor ours, nor a named dependency."""
    known = declared | set(sys.stdlib_module_names) | {"kurultay"}
    found = []
    for source in files:
        for node in source.nodes:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            found += [f"{source.line(node)}: {n}" for n in names if n.partition(".")[0] not in known]
    return found


def test_no_contract_looks_away_from_an_import() -> None:
    hold(exceptions(LINTER))
    contract = {"name": "rings", "ignore_imports": ["kurultay.kit -> kurultay.record"]}
    assert exceptions({"contracts": [contract]}) == ["rings: ignore_imports"]


def test_the_contracts_place_every_ring_and_every_rung() -> None:
    by_name = {c["name"].partition(":")[0]: c for c in LINTER["contracts"]}
    assert by_name["rings"]["layers"] == ["__main__", "config", "faces", "modules", "record", "kit"]
    assert by_name["rings"]["exhaustive"] is True
    assert by_name["the record is a ladder"]["exhaustive"] is True
    rungs = {path.name for path in app_folders() if path.parent.name == "record"}
    assert rungs == set(by_name["the record is a ladder"]["layers"])
    assert set(by_name["inside an app"]["containers"]) == {
        "kurultay.kit", "kurultay.record.*", "kurultay.modules.*", "kurultay.faces.*",
    }  # fmt: skip


def test_folders_of_tests_are_no_packages() -> None:
    """The contracts count packages only, so a test may set its scene with apps above its own."""
    hold([str(p) for p in PACKAGE.rglob("tests/__init__.py")])


def test_each_contract_catches_what_it_forbids(tmp_path: Path) -> None:
    pytest.importorskip("importlinter", reason="installed for `make check`")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in {"__main__.py": "", **BROKEN_HOUSE}.items():
        file = tmp_path / "kurultay" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        for folder in file.relative_to(tmp_path).parents[:-1]:
            (tmp_path / folder / "__init__.py").touch()
    run = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
        "--no-logo",
    ]
    said = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.returncode == 1, said.stderr
    text = re.sub(r"\s+", " ", said.stdout)
    for contract, sentences in BROKEN.items():
        assert re.search(rf"{contract}[^.]*? BROKEN", text), f"{contract} holds\n{said.stdout}"
        assert [s for s in sentences if s not in text] == [], said.stdout


def test_only_named_dependencies_are_imported() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["texts"]  # imported where it is there, and said where not
    names = [re.match(r"[A-Za-z0-9-]+", text) for text in (*PROJECT["project"]["dependencies"], *extra)]
    named = {match[0].lower() for match in names if match}
    declared = {PROVIDES.get(name, name.replace("-", "_")) for name in named} | COMES_ALONG
    hold(not_declared(code(), declared))
    made_up = Source("kurultay/kit/x.py", "import json\nimport requests\nfrom django import db\n")
    assert not_declared([made_up], declared) == ["kurultay/kit/x.py:2: requests"]


def test_every_dependency_stands_with_its_reason() -> None:
    """At most fourteen, and a comment behind each says why it is there."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert listed is not None
    lines = listed[1].splitlines()
    hold([line for line in lines if not re.search(r'",\s+# \w+', line)])
    assert len(lines) <= 14


def test_this_folder_reads_the_whole_product() -> None:
    assert {s.parts[1] for s in sources("kurultay", ".py")} >= {"kit", "record", "faces", "config"}
