"""`kill -9` in the middle sends nothing twice: a worker dies at each place where it can hurt, and another goes on."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

# A worker in a Python of its own, with one job that writes three letters. {where} is where it is killed: while it
# queues the letters, after it took a mail and before it is out, or after it is out and before that is noted.
WORKER = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.core.mail import get_connection
from kurultay.faces.work.actions import Worker, queueing, sending, timing
from kurultay.faces.work.models import Mail
from kurultay.kit.letters import Contact, Job, Letter, Said
from kurultay.kit.mail import Folder

where, server = sys.argv[1], sys.argv[2]
out = Path(os.environ["KURULTAY_DATA"]) / "out"

def die(at):
    if where == at:
        os.kill(os.getpid(), signal.SIGKILL)

class Told:
    "A mail server that cannot be asked what it took."
    def send_messages(self, messages):
        die("before")
        with out.open("a") as lines:
            lines.writelines(message.to[0] + chr(10) for message in messages)
        die("after")
        return 1

class Kept(Folder):
    def send_messages(self, messages):
        die("before")
        done = super().send_messages(messages)
        die("after")
        return done

sending.get_connection = Kept if server == "folder" else Told

def write(writer, n, to):
    if n == "2":
        die("queueing")
    return Said(f"Letter {n}", "Words")

def letters():
    to = [Contact(f"{n}@example.org", "officer", "lakes") for n in (1, 2, 3)]
    return [Letter(f"letter-{n}", "Test", one, "w", str(n)) for n, one in enumerate(to, start=1)]

queueing.written = sending.written = write
sending.as_of_now = lambda to: to

timing.jobs = lambda: {"test": Job("Test", timedelta(days=1), letters)}
if where == "migrate":
    call_command("migrate", verbosity=0)
else:
    Worker().work(once=True)
    print(dict(Mail.objects.order_by("key").values_list("key", "state")))
"""


def worker(data: Path, where: str, server: str) -> "subprocess.CompletedProcess[str]":
    """Let a worker work until nothing waits, or until it is killed."""
    given = {**os.environ, "KURULTAY_DATA": str(data), "KURULTAY_DATABASE_URL": "", "KURULTAY_MAIL_URL": "",
             "DJANGO_SETTINGS_MODULE": "kurultay.config.settings"}  # fmt: skip
    run = [sys.executable, "-c", textwrap.dedent(WORKER), where, server]
    return subprocess.run(run, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of its own, made once."""
    data = tmp_path_factory.mktemp("data")
    made = worker(data, "migrate", "folder")
    assert made.returncode == 0, made.stderr
    return data


@pytest.mark.parametrize("server", ["folder", "smtp"])
@pytest.mark.parametrize("where", ["queueing", "before", "after"])
def test_nothing_is_sent_twice(empty: Path, tmp_path: Path, where: str, server: str) -> None:
    for file in empty.glob("kurultay.sqlite3*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert worker(tmp_path, where, server).returncode == -9
    resumed = worker(tmp_path, "", server)
    assert resumed.returncode == 0, resumed.stderr
    assert worker(tmp_path, "", server).stdout == resumed.stdout
    states = dict.fromkeys(("letter-1", "letter-2", "letter-3"), "sent")
    if server == "folder":
        assert resumed.stdout == f"{states}\n"
        assert sorted(f.name.partition(".")[0] for f in (tmp_path / "mail").glob("*.eml")) == sorted(states)
        return
    # An SMTP server cannot be asked: the mail it had in its hands is left to a person, and went out once or not at all.
    known = {"queueing": states}.get(where, {**states, "letter-1": "unknown"})
    sent = (tmp_path / "out").read_text().split()
    assert resumed.stdout == f"{known}\n"
    assert sorted(sent) == [f"{n}@example.org" for n in ((2, 3) if where == "before" else (1, 2, 3))]
