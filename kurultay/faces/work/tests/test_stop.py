"""Stopping a mail that waits, by an administrator of its organisation."""

from collections.abc import Callable

import pytest

from kurultay.faces.work.actions import deliver, stop
from kurultay.faces.work.models import Mail
from kurultay.kit.acting import Refused
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import Reader, reading_as
from tests.cast import CHAIR, ELSEWHERE, FOCAL_POINT, OFFICER, REFERENCE, STRANGER, SYSTEM

from .conftest import OF_LAKES, OF_PLAINS, ROOT

Queued = Callable[..., Mail]


@pytest.mark.parametrize("reader", [ROOT, OF_LAKES], ids=lambda r: r.name)
def test_it_is_stopped_and_the_history_knows_by_whom(queued: Queued, reader: Reader) -> None:
    mail = stop(queued(), by=reader, reason="Sent by post.")
    mail.refresh_from_db()
    assert mail.state == "stopped"
    with reading_as(SYSTEM):
        assert list(Act.objects.values_list("verb", "actor", "reason")) == [("work.stop", reader.name, "Sent by post.")]


def test_what_was_sent_cannot_be_stopped(queued: Queued) -> None:
    mail = queued()
    deliver(mail.pk)
    with pytest.raises(Refused, match="does not wait"):
        stop(mail, by=ROOT)


@pytest.mark.parametrize(
    "reader", [OF_PLAINS, OFFICER, REFERENCE, CHAIR, FOCAL_POINT, ELSEWHERE, STRANGER], ids=lambda r: r.name
)
def test_others_may_not(queued: Queued, reader: Reader) -> None:
    mail = queued()
    with pytest.raises(Refused, match="for administrators"):
        stop(mail, by=reader)
    assert deliver(mail.pk) == "sent"
