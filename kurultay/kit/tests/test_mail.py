"""Mail in a folder: one whole file for each message, once; and what the address of a mail server sets."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage

from kurultay.kit.mail import Folder

ASK = (
    "from kurultay.config import settings as s; import json; "
    "print(json.dumps([s.EMAIL_BACKEND.split('.')[0], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, "
    "s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_SSL, s.EMAIL_USE_TLS]))"
)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def message(name: str, text: str = "Words") -> EmailMessage:
    return EmailMessage("Selâm, Eva", text, "k@lakes.example", ["e@e.example"], headers={"Message-ID": f"<{name}@k>"})


def test_a_message_that_is_there_is_not_written_twice(folder: Path) -> None:
    backend = Folder()
    assert not backend.holds("<a.1@k>")
    assert backend.send_messages([message("a.1"), message("a.1", "Other words"), message("b")]) == 2
    assert backend.holds("<a.1@k>")
    assert sorted(file.name for file in folder.iterdir()) == ["a.1.eml", "b.eml"]
    assert "Other words" not in (folder / "a.1.eml").read_text()


def test_a_name_leads_nowhere_else(folder: Path) -> None:
    Folder().send_messages([message("../../etc/x y")])
    assert [file.name for file in folder.iterdir()] == [".._.._etc_x_y.eml"]


def ask(url: str) -> "subprocess.CompletedProcess[str]":
    given = {**os.environ, "KURULTAY_MAIL_URL": url}
    return subprocess.run([sys.executable, "-c", ASK], env=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("url", "set_up"),
    [
        ("", ["kurultay", "localhost", 25, "", "", False, False]),
        ("smtp://mail.example", ["django", "mail.example", 25, "", "", False, False]),
        ("smtp://u%40x:p%2Fw@mail.example:587?starttls=1", ["django", "mail.example", 587, "u@x", "p/w", False, True]),
        ("smtps://mail.example", ["django", "mail.example", 465, "", "", True, False]),
    ],
)
def test_the_address_of_a_mail_server(url: str, set_up: list[object]) -> None:
    assert json.loads(ask(url).stdout) == set_up


@pytest.mark.parametrize("url", ["mail.example:25", "http://mail.example", "smtp://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    said = ask(url)
    assert said.returncode == 1
    assert "Write KURULTAY_MAIL_URL as smtp://" in said.stderr
