"""`kurultay work`: to the end of what waits, or until it is told to stop; two of them do nothing twice."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation of its own."""
    data = tmp_path_factory.mktemp("data")
    given = {**os.environ, "KURULTAY_DATA": str(data), "KURULTAY_DATABASE_URL": "", "KURULTAY_MAIL_URL": ""}
    subprocess.run([sys.executable, "-m", "kurultay", "migrate", "-v0"], cwd=ROOT, env=given, check=True)
    return given


def start(environment: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    run = [sys.executable, "-m", "kurultay", "work", *words]
    return subprocess.Popen(run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ask(environment: dict[str, str], statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(Path(environment["KURULTAY_DATA"]) / "kurultay.sqlite3")) as database:
        found: list[tuple[object, ...]] = database.execute(statement).fetchall()
        database.commit()
        return found


def test_two_at_once_do_each_thing_once(environment: dict[str, str]) -> None:
    ask(environment, "DELETE FROM work_schedule")
    workers = [start(environment, "--once") for _ in range(2)]
    said = [worker.communicate(timeout=60) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said
    done = sum(int(out.removeprefix("Done: ")) for out, _errors in said)
    tasks = ask(environment, "SELECT status, args_kwargs FROM django_tasks_database_dbtaskresult")
    assert done == len(tasks) == 2  # the jobs of minutes; the nightly ones wait for their hour
    assert tasks[0][0] == "SUCCESSFUL"


def test_it_stops_when_it_is_told(environment: dict[str, str]) -> None:
    with start(environment) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "Working (Ctrl-C stops it)\n"
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
        assert worker.stdout.read().startswith("Done: ")
