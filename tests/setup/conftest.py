"""A checkout of nothing but the bootstrap, on a machine with nothing but a shell and the commands a test gives it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What the bootstrap may rely on: a shell and these commands are in every minimal Debian.
COMMANDS = ("sh", "dirname", "cat", "cmp", "cp", "mkdir", "rm")


class Bare:
    """A checkout whose locks are empty, so that installing needs no network, with a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        for command in COMMANDS:
            (self.bin / command).symlink_to(shutil.which(command) or "/missing")
        (self.root / "tools").mkdir(parents=True)
        shutil.copy2(ROOT / "tools/bootstrap", self.root / "tools/bootstrap")
        shutil.copytree(ROOT / "tools/vendor", self.root / "tools/vendor")
        (self.root / "locks").mkdir()
        for group in ("run", "test", "check", "browser"):
            self.lock(group, "nothing yet")

    @property
    def state(self) -> Path:
        return self.root / ".venv/kurultay"

    @property
    def asked(self) -> Path:
        return self.root.with_name("asked")

    @property
    def wheel(self) -> Path:
        return next(self.root.glob("tools/vendor/*.whl"))

    def lock(self, group: str, comment: str) -> None:
        """Give a group another lock, still an empty one."""
        (self.root / f"locks/{group}.lock").write_text(f"# {comment}\n", encoding="utf-8")

    def command(self, name: str, script: str) -> None:
        """Put a command on the PATH."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def python(self, name: str = "python3") -> None:
        """Put the real Python on the PATH, outside of any virtual environment."""
        self.command(name, f"exec '{Path(sys.executable).resolve()}' \"$@\"")

    def bootstrap(self, group: str = "run", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run it and give its exit status and what it said."""
        return subprocess.run(
            [str(self.root / "tools/bootstrap"), group],
            env={"PATH": str(self.bin), "HOME": str(self.root.parent), **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    """A machine without Python."""
    return Bare(tmp_path)


@pytest.fixture
def machine(bare: Bare) -> Bare:
    """A machine with Python and no pip, uv or git."""
    bare.python()
    return bare


@pytest.fixture
def quick(machine: Bare) -> Bare:
    """A machine with Python, and a uv that installs nothing but writes down what it is asked, one line each time."""
    machine.command("uv", f'echo "$*" >>"{machine.asked}"')
    return machine
