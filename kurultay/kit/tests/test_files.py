"""Files by place and digest: they wait, are kept, are read back as they were or not at all, and are checked."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kurultay.kit import clock, files

DATA = b"%PDF-1.7 a declaration"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.KURULTAY_DATA = tmp_path
    return tmp_path / "files"


def test_what_waits_is_not_there_until_it_is_kept(folder: Path) -> None:
    assert files.hold("charter", DATA) == DIGEST
    assert (files.is_kept("charter", DIGEST), files.read("charter", DIGEST)) == (False, None)
    assert [files.keep("charter", DIGEST) for _ in range(2)] == [True, True]
    assert files.read("charter", DIGEST) == DATA
    assert not list((folder / "waiting").glob("*/*"))
    assert (folder / "kept" / "list.txt").read_text() == f"charter/{DIGEST}\n"


def test_a_digest_opens_nothing_at_another_place() -> None:
    files.hold("charter", DATA)
    assert files.keep("handbook", DIGEST) is False
    files.keep("charter", DIGEST)
    assert files.read("handbook", DIGEST) is None


@pytest.mark.parametrize(("place", "digest"), [("..", DIGEST), ("a/b", DIGEST), ("", DIGEST), ("a", "../x"), ("a", "")])
def test_no_name_leads_out_of_the_folder(place: str, digest: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        files.read(place, digest)


def test_what_nobody_confirmed_is_forgotten_after_a_while(folder: Path) -> None:
    files.hold("charter", DATA)
    assert files.clear(clock.now() - timedelta(days=1)) == 0
    (path,) = (folder / "waiting").glob("*/*")
    os.utime(path, (0, 0))
    assert files.clear(clock.now() - timedelta(days=1)) == 1
    assert files.keep("charter", DIGEST) is False


@pytest.mark.django_db
def test_a_file_that_was_changed_or_lost_is_named_by_the_check_and_never_given_out(folder: Path) -> None:
    files.hold("charter", DATA)
    files.keep("charter", DIGEST)
    assert list(files.troubles()) == []
    path = folder / "kept" / "charter" / DIGEST
    path.write_bytes(b"something else")
    assert files.read("charter", DIGEST) is None
    with pytest.raises(CommandError, match="is not what it was"):
        call_command("verify")
    path.unlink()
    with pytest.raises(CommandError, match="is missing"):
        call_command("verify")
