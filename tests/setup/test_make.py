"""The Makefile: what it offers, and that every target first makes sure of its packages."""

import subprocess

import pytest

from .conftest import ROOT

TARGETS = ["help", "run", "test", "thorough", "check", "fix", "measure", "bench", "browser", "shots", "lock"]


def make(*arguments: str) -> str:
    done = subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_make_alone_lists_every_target() -> None:
    lines = [line.split(maxsplit=2) for line in make().splitlines()]
    assert [(first, target) for first, target, _ in lines] == [("make", target) for target in TARGETS]


@pytest.mark.parametrize(
    ("target", "group"),
    [
        ("run", "run"),
        ("test", "test"),
        ("check", "check"),
        ("fix", "check"),
        ("measure", "run"),
        ("browser", "browser"),
    ],
)
def test_a_target_installs_its_group_first(target: str, group: str) -> None:
    # `make -n` follows `$(MAKE)` lines, so only the first line is the target's own.
    assert make("-n", target).split()[:2] == ["tools/bootstrap", group]
