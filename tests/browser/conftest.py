"""A real Chromium against a real server that serves the example record."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the example record, started as a user starts it."""
    port = _free_port()
    env = os.environ | {"KURULTAY_DATA": str(tmp_path_factory.mktemp("data")), "KURULTAY_PORT": str(port)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    log = (tmp_path_factory.mktemp("log") / "server.txt").open("w")
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=env, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _try in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/healthz", timeout=5)
                break
            assert server.poll() is None, Path(log.name).read_text()
            time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
