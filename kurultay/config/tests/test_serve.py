"""Serving: what is refused before anything is touched, what an empty database is, and a clean start and stop."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kurultay.config import serve

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this machine on which something listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_alone_needs_no_key(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KURULTAY_SECRET_KEY", raising=False)
    serve.refuse_open_doors(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "record.example.org"])
def test_others_are_let_in_only_with_a_key_and_a_name(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KURULTAY_SECRET_KEY", raising=False)
    monkeypatch.delenv("KURULTAY_ALLOWED_HOSTS", raising=False)
    with pytest.raises(serve.CannotServe, match="needs KURULTAY_SECRET_KEY"):
        serve.refuse_open_doors(host)
    monkeypatch.setenv("KURULTAY_SECRET_KEY", "a short text")
    with pytest.raises(serve.CannotServe, match="too short"):
        serve.refuse_open_doors(host)
    monkeypatch.setenv("KURULTAY_SECRET_KEY", "a long random text, as random as a test may be")
    with pytest.raises(serve.CannotServe, match="needs KURULTAY_ALLOWED_HOSTS"):
        serve.refuse_open_doors(host)
    monkeypatch.setenv("KURULTAY_ALLOWED_HOSTS", "record.example.org")
    serve.refuse_open_doors(host)


def test_a_taken_port_is_refused_and_a_free_one_is_not(taken: int, free: int) -> None:
    serve.refuse_taken("127.0.0.1", free)
    with pytest.raises(serve.CannotServe) as refused:
        serve.refuse_taken("127.0.0.1", taken)
    assert str(refused.value) == (
        f"Port {taken} on 127.0.0.1 is taken: stop what serves there, or choose another with KURULTAY_PORT."
    )


def test_an_address_of_another_machine_is_refused(free: int) -> None:
    with pytest.raises(serve.CannotServe, match=r"^192\.0\.2\.7 is no address of this machine"):
        serve.refuse_taken("192.0.2.7", free)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "8000.5", "８０００", "http", "²"])
def test_a_port_is_a_whole_number(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KURULTAY_PORT", text)
    with pytest.raises(serve.CannotServe) as refused:
        serve.number("KURULTAY_PORT", default=8000, most=65535)
    assert str(refused.value) == f"KURULTAY_PORT is {text!r}, and has to be a whole number from 1 to 65535."


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("1", 1), ("65535", 65535)])
def test_a_port_has_a_default(text: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KURULTAY_PORT", text)
    assert serve.number("KURULTAY_PORT", default=8000, most=65535) == port


@pytest.mark.django_db
def test_a_new_database_is_empty() -> None:
    assert serve.is_empty()


def test_the_example_record_loads_in_the_order_of_its_names() -> None:
    files = serve.example_files()
    assert files == sorted((ROOT / "examples").glob("*.yaml"))
    assert files[0].name.startswith("00-")


@pytest.mark.parametrize(
    ("how", "whom"),
    [
        pytest.param(signal.SIGTERM, os.kill, id="terminated", marks=pytest.mark.thorough),
        pytest.param(signal.SIGINT, os.killpg, id="Ctrl-C, which a terminal sends to the whole group"),
    ],
)
def test_it_starts_and_stops_cleanly(
    how: signal.Signals, whom: Callable[[int, int], None], free: int, tmp_path: Path
) -> None:
    environment = {**os.environ, "KURULTAY_DATA": str(tmp_path / "new/data"), "KURULTAY_DATABASE_URL": ""}
    words = [sys.executable, "-m", "kurultay", "serve", "--port", str(free), "--without-example"]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == f"Kurultay is at http://127.0.0.1:{free}/ (Ctrl-C stops it)\n"
        assert answers(server, free)
        assert works(server, tmp_path / "new/data/kurultay.sqlite3")
        whom(server.pid, how)
        assert server.wait(timeout=serve.PATIENCE - 1) == 0  # in time, so that nothing had to be killed
    assert (tmp_path / "new/data/kurultay.sqlite3").exists()
    serve.refuse_taken("127.0.0.1", free)


def test_no_worker_outlives_a_server_that_is_killed(free: int, tmp_path: Path) -> None:
    environment = {**os.environ, "KURULTAY_DATA": str(tmp_path), "KURULTAY_DATABASE_URL": ""}
    words = [sys.executable, "-m", "kurultay", "serve", "--port", str(free), "--without-example"]
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()
        assert answers(server, free)
        server.kill()
        server.communicate(timeout=3 * serve.PATIENCE)  # ends with the last process that holds it: the worker
    serve.refuse_taken("127.0.0.1", free)


def works(server: "subprocess.Popen[str]", database: Path) -> bool:
    """Whether work in the background has begun before the server ends: the jobs have their hours."""
    while server.poll() is None:
        with closing(sqlite3.connect(database)) as asked:
            if asked.execute("SELECT count(*) FROM work_schedule").fetchone()[0]:
                return True
    return False


@pytest.mark.parametrize(("where", "fine"), [("", True), ("inside", True), ("off", True), ("somewhere", False)])
def test_where_work_in_the_background_is_done(where: str, fine: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KURULTAY_WORK", where)
    if fine:
        serve.refuse_unknown_work()
        return
    with pytest.raises(serve.CannotServe, match="KURULTAY_WORK is 'somewhere'"):
        serve.refuse_unknown_work()


def answers(server: "subprocess.Popen[str]", port: int) -> bool:
    """Whether the server answers anything at all before it ends."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/no-such-page", timeout=20).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            continue
        return True
    return False
