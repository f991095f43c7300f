"""The real server in processes of its own: started as a user starts it, stopped in order, or killed in the middle."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port of this machine on which nothing answers."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(data: Path, **more: str) -> dict[str, str]:
    """The environment of a command on the database in a folder, and of nothing that the tests themselves set."""
    env = os.environ | {"KURULTAY_DATA": str(data)} | more
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return env


class Served:
    """A server on the database in a folder; without any record in it, it begins with the example record."""

    def __init__(self, data: Path) -> None:
        port, self.log = free_port(), data / "server.txt"
        self.address = f"http://127.0.0.1:{port}"
        with self.log.open("a") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kurultay", "serve"], cwd=ROOT, stdout=said, stderr=said,
                env=surroundings(data, KURULTAY_PORT=str(port)), start_new_session=True,
            )  # fmt: skip
        try:
            self._await()
        except BaseException:
            self.kill()
            raise

    def _await(self) -> None:
        for _try in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.address}/healthz", timeout=5)
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.25)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        """End it as an operator does, and what is left of it after that by force."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.kill()

    def kill(self) -> None:
        """kill -9 of the server with every process that it started; each of them leads a group of its own."""
        for pid in {self.process.pid, *in_session(self.process.pid)}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(20)


def in_session(leader: int) -> list[int]:
    """The processes of the session that a process began."""
    told = subprocess.run(["ps", "-eo", "pid=,sess="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in told.splitlines())
    return [int(pid) for pid, session in pairs if session == str(leader)]


@contextlib.contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a server on the database in a folder."""
    server = Served(data)
    try:
        yield server.address
    finally:
        server.stop()
