"""Sending: a file for each mail, later and later where the server fails, and never twice where nobody knows."""

import smtplib
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from kurultay.faces.work.actions import deliver, sending, stop
from kurultay.faces.work.actions.sending import MOST_TRIES, backoff
from kurultay.faces.work.models import Mail
from kurultay.kit.clock import stopped_at
from kurultay.kit.letters import Said

from .conftest import EVA, NOW, ROOT, SITTING, WORDS

Queued = Callable[..., Mail]


class Server(BaseEmailBackend):
    """A mail server that takes what it gets, or raises what it is told to."""

    taken: list[str] = []
    raises: Exception | None = None

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if Server.raises is not None:
            raise Server.raises
        Server.taken += [message.to[0] for message in email_messages]
        return len(email_messages)


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    settings.EMAIL_BACKEND = "a.mail.server"
    monkeypatch.setattr(sending, "get_connection", Server)
    Server.taken, Server.raises = [], None
    return Server


def test_a_mail_is_a_file_with_its_words(queued: Queued, folder: Path) -> None:
    mail = queued()
    assert deliver(mail.pk) == "sent"
    (file,) = folder.iterdir()
    assert file.name == f"first.{mail.pk}.eml"
    text = file.read_text()
    for line in ("To: eva@eastshore.example", "Subject: About first", "Auto-Submitted: auto-generated"):
        assert f"{line}\n" in text
    assert text.endswith("\n\nNot for administrators.")
    mail.refresh_from_db()
    assert (mail.sent_at, mail.tries) == (NOW, 1)


def test_it_is_sent_once_whoever_asks_again(queued: Queued, server: type[Server]) -> None:
    mail = queued()
    assert [deliver(mail.pk) for _ in range(3)] == ["sent"] * 3
    assert server.taken == ["eva@eastshore.example"]
    assert deliver(10**6) == "gone"


def test_a_server_that_fails_is_asked_later_and_later_and_then_left(queued: Queued, server: type[Server]) -> None:
    mail, at, waits = queued(), NOW, []
    server.raises = smtplib.SMTPRecipientsRefused({})
    for _ in range(MOST_TRIES - 1):
        with stopped_at(at):
            assert deliver(mail.pk) == "queued"
            assert deliver(mail.pk) == "queued"  # before its time nothing is tried
        mail.refresh_from_db()
        waits.append(mail.next_at - at)
        at = mail.next_at
    assert waits == [backoff(n) for n in range(1, MOST_TRIES)]
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(hours=12))
    with stopped_at(at):
        assert deliver(mail.pk) == "failed"
    mail.refresh_from_db()
    assert (mail.tries, server.taken) == (MOST_TRIES, [])


def test_a_server_that_hangs_up_may_have_taken_it(queued: Queued, server: type[Server]) -> None:
    mail = queued()
    server.raises = smtplib.SMTPServerDisconnected("bye")
    assert deliver(mail.pk) == "unknown"
    server.raises = None
    assert deliver(mail.pk) == "unknown"
    assert server.taken == []


def test_what_was_being_sent_when_the_machine_stopped(queued: Queued, server: type[Server]) -> None:
    mail = queued()
    Mail.objects.filter(pk=mail.pk).update(state="sending", tries=1)
    assert deliver(mail.pk) == "unknown"
    assert server.taken == []


def test_a_folder_knows_what_it_has(queued: Queued, folder: Path) -> None:
    there, not_there = queued(), queued("second")
    deliver(there.pk)
    WORDS["first"] = Said("Again.", "Again.")
    for mail in (there, not_there):
        Mail.objects.filter(pk=mail.pk).update(state="sending", sent_at=None)
        assert deliver(mail.pk) == "sent"
    assert sorted(file.name for file in folder.iterdir()) == [f"first.{there.pk}.eml", f"second.{not_there.pk}.eml"]
    assert "Again." not in (folder / f"first.{there.pk}.eml").read_text()


def test_a_stopped_mail_is_not_sent(queued: Queued, folder: Path) -> None:
    mail = queued()
    stop(mail, by=ROOT)
    assert deliver(mail.pk) == "stopped"
    assert not folder.exists()


def test_what_it_says_is_written_when_it_is_sent(queued: Queued, folder: Path) -> None:
    mail = queued()
    WORDS["first"] = Said("A later\nsubject", "Later words.", "<p>Later words.</p>", "https://k.example/stop")
    assert deliver(mail.pk) == "sent"
    text = next(folder.iterdir()).read_text()
    for line in (
        "Subject: A later subject", "List-Unsubscribe: <https://k.example/stop>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Later words.", "<p>Later words.</p>",
    ):  # fmt: skip
        assert f"{line}\n" in text
    assert "Not for administrators" not in text


def test_nothing_goes_out_where_nothing_is_left_to_say_or_nobody_sits_there(queued: Queued, folder: Path) -> None:
    silent, gone = queued(), queued("second")
    WORDS["first"] = None
    assert deliver(silent.pk) == "void"
    SITTING.remove(EVA)
    assert deliver(gone.pk) == "void"
    assert not folder.exists()


def test_a_letter_that_cannot_be_written_waits_and_says_why(queued: Queued, folder: Path) -> None:
    mail = queued()
    WORDS["first"] = KeyError("lost")
    assert deliver(mail.pk) == "queued"
    mail.refresh_from_db()
    assert (mail.said, mail.next_at) == ("KeyError: 'lost'", NOW + backoff(1))
    WORDS.clear()
    with stopped_at(mail.next_at):
        assert deliver(mail.pk) == "sent"
