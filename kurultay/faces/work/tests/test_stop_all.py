"""Stopping all mail that waits: of an organisation, or of everybody."""

from collections.abc import Callable

import pytest

from kurultay.faces.work.actions import deliver, stop_all
from kurultay.faces.work.models import Mail
from kurultay.kit.acting import Refused
from kurultay.kit.letters import Contact
from kurultay.kit.reading import Reader
from tests.cast import OFFICER, STRANGER

from .conftest import OF_LAKES, OF_PLAINS, ROOT

Queued = Callable[..., Mail]
PIA = Contact("pia@plains.example", "officer", "plains")


def states() -> dict[str, str]:
    return dict(Mail.objects.values_list("key", "state"))


def test_of_one_organisation(queued: Queued) -> None:
    sent = queued("sent")
    deliver(sent.pk)
    queued("here")
    queued("there", PIA)
    assert stop_all("lakes", by=OF_LAKES) == 1
    assert states() == {"sent": "sent", "here": "stopped", "there": "queued"}
    assert stop_all("", by=ROOT) == 1
    assert states()["there"] == "stopped"


@pytest.mark.parametrize(
    ("reader", "organisation"), [(OF_PLAINS, "lakes"), (OF_LAKES, ""), (OFFICER, "lakes"), (STRANGER, "")],
    ids=lambda value: str(getattr(value, "name", value)),
)  # fmt: skip
def test_others_may_not(queued: Queued, reader: Reader, organisation: str) -> None:
    queued()
    with pytest.raises(Refused, match="for administrators"):
        stop_all(organisation, by=reader)
    assert states() == {"first": "queued"}
