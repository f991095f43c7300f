"""The page of work: for administrators alone, of their organisation alone, and never what a mail says."""

from collections.abc import Callable

import pytest
from django.test import Client

from kurultay.faces.work.actions import tick
from kurultay.faces.work.models import Mail, Schedule
from kurultay.kit.letters import Contact
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader
from tests.cast import CHAIR, OFFICER, REFERENCE, STRANGER, statements

from .conftest import OF_LAKES, OF_PLAINS, ROOT

Queued = Callable[..., Mail]
As = Callable[[Reader], Client]
PIA = Contact("pia@plains.example", "officer", "plains")


@pytest.fixture
def browse(monkeypatch: pytest.MonkeyPatch) -> As:
    def client(reader: Reader) -> Client:
        monkeypatch.setattr(policy, "_reader_of", [lambda request: reader])
        return Client()

    return client


def test_to_whom_and_what_about_and_not_what_it_says(queued: Queued, browse: As) -> None:
    queued()
    queued("there", PIA)
    tick()
    everything = browse(ROOT).get("/background/").content.decode()
    assert "eva@eastshore.example" in everything
    assert "pia@plains.example" in everything
    assert "work.tidy" in everything
    mine = browse(OF_LAKES).get("/background/").content.decode()
    assert ("eva@eastshore.example" in mine, "pia@plains.example" in mine) == (True, False)
    for page in (everything, mine):
        assert "Not for administrators" not in page
        assert "About first" not in page
    assert ('value="pause"' in everything, 'value="pause"' in mine) == (True, False)


@pytest.mark.parametrize("reader", [OFFICER, CHAIR, REFERENCE, STRANGER], ids=lambda r: r.name)
def test_for_others_it_is_not_there(queued: Queued, browse: As, reader: Reader) -> None:
    mail = queued()
    client = browse(reader)
    answers = [client.get("/background/"), client.post("/background/halt", {"do": "stop", "named": mail.key})]
    assert [answer.status_code for answer in answers] == [404, 404]
    mail.refresh_from_db()
    assert mail.state == "queued"


def test_stopping_one_all_and_a_job(queued: Queued, browse: As) -> None:
    one, two, there = queued("one"), queued("two"), queued("there", PIA)
    client = browse(OF_LAKES)
    assert client.post("/background/halt", {"do": "stop", "named": "one"}).status_code == 302
    assert client.post("/background/halt", {"do": "stop", "named": "one"}).status_code == 409
    assert client.post("/background/halt", {"do": "stop", "named": "there"}).status_code == 404
    assert client.post("/background/halt", {"do": "dance", "named": "one"}).status_code == 404
    assert client.get("/background/halt").status_code == 404
    assert client.post("/background/halt", {"do": "send_again", "named": "one"}).status_code == 302
    assert client.post("/background/halt", {"do": "stop_all"}).status_code == 302
    states = {mail.key: mail.state for mail in Mail.objects.filter(pk__in=[one.pk, two.pk, there.pk])}
    assert states == {"one": "stopped", "two": "stopped", "there": "queued"}
    tick()
    assert client.post("/background/halt", {"do": "pause", "named": "work.tidy"}).status_code == 409
    assert browse(ROOT).post("/background/halt", {"do": "pause", "named": "work.tidy"}).status_code == 302
    assert browse(ROOT).post("/background/halt", {"do": "stop_all"}).status_code == 302
    assert (Schedule.objects.get(name="work.tidy").stopped, Mail.objects.filter(state="queued").count()) == (True, 0)
    assert browse(OF_PLAINS).post("/background/halt", {"do": "send_again", "named": "there"}).status_code == 302


def test_one_mail_and_three_cost_the_same(queued: Queued, browse: As) -> None:
    client, costs = browse(ROOT), []
    for keys in (("a",), ("b", "c")):
        for key in keys:
            queued(key)
        with statements() as said:
            assert client.get("/background/").status_code == 200
        costs.append(len(said))
    assert costs[0] == costs[1] <= 6
