"""The bootstrap: what it needs, what it says when that is missing, and that it works only when something changed."""

import shutil

from .conftest import Bare

SETTING_UP = "kurultay: setting up .venv ({}) ...\n"


def said(bare: Bare, group: str = "run", **environment: str) -> str:
    """What a bootstrap that has to succeed says."""
    done = bare.bootstrap(group, **environment)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr


def refusal(bare: Bare, group: str = "run", **environment: str) -> str:
    """The one line of a bootstrap that has to fail, without what goes before it."""
    done = bare.bootstrap(group, **environment)
    assert (done.returncode, done.stdout) == (1, "")
    last = done.stderr.splitlines()[-1]
    assert done.stderr in (f"{last}\n", f"{SETTING_UP.format(group)}{last}\n")
    return last


def test_python_alone_is_enough(machine: Bare) -> None:
    assert said(machine) == SETTING_UP.format("run")
    assert (machine.root / ".venv/bin/python").exists()


def test_without_python_it_says_what_to_install(bare: Bare) -> None:
    assert refusal(bare) == (
        "kurultay: Python 3.11 or newer is needed (none found; install it, on Debian or Ubuntu: apt install python3; "
        "or name one: make run PYTHON=/path/to/python3)"
    )
    assert not (bare.root / ".venv").exists()


def test_an_older_python_is_named(bare: Bare) -> None:
    bare.command("python3", "echo 3.9")
    assert refusal(bare).startswith("kurultay: Python 3.11 or newer is needed (python3 is 3.9; install it")


def test_a_newer_python_beside_an_older_one_is_found(bare: Bare) -> None:
    bare.command("uv", "exit 0")
    bare.command("python3", "echo 3.9")
    bare.python("python3.12")
    assert said(bare) == SETTING_UP.format("run")


def test_the_named_python_is_taken(bare: Bare) -> None:
    bare.command("uv", "exit 0")
    bare.python("mine")
    assert said(bare, PYTHON="mine") == SETTING_UP.format("run")


def test_a_python_without_all_its_modules_is_refused(bare: Bare) -> None:
    bare.command("python3", 'case "$*" in *version_info*) echo 3.11 ;; *) exit 1 ;; esac')
    assert refusal(bare) == (
        "kurultay: python3 lacks one of its own modules sqlite3, ssl, venv, zlib: "
        "install the whole of it, on Debian or Ubuntu: apt install python3"
    )


def test_a_second_run_installs_nothing(quick: Bare) -> None:
    said(quick)
    quick.asked.unlink()
    quick.wheel.unlink()  # a run that called pip would fail
    assert said(quick) == ""
    assert not quick.asked.exists()


def test_a_changed_lock_installs_again(quick: Bare) -> None:
    said(quick)
    quick.lock("run", "changed")
    assert said(quick) == SETTING_UP.format("run")
    assert said(quick) == ""


def test_a_larger_group_serves_the_smaller(quick: Bare) -> None:
    said(quick, "check")
    assert said(quick, "test") == ""
    assert said(quick, "run") == ""
    assert said(quick, "browser") == SETTING_UP.format("browser")
    assert said(quick, "check") == ""


def test_an_outdated_group_serves_no_longer(quick: Bare) -> None:
    said(quick, "check")
    shutil.copytree(quick.root / "locks", quick.root / "before")
    for group in ("run", "test", "check"):
        quick.lock(group, "other versions")
    said(quick, "test")
    shutil.rmtree(quick.root / "locks")
    (quick.root / "before").rename(quick.root / "locks")
    assert said(quick, "check") == SETTING_UP.format("check")


def test_a_wheel_that_was_tampered_with_is_refused(machine: Bare) -> None:
    with machine.wheel.open("ab") as wheel:
        wheel.write(b"more")
    assert (
        refusal(machine) == f"kurultay: {machine.wheel} does not match its checksum: take a fresh copy of the sources"
    )
    assert machine.bootstrap().returncode == 1


def test_an_interrupted_run_starts_afresh(quick: Bare) -> None:
    said(quick)
    (quick.state / "incomplete").touch()
    (quick.root / ".venv/half-a-package").touch()
    assert said(quick) == SETTING_UP.format("run")
    assert not (quick.root / ".venv/half-a-package").exists()


def test_a_moved_checkout_starts_afresh(quick: Bare) -> None:
    said(quick)
    quick.root = quick.root.rename(quick.root.with_name("moved"))
    assert said(quick) == SETTING_UP.format("run")


def test_an_environment_of_somebody_else_is_left_alone(machine: Bare) -> None:
    (machine.root / ".venv").mkdir()
    (machine.root / ".venv/mine").touch()
    assert refusal(machine).endswith(".venv was not made by tools/bootstrap: move it away and try again")
    assert (machine.root / ".venv/mine").exists()


def test_uv_does_the_work_when_it_is_there(quick: Bare) -> None:
    assert said(quick) == SETTING_UP.format("run")
    assert quick.asked.read_text(encoding="utf-8") == (
        f"pip install --quiet --python {quick.root}/.venv/bin/python --require-hashes --no-build --no-deps "
        f"-r {quick.root}/locks/run.lock\n"
    )


def test_pip_does_the_work_when_uv_does_not_succeed(machine: Bare) -> None:
    machine.command("uv", "exit 2")
    assert said(machine) == SETTING_UP.format("run") + "kurultay: uv did not succeed; trying with pip\n"


def test_packages_that_cannot_be_had_are_told(machine: Bare) -> None:
    machine.lock("run", "\nabsent==1.0 --hash=sha256:" + "0" * 64)
    done = machine.bootstrap(PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "kurultay: the packages could not be installed: the lines above say why (a mirror is named with PIP_INDEX_URL)"
    )
    assert (machine.state / "incomplete").exists()


def test_an_unknown_group_is_refused(machine: Bare) -> None:
    assert refusal(machine, "all") == "kurultay: there is no group 'all': it is run, test, check or browser"
