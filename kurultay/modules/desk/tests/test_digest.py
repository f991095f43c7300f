"""The day by mail: one a day, settled, never empty, in the sight and language of whoever gets it, ended by a click."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
from django.test import Client

from kurultay.kit import registry
from kurultay.kit.actions import mark
from kurultay.kit.clock import stopped_at
from kurultay.kit.letters import Contact, Letter, Said, written
from kurultay.kit.reading import Seat, reading_as
from kurultay.modules.desk.actions import follow, pass_for, wish
from kurultay.modules.desk.models import Wish
from kurultay.modules.desk.schedule import JOBS, LONGEST, SETTLE
from kurultay.record.commitments import actions as commitments
from kurultay.record.parties import actions as parties
from tests.cast import OFFICER, SYSTEM

from .test_day import ADA, client, paper

pytestmark = pytest.mark.django_db
MORNING = datetime(2015, 6, 15, 6, tzinfo=UTC)
TO = Contact("ada@eastshore.example", name="Ada", account="ada", seats=(Seat("focal-point", "lakes", "eastshore"),))
SITTING = [TO]
Promise = Callable[..., Any]


@pytest.fixture(autouse=True)
def _people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can be written to, as another app tells it."""
    asked, people = registry.offers, ModuleType("people")
    people.people = lambda: SITTING  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "offers", lambda name: (people,) if name == "contacts" else asked(name))


@pytest.fixture(autouse=True)
def _night(scene: Any) -> Iterator[None]:
    """What the scene holds was entered the evening before."""
    with stopped_at(MORNING - timedelta(hours=12)):
        yield


@pytest.fixture
def promise(scene: Any) -> Promise:
    """Something that Eastshore owes by the first of June 2015."""

    def make(key: str = "clean", **words: Any) -> Any:
        with reading_as(SYSTEM):
            document = paper()
        given = {"verb": "decides", "name": f"The {key} lakes", "of": scene.lakes, "document": document,
                 "on": "2014-01-01", "due": "2015-06-01", "keeper": "lakes", "by": OFFICER, **words}  # fmt: skip
        with reading_as(SYSTEM):
            made = commitments.undertake(key, **given)
            commitments.assign(made, party=scene.east, by=OFFICER)
        return made

    return make


def queued(at: datetime = MORNING) -> list[Letter]:
    """The letters that the job gives at an instant, noted as the queue notes them."""
    with stopped_at(at):
        found = list(JOBS["desk.digests"].run())
        for letter in found:
            assert letter.noted is not None
            letter.noted()
    return found


def says(letter: Letter, at: datetime = MORNING) -> Said | None:
    with stopped_at(at):
        return written(letter.writer, letter.thing, TO)


def test_what_is_due_stands_in_it_with_a_link_that_opens_the_form_after_signing_in(promise: Promise) -> None:
    promise()
    (letter,) = queued()
    said = says(letter)
    assert said is not None
    assert (letter.key, said.subject) == ("digest.ada.2015-06-15", "My day: 1 overdue")
    assert "- Report what came of it – The clean lakes (1 June 2015)\n" in said.text
    assert re.search(r"  http\S+/account/sign-in\?next=/commitments/clean/report\n", said.text)
    assert re.search(r'<a href="http\S+/account/sign-in\?next=/commitments/clean/report">Report what came', said.html)


def test_one_a_day_not_before_its_hour_and_not_the_same_words_again_before_a_week(promise: Promise) -> None:
    promise()
    assert queued(MORNING - timedelta(hours=2)) == []
    days = [day for day in range(16) if queued(MORNING + timedelta(days=day))]
    assert days == [0, 7, 14]
    assert queued(MORNING + timedelta(days=14, hours=5)) == []


def test_what_is_asked_anew_is_told_the_next_day(promise: Promise) -> None:
    promise()
    assert [len(queued(MORNING + timedelta(days=day))) for day in (0, 1)] == [1, 0]
    promise("second")
    assert [len(queued(MORNING + timedelta(days=day))) for day in (1, 2)] == [1, 0]


def test_no_empty_mail(scene: Any) -> None:
    assert [queued(MORNING + timedelta(days=day)) for day in range(9)] == [[]] * 9


def test_a_change_is_told_when_things_have_settled_and_several_as_one_line(scene: Any) -> None:
    follow("ada", scene.lakes)
    wish("ada", every="day")
    Wish.objects.update(told_at=MORNING - timedelta(hours=11))
    for minute, text in enumerate(("The Lake League", "The League of Lakes", "The Lakes")):
        with stopped_at(MORNING + timedelta(minutes=minute)):
            parties.name(scene.lakes, text=text, lang="en", kind="alias", primary=False, by=SYSTEM)
    last = MORNING + timedelta(minutes=2)
    assert queued(last + SETTLE - timedelta(seconds=1)) == []
    at = last + SETTLE
    (letter,) = queued(at)
    said = says(letter, at)
    assert said is not None
    assert len(re.findall(r"^- ", said.text, re.MULTILINE)) == 1
    assert "acts before it – " in said.text


