"""Somebody's day by mail through the real queue: a machine that stops anywhere between, and a seat that is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kurultay.faces.work.actions import Worker, queueing, sending
from kurultay.faces.work.models import Mail
from kurultay.kit.clock import stopped_at
from kurultay.kit.letters import jobs
from kurultay.kit.reading import reading_as
from kurultay.modules.desk.models import Wish
from kurultay.modules.seats import actions as seats
from kurultay.modules.seats.models import Account
from kurultay.record.commitments import actions as commitments
from kurultay.record.documents import actions as documents
from tests.cast import SYSTEM
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]
MORNING = datetime(2030, 6, 17, 6, tzinfo=UTC)


class Stopped(BaseException):
    """The machine stops: nothing after it is done."""


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Mail goes to a folder of the test; it is six in the morning."""
    settings.EMAIL_BACKEND = "kurultay.kit.mail.Folder"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    # The transaction of the test is on this connection, so that a worker may not close it.
    for place in ("kurultay.faces.work.actions.working", "django_tasks_db.management.commands.db_worker"):
        monkeypatch.setattr(f"{place}.close_old_connections", lambda: None)
    with stopped_at(MORNING):
        yield tmp_path / "mail"


@pytest.fixture
def ada(scene: Any) -> Account:
    """The focal point of Eastshore, which owes the clean lakes."""
    made = Account(key="ada", mail="ada@eastshore.example", name="Ada", password="!")
    made.save()
    seats.seat(made, role="focal-point", organisation="lakes", party="eastshore", by=SYSTEM)
    with reading_as(SYSTEM):
        paper = documents.register("charter", kind="declaration", title="Charter", by=SYSTEM)
        owed = commitments.undertake("clean", verb="decides", name="Clean the lakes", of=scene.lakes, document=paper,
                                     on="2014-01-01", due="2015-06-01", keeper="lakes", by=SYSTEM)  # fmt: skip
        commitments.assign(owed, party=scene.east, by=SYSTEM)
    return made


def work() -> None:
    """What a worker does until nothing waits; one that died before is known to be dead."""
    Worker().work(once=True)


def states() -> list[tuple[str, str]]:
    return list(Mail.objects.filter(writer="desk.digest").values_list("key", "state"))


def mails(folder: Path) -> list[str]:
    return sorted(file.name.partition(".")[0] for file in folder.glob("*.eml")) if folder.exists() else []


def stop(*_given: Any, **_words: Any) -> Any:
    raise Stopped


def queue_and_send() -> None:
    """Do the job and send its mail by hand, as a worker does, so that the machine may stop within."""
    queueing.queue(jobs()["desk.digests"].run())
    for mail in Mail.objects.all():
        sending.deliver(mail.pk)


@pytest.mark.parametrize("where", ["queueing", "queued", "writing", "sending"])
def test_a_machine_that_stops_anywhere_sends_the_day_once(
    ada: Account, folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {
        "queueing": "kurultay.modules.desk.schedule.note_told",
        "queued": "kurultay.faces.work.actions.sending.deliver",
        "writing": "kurultay.faces.work.actions.sending.written",
        "sending": "kurultay.faces.work.actions.sending._become",
    }
    with monkeypatch.context() as broken:
        broken.setattr(places[where], stop)
        with pytest.raises(Stopped):
            queue_and_send()
    assert [state for _key, state in states()] in ([], ["queued"], ["sending"])
    work()
    work()
    assert states() == [("digest.ada.2030-06-17", "sent")]
    assert mails(folder) == ["digest"]
    assert Wish.objects.get(account="ada").told_at == MORNING


def test_a_seat_that_is_lost_between_queueing_and_sending(ada: Account, folder: Path) -> None:
    assert queueing.queue(jobs()["desk.digests"].run()) == 1
    seats.suspend(ada, reason="Left.", by=SYSTEM)
    work()
    assert states() == [("digest.ada.2030-06-17", "void")]
    assert mails(folder) == []


def test_day_after_day(ada: Account, folder: Path) -> None:
    for day in range(9):
        with stopped_at(MORNING + timedelta(days=day)):
            work()
    assert states() == [("digest.ada.2030-06-17", "sent"), ("digest.ada.2030-06-24", "sent")]
