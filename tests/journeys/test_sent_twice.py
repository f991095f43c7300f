"""The same form at the same moment, twice, over HTTP and on SQLite: one row, and both answers lead to it."""

import json
import sqlite3
import threading
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.test_killed import token_of_an_officer
from tests.serving import served

pytestmark = pytest.mark.thorough


def test_two_parallel_posts_with_one_key_are_one_act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KURULTAY_DATABASE_URL", raising=False)
    with served(tmp_path) as address:
        head = {
            "Authorization": f"Bearer {token_of_an_officer(address)}", "Content-Type": "application/json",
            "Idempotency-Key": "f3b1c8",
        }  # fmt: skip
        sent = json.dumps({"words": {"name": "Twice", "kind": "consultation", "body": "ots"}}).encode()
        together, answers = threading.Barrier(2), []

        def post() -> None:
            together.wait()
            asked = urllib.request.Request(f"{address}/api/v1/acts/meetings.plan", sent, head)
            with urllib.request.urlopen(asked, timeout=60) as answer:
                answers.append((answer.status, json.load(answer)["act"]))

        threads = [threading.Thread(target=post) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 2
        assert answers[0] == answers[1]
    with closing(sqlite3.connect(tmp_path / "kurultay.sqlite3")) as kept:
        assert kept.execute("SELECT count(*) FROM meetings_meetingname WHERE text = 'Twice'").fetchone() == (1,)