def test_what_never_settles_is_told_all_the_same_and_the_rest_the_next_day(scene: Any) -> None:
    follow("ada", scene.lakes)
    wish("ada", every="day")
    Wish.objects.update(told_at=MORNING - timedelta(hours=11))
    at, told_at = MORNING, None
    while told_at is None:
        with stopped_at(at):
            parties.name(scene.lakes, text=f"At {at:%H:%M}", lang="en", kind="alias", primary=False, by=SYSTEM)
        told_at = at if queued(at) else None
        at += timedelta(minutes=10)
    assert told_at == MORNING + LONGEST
    tomorrow = MORNING + timedelta(days=1)
    assert queued(tomorrow) == []  # all of it was told
    with stopped_at(tomorrow):
        parties.name(scene.lakes, text="Later", lang="en", kind="alias", primary=False, by=SYSTEM)
    assert len(queued(tomorrow + SETTLE)) == 1


def test_a_step_of_a_followed_commitment_is_news_and_ones_own_act_is_none(promise: Promise, scene: Any) -> None:
    made = promise(due="")
    follow("ada", made)
    queued()
    with stopped_at(MORNING + timedelta(hours=1)):
        commitments.assess(made, says="in-progress", text="So it is.", on="2015-06-15", by=OFFICER)
        own = ADA.__class__.person("Ada", *TO.seats, account="ada/token")
        commitments.report(made, text="We know.", on="2015-06-15", by=own, marking="public")
    tomorrow = MORNING + timedelta(days=1)
    said = says(*queued(tomorrow), tomorrow)
    assert said is not None
    assert "An officer: assessed – The clean lakes" in said.text
    assert "reported" not in said.text


def test_what_is_hidden_between_queueing_and_sending_is_not_told(promise: Promise, scene: Any) -> None:
    made = promise()
    (letter,) = queued()
    assert says(letter) is not None
    with reading_as(SYSTEM):
        mark(made, marking="secretariat", named=(), by=OFFICER)
    assert says(letter) is None


def test_nothing_hidden_is_told_at_all(promise: Promise, scene: Any) -> None:
    secret = promise("secret", marking="secretariat")
    follow("ada", secret)
    promise("open")
    said = says(*queued())
    assert said is not None
    assert "secret" not in said.text + said.html + said.subject
    assert said.subject == "My day: 1 overdue"


def test_what_was_done_meanwhile_is_asked_no_more(promise: Promise, scene: Any) -> None:
    made = promise()
    (letter,) = queued()
    with reading_as(SYSTEM):
        commitments.meet(made, on="2015-06-14", by=OFFICER)
    assert says(letter) is None


def test_once_a_week_or_never_as_wished(promise: Promise) -> None:
    promise()
    wish("ada", every="week")
    assert [letter.key for letter in queued()] == ["digest.ada.2015-W25"]
    promise("second")
    assert [day for day in range(1, 15) if queued(MORNING + timedelta(days=day))] == [7, 14]
    wish("ada", every="never")
    assert queued(MORNING + timedelta(days=30)) == []


def test_in_the_language_that_was_chosen(promise: Promise, scene: Any) -> None:
    made = promise()
    with reading_as(SYSTEM):
        commitments.undertake("b", verb="decides", name="B", of=scene.lakes, document=paper(), on="2014", by=SYSTEM)
    wish("ada", every="day", lang="tr")
    (letter,) = queued()
    said = says(letter)
    assert said is not None
    assert '<html lang="tr">' in said.html
    assert "1 Haziran 2015" in said.text
    assert made.key in said.text


def test_the_page_on_which_it_is_chosen(scene: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = client(ADA, monkeypatch)
    assert browser.get("/day/mail").status_code == 200
    assert browser.post("/day/mail", {"every": "week", "lang": "hu"}).status_code == 302
    assert Wish.objects.values_list("account", "every", "lang").get() == (ADA.account, "week", "hu")
    for wrong in ({"every": "hour", "lang": "en"}, {"every": "day", "lang": "xx"}, {}):
        assert browser.post("/day/mail", wrong).status_code == 404
    by_token = ADA.__class__.person("Ada", *ADA.seats, account=f"{ADA.account}/token")
    assert client(by_token, monkeypatch).get("/day/mail").status_code == 404


def test_one_click_ends_it_without_signing_in_and_looking_ends_nothing(promise: Promise) -> None:
    promise()
    (letter,) = queued()
    said = says(letter)
    assert said is not None
    path = said.stop.partition("/day/")[2]
    browser = Client(enforce_csrf_checks=True)  # as a mail program comes, with nothing but the address
    assert "Send me no more" in browser.get(f"/day/{path}").content.decode()
    assert says(letter) is not None
    assert browser.post(f"/day/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Wish.objects.get(account="ada").every == "never"
    assert says(letter) is None
    for wrong in ("", "nonsense", pass_for("ada") + "x", pass_for("ada")[::-1]):
        assert browser.post("/day/mail/stop", query_params={"pass": wrong}).status_code == 404
