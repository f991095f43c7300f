"""Documentation that lies fails: links lead somewhere, commands exist, settings and verbs are the ones there are."""

import importlib.util
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from kurultay.config import cli
from tests.house.tree import ROOT, Source, code, hold, sources

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ENTRANCES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/index.md")


def docs_tool() -> ModuleType:
    """tools/docs.py."""
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written() -> list[Source]:
    """Every page of documentation."""
    return [s for s in sources(".", ".md") if s.parts[0] == "docs" or len(s.parts) == 1]


def links(page: Source) -> list[str]:
    """Where a page leads inside the project, as paths from the root; addresses on the network are left out."""
    found = [target for target in LINK.findall(page.text) if not re.match(r"https?:|mailto:", target)]
    return [(ROOT / page.path).parent.joinpath(target).resolve().relative_to(ROOT).as_posix() for target in found]


def dead_links(pages: Iterable[Source]) -> list[str]:
    """Links to files that are not there."""
    return [f"{page.path} -> {link}" for page in pages for link in links(page) if not (ROOT / link).exists()]


def unknown_targets(pages: Iterable[Source], makefile: str) -> list[str]:
    """`make` commands that pages name and the Makefile does not have."""
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = [
        (page.path, target) for page in pages for target in re.findall(r"(?:`|^)make ([a-z]+)", page.text, re.MULTILINE)
    ]
    return [f"{path}: make {target}" for path, target in named if target not in known]


def unknown_commands(pages: Iterable[Source]) -> list[str]:
    """`kurultay` commands that pages name and the command line does not have."""
    known = {command.name for command in cli.COMMANDS}
    pattern = re.compile(r"(?:`kurultay|-m kurultay) ([a-z]+)")
    return [f"{page.path}: kurultay {c}" for page in pages for c in pattern.findall(page.text) if c not in known]


def unlisted_settings(files: Iterable[Source], listed: str) -> list[str]:
    """Variables that code reads from the environment and that `kurultay --help` does not list."""
    pattern = re.compile(r"""(?:environ(?:\.get\(|\[)|number\()\s*"(KURULTAY_\w+)\"""")
    read = {(source.path, name) for source in files for name in pattern.findall(source.text)}
    return sorted(f"{path}: {name}" for path, name in read if name not in listed)


def test_every_link_leads_somewhere() -> None:
    hold(dead_links(written()))
    assert dead_links([Source("docs/x.md", "[a](../README.md) [b](nowhere.md#part) [c](https://example.org/)")]) == [
        "docs/x.md -> docs/nowhere.md"
    ]


def test_every_page_can_be_reached_and_says_something() -> None:
    reached = {link for page in written() if page.path in ENTRANCES for link in links(page)}
    hold([page.path for page in written() if page.path not in reached and page.path not in ENTRANCES])
    hold([page.path for page in written() if len(page.text.split()) < 40])


def test_every_command_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    hold(unknown_targets(written(), makefile))
    hold(unknown_commands(written()))
    made_up = Source("x.md", "Say `make coffee`, then `make run` and `kurultay dance` or `kurultay import`.")
    assert unknown_targets([made_up], makefile) == ["x.md: make coffee"]
    assert unknown_commands([made_up]) == ["x.md: kurultay dance"]


def test_every_setting_is_listed() -> None:
    hold(unlisted_settings(code(), cli.ENVIRONMENT))
    made_up = Source("x.py", 'os.environ.get("KURULTAY_SECRET_KEY")\nos.environ["KURULTAY_MOOD"]')
    assert unlisted_settings([made_up], cli.ENVIRONMENT) == ["x.py: KURULTAY_MOOD"]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_reference_page_that_is_out_of_date_is_named(tmp_path: Path) -> None:
    tool = docs_tool()
    (tmp_path / "old.md").write_text("as it was", encoding="utf-8")
    (tmp_path / "new.md").write_text("as it is", encoding="utf-8")
    told = {tmp_path / "old.md": "as it is", tmp_path / "new.md": "as it is", tmp_path / "missing.md": ""}
    assert [path.name for path in tool.outdated(told)] == ["old.md", "missing.md"]
    assert tool.table(("a", "b"), [("1|2", "3")]) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |\n"


def test_reference_pages_cover_every_verb_table_and_address() -> None:
    tool = docs_tool()
    pages = {path.name: text for path, text in tool.pages().items()}
    assert set(pages) == {"ARCHITECTURE.md", "verbs.md", "tables.md", "settings.md", "urls.md", "openapi.json"}
    hold([verb.name for verb in tool.our_verbs() if f"`{verb.name}`" not in pages["verbs.md"]])
    models = [model for config in tool.our_apps() for model in config.get_models()]
    hold([model._meta.label for model in models if f"## {model._meta.label}\n" not in pages["tables.md"]])
    hold([name for name in re.findall(r"KURULTAY_\w+", cli.ENVIRONMENT) if f"`{name}`" not in pages["settings.md"]])
