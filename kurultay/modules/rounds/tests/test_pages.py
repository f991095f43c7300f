"""Pages of rounds: who sees what, one form for all, nothing lost when it is refused, statements that do not grow."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from kurultay.kit.clock import stopped_at
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.actions import Answer
from kurultay.modules.rounds.models import Reminder, Round
from kurultay.record.commitments.models import Step
from tests.cast import CHAIR, ELSEWHERE, OFFICER, STRANGER, SYSTEM, statements

from .conftest import EAST, NORTH, WEST, Desk, open_spring, promise

As = Callable[[Reader], Client]
PAGE, OWN = "/rounds/spring-2015", "/rounds/spring-2015/of/eastshore"


@pytest.fixture(autouse=True)
def _spring() -> Any:
    """It is 20 March 2015, inside the round."""
    with stopped_at(datetime(2015, 3, 20, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def browse(monkeypatch: pytest.MonkeyPatch) -> As:
    def client(reader: Reader) -> Client:
        monkeypatch.setattr(policy, "_reader_of", [lambda request: reader])
        return Client()

    return client


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_who_has_reported_is_told_to_those_who_see_all_reports(desk: Desk, browse: As) -> None:
    rounds.respond(desk.round, party=desk.scene.east, answers=(Answer(desk.map, "Drawn."),), on="2015-03-10", by=EAST)
    late = f"{PAGE}?on=2015-04-01"
    officer = words(browse(OFFICER), late)
    assert "Eastshore 1 of 2 50 % late" in officer
    assert "Westshore 0 of 1 0 % late" in officer
    own = words(browse(EAST), late)
    assert "Eastshore 1 of 2 50 % late" in own
    assert "Westshore 0 of 1 0 % " in own
    assert own.count("late") == 1
    for reader in (STRANGER, ELSEWHERE):
        public = words(browse(reader), late)
        assert "Eastshore 0 of 2 0 %" in public
        assert "late" not in public
        assert "may have reported in confidence" in public


def test_a_focal_point_reports_on_all_in_one_form(desk: Desk, browse: As) -> None:
    client = browse(EAST)
    assert client.get(OWN).content.decode().count("<textarea") == 2
    answer = client.post(OWN, {"text.handbook": "Half of it.", "says.handbook": "in-progress", "text.map": "Drawn."})
    assert (answer.status_code, answer["Location"]) == (302, OWN)
    with reading_as(OFFICER):
        assert list(Step.objects.order_by("id").filter(kind="report").values_list("text", "says", "on")) == [
            ("Half of it.", "in-progress", "2015-03-20"), ("Drawn.", "", "2015-03-20"),
        ]  # fmt: skip
    text = words(client, OWN)
    assert "2 of 2" in text
    assert "in confidence" in text


def test_no_change_is_one_click_for_one_or_for_all(desk: Desk, browse: As) -> None:
    client = browse(EAST)
    assert client.post(OWN, {"unchanged": "map"}).status_code == 302
    assert "No change, said on 20 March 2015." in words(client, OWN)
    assert client.post(OWN, {"unchanged": "*"}).status_code == 302
    assert "2 of 2" in words(client, OWN)
    assert client.post(OWN, {"unchanged": "*"}).status_code == 409
    with reading_as(OFFICER):
        assert Step.objects.filter(kind="no-change").count() == 2


def test_what_was_typed_beside_the_click_is_taken_too(desk: Desk, browse: As) -> None:
    browse(EAST).post(OWN, {"text.handbook": "Half of it.", "unchanged": "*"})
    with reading_as(OFFICER):
        kinds = Step.objects.filter(commitment__in=[desk.handbook, desk.map]).order_by("commitment")
        assert list(kinds.values_list("kind", flat=True)) == ["report", "no-change"]


def test_a_state_without_words_comes_back_with_everything_typed(desk: Desk, browse: As) -> None:
    answer = browse(EAST).post(OWN, {"text.handbook": "Half <b>of</b> it.", "says.map": "met"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Half &lt;b&gt;of&lt;/b&gt; it." in text
    assert '<option value="met" selected>' in text
    assert 'href="#id_text.map"' in text
    with reading_as(SYSTEM):
        assert Step.objects.filter(kind="report").count() == 0


@pytest.mark.parametrize("reader", [WEST, NORTH, CHAIR, ELSEWHERE, STRANGER], ids=lambda r: r.name)
def test_others_see_no_form_and_are_refused(desk: Desk, browse: As, reader: Reader) -> None:
    client = browse(reader)
    page = client.get(OWN)
    assert page.status_code == 200
    assert b"<textarea" not in page.content
    assert b"csrf" not in page.content
    assert client.post(OWN, {"text.map": "Not theirs."}).status_code == 409
    for act in ("remind", "close", "extend"):
        answer = client.post(f"{PAGE}/{act}", {"due": "2015-04-10", "reason": "So."})
        assert (answer.status_code, b"kept by lakes" in answer.content) == (409, True)
    with reading_as(SYSTEM):
        thing = Round.objects.get()
        assert (thing.due_on, thing.closed_on, Reminder.objects.count()) == ("2015-03-31", "", 0)
        assert not Step.objects.filter(text="Not theirs.").exists()


def test_a_form_from_elsewhere_is_refused(desk: Desk, browse: As) -> None:
    browse(EAST)
    assert Client(enforce_csrf_checks=True).post(OWN, {"text.map": "Forged."}).status_code == 403


def test_the_keeper_reminds_extends_and_closes(desk: Desk, browse: As) -> None:
    client = browse(OFFICER)
    assert client.post(f"{PAGE}/remind", {"party": "westshore"}).status_code == 302
    assert client.post(f"{PAGE}/remind").status_code == 302
    wrong = client.post(f"{PAGE}/extend", {"due": "soon", "reason": "They asked."})
    assert (wrong.status_code, b'value="They asked."' in wrong.content) == (409, True)
    assert client.post(f"{PAGE}/extend", {"due": "2015-04-10", "reason": "They asked."}).status_code == 302
    assert client.post(f"{PAGE}/close").status_code == 302
    with reading_as(OFFICER):
        thing = Round.objects.get()
        assert (thing.due_on, thing.closed_on) == ("2015-04-10", "2015-03-20")
        assert list(Reminder.objects.order_by("id").values_list("party__key", flat=True)) == ["westshore", "eastshore"]
    text = words(client, f"{PAGE}/history")
    for said in ("moved the due day of a reporting round", "They asked.", "closed a reporting round", "reminded of"):
        assert said in text
    assert client.get(f"{PAGE}/close").status_code == 404


def test_the_keeper_publishes_a_report(desk: Desk, browse: As) -> None:
    rounds.respond(desk.round, party=desk.scene.east, answers=(Answer(desk.map, "Drawn."),), on="2015-03-10", by=EAST)
    assert "Drawn." not in words(browse(STRANGER), OWN)
    assert browse(EAST).post(f"{OWN}/publish", {"commitment": "map"}).status_code == 409
    assert browse(OFFICER).post(f"{OWN}/publish", {"commitment": "map"}).status_code == 302
    assert browse(OFFICER).post(f"{OWN}/publish", {"commitment": "handbook"}).status_code == 404
    public = words(browse(STRANGER), OWN)
    assert "Drawn." in public
    assert "1 of 2" in public


def test_an_officer_opens_a_round_and_nobody_else_finds_the_form(desk: Desk, browse: As) -> None:
    given = {"of": "lakes", "title": "Autumn", "opens": "2015-03-20", "due": "2015-10-31", "escalate_to": ""}
    for reader in (EAST, CHAIR, STRANGER):
        assert browse(reader).get("/rounds/open").status_code == 404
        assert browse(reader).post("/rounds/open", given).status_code == 404
    client = browse(OFFICER)
    assert b"Assembly of the Lakes" in client.get("/rounds/open").content
    assert client.post("/rounds/open", given | {"due": "2015-10"}).status_code == 422
    assert client.post("/rounds/open", given | {"due": "2015-01-01"}).status_code == 409
    assert client.post("/rounds/open", given)["Location"] == "/rounds/lakes-2015-10"
    assert browse(ELSEWHERE).post("/rounds/open", given).status_code == 422  # lakes is no choice of theirs


def test_hidden_rounds_and_what_hidden_commitments_are_asked(desk: Desk, browse: As) -> None:
    promise(desk, "secret", desk.scene.east, desk.scene.north, marking="secretariat")
    open_spring(desk.scene, "hidden", title="Hidden round", marking="secretariat")
    open_spring(desk.scene, "second", title="Second round")
    client = browse(STRANGER)
    assert "Hidden round" not in words(client, "/rounds/")
    assert client.get("/rounds/hidden").status_code == client.get("/rounds/hidden/of/eastshore").status_code == 404
    assert "Northbank" not in words(client, "/rounds/second")
    assert client.get("/rounds/second/of/northbank").status_code == 404
    assert "0 of 3" in words(client, "/rounds/second")
    assert "0 of 5" in words(browse(OFFICER), "/rounds/second")


def test_parties_show_the_rounds_that_they_hold_and_that_ask_them(desk: Desk, browse: As) -> None:
    client = browse(STRANGER)
    assert 'href="/rounds/spring-2015"' in client.get("/parties/lakes").content.decode()
    assert f'href="{OWN}"' in client.get("/parties/eastshore").content.decode()
    assert "Rounds that ask it" not in words(client, "/parties/northbank")


def test_one_row_and_three_cost_the_same(desk: Desk, browse: As) -> None:
    costs: dict[int, list[int]] = {}
    addresses = (PAGE, OWN, "/rounds/", f"{PAGE}/history")
    small = promise(desk, "alone", desk.scene.north)
    browse(OFFICER)
    for many in (1, 3):
        for n in range(many):
            key = f"more-{many}-{n}"
            promise(desk, key, desk.scene.north)
        thing = open_spring(desk.scene, f"costs-{many}")
        rounds.prescribe(f"rhythm-{many}", of=desk.scene.lakes, title="R", every="year", month=3, by=OFFICER)
        rounds.report_no_change(thing, party=desk.scene.north, commitment=small, on="2015-03-20", by=OFFICER)
        rounds.remind(thing, on="2015-03-20", by=OFFICER)
        costs[many] = []
        for address in addresses:
            with statements() as said:
                address = address.replace("spring-2015", thing.key).replace("eastshore", "northbank")
                assert Client().get(address).status_code == 200
            costs[many].append(len(said))
    assert costs[1] == costs[3]
    assert max(costs[3]) <= 15, costs


def test_evidence_is_given_in_the_same_form_and_published_with_the_report(desk: Desk, browse: As) -> None:
    link = "https://example.org/map"
    alone = browse(EAST).post(OWN, {"evidence.map": link})
    assert (alone.status_code, "Say in words" in alone.content.decode()) == (422, True)
    assert link in alone.content.decode()
    assert browse(EAST).post(OWN, {"text.map": "Drawn.", "evidence.map": link}).status_code == 302

    def shown(reader: Reader) -> list[tuple[str, str, str]]:
        with reading_as(reader):
            return list(Step.objects.filter(commitment=desk.map).order_by("id").values_list("kind", "link", "seen_on"))

    both = [("report", "", ""), ("evidence", link, "2015-03-20")]
    assert [shown(reader) for reader in (EAST, OFFICER, WEST, STRANGER)] == [both, both, [], []]
    assert browse(OFFICER).post(f"{OWN}/publish", {"commitment": "map"}).status_code == 302
    assert shown(STRANGER) == both
