"""The server is killed (kill -9) in the midst of acts that come over HTTP: whatever it acknowledged is there."""

import http.client
import re
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kurultay.kit import clock
from tests.serving import ROOT, Served, surroundings

CLIENTS, KILLS, ACTS = 4, 3, 999
PATIENCE = 60  # seconds for a third of the acts, on a slow machine
PASSWORD = "lighthouse-keeper"  # of the example accounts, told on the sign-in page


def token_of_an_officer(address: str) -> str:
    """Sign in as the example officer does and issue a token that writes."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def send(path: str, **words: str) -> str:
        with browser.open(address + path) as form:
            proof = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.read().decode())
        assert proof is not None, path
        body = urlencode({"csrfmiddlewaretoken": proof[1], **words}).encode()
        with browser.open(urllib.request.Request(address + path, body, {"Referer": address + path})) as answer:
            return str(answer.read().decode())

    send("/account/sign-in", login="officer@example.org", password=PASSWORD)
    until = clock.today() + timedelta(days=30)
    page = send("/account/tokens", name="Entering many meetings", scope="write", expires_on=until.isoformat())
    found = re.search(r'<code id="token">([^<]+)</code>', page)
    assert found is not None, page
    return found[1]


class Client(threading.Thread):
    """A program that plans one meeting after another until the server answers no more."""

    def __init__(self, address: str, token: str, name: str) -> None:
        super().__init__(name=name)
        self.host, self.token = address.removeprefix("http://"), token
        self.asked: list[str] = []
        self.acknowledged: list[str] = []
        self.refused: list[tuple[int, str]] = []

    def run(self) -> None:
        """Ask, and note what was acknowledged; a connection that breaks is the end."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/x-www-form-urlencoded"}
        line = http.client.HTTPConnection(self.host, timeout=30)
        try:
            while not self.refused:
                key = f"killed-{self.name}-{len(self.asked)}"
                words = {"do": "act", "key": key, "name": f"Meeting {key}", "kind": "consultation", "body": "ots"}
                self.asked.append(key)
                line.request("POST", "/meetings/new", urlencode(words), headers)
                answer = line.getresponse()
                page = answer.read().decode()
                if answer.status == 303 and (answer.headers["Location"] or "").startswith(f"/meetings/{key}?done="):
                    self.acknowledged.append(key)
                else:
                    self.refused.append((answer.status, page))
        except (http.client.HTTPException, OSError):
            line.close()


def killed_amid_acts(server: Served, token: str, name: str) -> list[Client]:
    """Let clients work until a third of the acts is acknowledged, and kill the server under their hands."""
    clients = [Client(server.address, token, f"{name}-{number}") for number in range(CLIENTS)]
    for client in clients:
        client.start()
    end = time.monotonic() + PATIENCE
    while sum(len(c.acknowledged) for c in clients) < ACTS // KILLS and time.monotonic() < end:
        assert all(client.is_alive() for client in clients), [client.refused for client in clients]
        time.sleep(0.01)
    server.kill()
    for client in clients:
        client.join(60)
    assert [client.refused for client in clients] == [[]] * CLIENTS
    return clients


def entered(address: str, keys: list[str]) -> list[str]:
    """Those of these meetings that the record has, each asked for by its page."""
    line, found = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30), []
    for key in keys:
        line.request("GET", f"/api/v1/meetings/{key}")
        answer = line.getresponse()
        answer.read()
        assert answer.status in (200, 404), (key, answer.status)
        found += [key] * (answer.status == 200)
    return found


@pytest.mark.thorough
def test_what_was_acknowledged_outlives_a_server_that_is_killed(tmp_path: Path) -> None:
    """Three times in the midst of a thousand acts; what nobody was told may be there or not, and never in part."""
    server, clients = Served(tmp_path), []
    try:
        token, began = token_of_an_officer(server.address), time.monotonic()
        for number in range(KILLS):
            clients += killed_amid_acts(server, token, f"round-{number}")
            server = Served(tmp_path)
        took = time.monotonic() - began
        acknowledged = [key for client in clients for key in client.acknowledged]
        assert entered(server.address, acknowledged) == acknowledged
        untold = [key for client in clients for key in client.asked if key not in set(client.acknowledged)]
        kept = entered(server.address, untold)
        assert len(untold) <= CLIENTS * KILLS  # no more than each had under way
        assert len(acknowledged) >= ACTS // 2, f"only {len(acknowledged)} acts in {took:.0f} s"
        check = subprocess.run(
            [sys.executable, "-m", "kurultay", "check"], cwd=ROOT, env=surroundings(tmp_path), capture_output=True,
            text=True, timeout=300,
        )  # fmt: skip
        assert check.returncode == 0, check.stdout + check.stderr
        print(f"{len(acknowledged)} acknowledged, {len(untold)} under way, {len(kept)} of those kept, {took:.1f} s")
        print(check.stdout)
    finally:
        server.kill()
