"""Where things stand and how long they are: names of files, the top of an app, sentences that say what a thing is."""

import ast
import importlib.util
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from django.apps import apps

from kurultay.kit.registry import OFFERS
from tests.house.tree import PACKAGE, ROOT, Source, app_folders, code, hold, sources

FORBIDDEN = frozenset({"utils", "util", "helpers", "helper", "common", "base", "services", "selectors", "repositories",
                       "signals", "misc", "mixins", "managers"})  # fmt: skip
INSIDE = frozenset({"models", "rules", "actions", "forms", "views", "urls", *OFFERS})
TOP = INSIDE | {
    "__init__",
    "apps",
    "migrations",
    "tests",
    "templates",
    "static",
    "management",
    "templatetags",
    "locale",
}


def measure() -> ModuleType:
    """tools/measure.py, so that lengths are counted in one way only."""
    spec = importlib.util.spec_from_file_location("measure", ROOT / "tools" / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def badly_named(paths: Iterable[str]) -> list[str]:
    """Files and folders whose name says nothing about what is in them."""
    return [p for p in paths if any(part.removesuffix(".py").strip("_") in FORBIDDEN for part in Path(p).parts)]


def strangers(app: Path) -> list[str]:
    """What stands at the top of an app, or is split off from it, under a name that is not one of the house's."""
    names = [p for p in sorted(app.iterdir()) if p.name != "__pycache__"]
    return [f"{app.name}/{p.name}" for p in names if p.stem not in TOP or p.suffix not in ("", ".py")]


def is_sentence(text: str | None) -> bool:
    """Whether a docstring begins with words that end in a full stop, and is no placeholder."""
    first = (text or "").strip().split("\n\n")[0].strip()
    return len(first.split()) >= 3 and first[-1] in ".:?"


def unsaid(files: Iterable[Source]) -> Iterator[str]:
    """Modules, and models in them, without a sentence that says what they are."""
    for source in files:
        if source.text.strip() and not is_sentence(ast.get_docstring(source.syntax)):
            yield f"{source.path}: the module"
        if "models" in source.parts[-1] or "models" in source.parts:
            for node in source.syntax.body:
                if isinstance(node, ast.ClassDef) and not is_sentence(ast.get_docstring(node)):
                    yield f"{source.line(node)}: {node.name}"


def deep_mixins(files: Iterable[Source]) -> list[str]:
    """Classes called mixin that stand on a mixin themselves."""
    return [
        f"{source.line(node)}: {node.name}"
        for source in files
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and node.name.endswith("Mixin")
        and any(ast.unparse(base).endswith("Mixin") for base in node.bases)
    ]  # fmt: skip


def too_long(files: Iterable[Source], of_file: int = 400, of_function: int = 60) -> list[str]:
    """Files and functions over the worst length allowed."""
    count = measure().functions
    found = []
    for source in files:
        if (lines := len(source.text.splitlines())) > of_file:
            found.append(f"{source.path}: {lines} lines, at most {of_file}")
        for name, length in count(source.text).items():
            if length > of_function:
                found.append(f"{source.path}: {name} has {length} lines, at most {of_function}")
    return found


def everything() -> list[Source]:
    """All Python that people write."""
    folders = ("kurultay", "tests", "tools", "bench")
    return [source for folder in folders for source in sources(folder, ".py") if not source.is_migration]


def test_no_file_has_a_name_that_says_nothing() -> None:
    hold(badly_named(source.path for source in everything()))
    assert badly_named(["kurultay/kit/utils.py", "kurultay/kit/_helpers.py", "kurultay/kit/base/x.py"]) == [
        "kurultay/kit/utils.py", "kurultay/kit/_helpers.py", "kurultay/kit/base/x.py",
    ]  # fmt: skip


def test_only_known_files_stand_at_the_top_of_an_app(tmp_path: Path) -> None:
    hold([name for app in app_folders() if app.name != "kit" for name in strangers(app)])
    for name in ("models.py", "panels.py", "queries.py", "notes.md"):
        (tmp_path / name).touch()
    assert strangers(tmp_path) == [f"{tmp_path.name}/notes.md", f"{tmp_path.name}/queries.py"]


def test_every_folder_of_a_ring_is_an_installed_app_that_says_in_one_sentence_what_it_is() -> None:
    installed = {config.name: config for config in apps.get_app_configs() if config.name.startswith("kurultay.")}
    assert set(installed) == {".".join(("kurultay", *app.relative_to(PACKAGE).parts)) for app in app_folders()}
    one_sentence = re.compile(r"[A-Z`][^\n]*[^.\n]\.")
    hold([name for name, config in installed.items() if not one_sentence.fullmatch((config.__doc__ or "").strip())])
    assert one_sentence.fullmatch("x") is None


def test_every_module_and_model_says_what_it_is() -> None:
    hold(list(unsaid(everything())))
    made_up = Source("kurultay/record/x/models.py", '"""x"""\nclass Thing(Model):\n    pass\n')
    assert list(unsaid([made_up])) == [
        "kurultay/record/x/models.py: the module",
        "kurultay/record/x/models.py:2: Thing",
    ]


def test_no_file_and_no_function_is_too_long() -> None:
    hold(too_long(everything()))
    made_up = Source("kurultay/kit/x.py", "def long():\n" + "    pass\n" * 400)
    assert too_long([made_up]) == [
        "kurultay/kit/x.py: 401 lines, at most 400",
        "kurultay/kit/x.py: long:1 has 401 lines, at most 60",
    ]


def test_mixins_are_one_deep() -> None:
    hold(deep_mixins(code()))
    made_up = Source("kurultay/kit/x.py", "class DatedMixin(NamedMixin):\n    pass\n")
    assert deep_mixins([made_up]) == ["kurultay/kit/x.py:1: DatedMixin"]


def sunken_nouns(files: Iterable[Source]) -> list[str]:
    """Classes of kit that bear a name of the trade: a noun that sank below the record."""
    trade = re.compile(r"(Party|Person|Tenure|Meeting|Delegation|Summit|Document|Treaty|Commitment|Area|Catalogue)$")
    return [
        f"{source.line(node)}: {node.name}"
        for source in files
        if source.parts[:2] == ("kurultay", "kit")
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and trade.search(node.name)
    ]


def test_kit_knows_nothing_diplomatic() -> None:
    hold(sunken_nouns(code()))
    made_up = Source("kurultay/kit/x.py", "class HostParty:\n    pass\n")
    assert sunken_nouns([made_up]) == ["kurultay/kit/x.py:1: HostParty"]
