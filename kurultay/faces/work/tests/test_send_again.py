"""Sending again what was stopped, failed, or may have been sent; never what was sent or waits."""

from collections.abc import Callable

import pytest

from kurultay.faces.work.actions import deliver, send_again
from kurultay.faces.work.models import Mail
from kurultay.kit.acting import Refused
from kurultay.kit.reading import Reader
from tests.cast import OFFICER, STRANGER

from .conftest import OF_LAKES, OF_PLAINS

Queued = Callable[..., Mail]


@pytest.mark.parametrize("state", ["stopped", "failed", "unknown"])
def test_it_waits_again_and_is_sent(queued: Queued, state: str) -> None:
    mail = queued()
    Mail.objects.filter(pk=mail.pk).update(state=state, tries=8)
    send_again(mail, by=OF_LAKES)
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("queued", 0)
    assert deliver(mail.pk) == "sent"


@pytest.mark.parametrize("state", ["queued", "sending"])
def test_what_waits_is_not_sent_again(queued: Queued, state: str) -> None:
    mail = queued()
    Mail.objects.filter(pk=mail.pk).update(state=state)
    with pytest.raises(Refused, match="waits to be"):
        send_again(mail, by=OF_LAKES)


@pytest.mark.parametrize("reader", [OF_PLAINS, OFFICER, STRANGER], ids=lambda r: r.name)
def test_others_may_not(queued: Queued, reader: Reader) -> None:
    mail = queued()
    Mail.objects.filter(pk=mail.pk).update(state="failed")
    with pytest.raises(Refused, match="for administrators"):
        send_again(mail, by=reader)
