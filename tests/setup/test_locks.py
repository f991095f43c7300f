"""The locks: every package with its hashes, one version of each across the groups, and no place they come from."""

import hashlib
import re
import tomllib

import pytest

from .conftest import ROOT

GROUPS = ("run", "test", "check", "browser", "texts", "all")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = re.compile(r"[A-Za-z0-9._-]+")


def packages(group: str) -> dict[str, tuple[str, int]]:
    """The version and the number of hashes of each package in a lock."""
    text = (ROOT / f"locks/{group}.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9-]+)==(\S+).*\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)*)", text, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)), "a line that pins nothing"
    return {name: (version, hashes.count("--hash")) for name, version, hashes in entries}


def names(requirements: list[str]) -> set[str]:
    return {NAME.match(each)[0].lower().replace("_", "-") for each in requirements}  # type: ignore[index]


@pytest.mark.parametrize("group", GROUPS)
def test_every_package_has_its_hashes(group: str) -> None:
    assert [name for name, (_, hashes) in packages(group).items() if not hashes] == []


@pytest.mark.parametrize("group", GROUPS)
def test_no_lock_names_a_place(group: str) -> None:
    text = (ROOT / f"locks/{group}.lock").read_text(encoding="utf-8")
    assert re.findall(r"\S*(?:://|index-url|find-links|trusted-host)\S*", text) == []


@pytest.mark.parametrize(
    ("smaller", "larger"), [("run", "test"), ("run", "texts"), ("test", "check"), ("test", "browser")]
)
def test_a_group_holds_the_ones_it_builds_on(smaller: str, larger: str) -> None:
    assert {**packages(larger), **packages(smaller)} == packages(larger)


@pytest.mark.parametrize("group", GROUPS[:5])
def test_groups_agree_on_every_version(group: str) -> None:
    assert {**packages("all"), **packages(group)} == packages("all")


def test_locks_hold_what_the_project_asks_for() -> None:
    assert names(PROJECT["dependencies"]) - set(packages("run")) == set()
    for group, asked in PROJECT["optional-dependencies"].items():
        assert names(asked) - set(packages(group)) == set()


def test_runtime_dependencies_stay_few() -> None:
    assert len(PROJECT["dependencies"]) <= 14


def test_the_vendored_wheel_matches_its_checksum() -> None:
    (wheel,) = (ROOT / "tools/vendor").glob("*.whl")
    stated = (ROOT / f"tools/vendor/{wheel.name}.sha256").read_text(encoding="utf-8")
    assert stated == f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  {wheel.name}\n"


def test_the_version_is_the_same_everywhere() -> None:
    text = (ROOT / "kurultay/__init__.py").read_text(encoding="utf-8")
    assert re.findall(r'^__version__ = "(.+)"$', text, re.MULTILINE) == [PROJECT["version"]]
