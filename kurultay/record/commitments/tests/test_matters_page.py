"""Matters arising on the page of a meeting: what is proposed and why, for whom, and as many statements for three."""

import re

import pytest
from django.test import Client

from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Matter
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import AgendaItem, Meeting
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, statements

from .conftest import EAST, Desk

PAGE = "/meetings/next/matters-arising?on=2016-01-01"


@pytest.fixture
def coming(kept: Desk) -> Meeting:
    """The next meeting, planned for May 2016; the handbook was due in September 2015."""
    return meetings.plan("next", kind="summit", name="Next", body=kept.scene.lakes, on="2016-05", by=OFFICER)


def as_(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: reader])
    return Client()


def promise(kept: Desk, key: str, **more: object) -> None:
    given = {"verb": "decides", "name": f"Called {key}", "of": kept.scene.lakes, "document": kept.document, **more}
    commitments.undertake(key, keeper="lakes", by=OFFICER, **given)  # type: ignore[arg-type]


def told(page: str) -> list[tuple[str, str]]:
    """Each matter and why it arises."""
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]:
        name = re.search(r'<th scope="row" class="rec">(?:<a[^>]*>)?([^<]*)', row)
        why = re.search(r'<span class="tag[^>]*>([^<]*)</span></td>', row)
        assert name is not None
        assert why is not None
        found.append((name[1].strip(), why[1]))
    return found


def test_the_most_pressing_first_each_with_why(kept: Desk, coming: Meeting) -> None:
    fish = meetings.put_on_agenda(kept.meeting, title="Fish", by=OFFICER)
    meetings.defer(fish, by=OFFICER)
    meetings.conclude(meetings.put_on_agenda(kept.meeting, title="Birds", by=OFFICER), by=OFFICER)
    promise(kept, "at-it", due_at=coming)
    promise(kept, "before-it", due="2016-03")
    promise(kept, "after-it", due="2017")
    promise(kept, "no-day")
    promise(kept, "planned", verb="plans")
    promise(kept, "done")
    promise(kept, "secret", marking="secretariat", due="2015-06-01")
    with reading_as(OFFICER):
        done = kept.handbook.__class__.objects.get(key="done")
    commitments.meet(done, on="2015-12-01", by=OFFICER)
    assert told(Client().get(PAGE).content.decode()) == [
        ("Fish", "deferred"), ("Called at-it", "due at this meeting"), ("A handbook", "overdue"),
        ("Called before-it", "due before this meeting"), ("Called no-day", "open"), ("Called planned", "open"),
    ]  # fmt: skip


def test_ticked_numbered_and_on_the_agenda_in_that_order(
    kept: Desk, coming: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    fish = meetings.put_on_agenda(kept.meeting, title="Fish", by=OFFICER)
    meetings.defer(fish, by=OFFICER)
    promise(kept, "no-day")
    client = as_(OFFICER, monkeypatch)
    assert '<form method="post"' in client.get(PAGE).content.decode()
    sent = {
        "take": [f"p-{fish.pk}", "c-handbook"], f"number-p-{fish.pk}": "2", "number-c-handbook": "1",
        "title-c-handbook": "State of the handbook",
    }  # fmt: skip
    answer = client.post(PAGE, sent)
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/next?on=2016-01-01#programme")
    with reading_as(STRANGER):
        points = AgendaItem.objects.filter(meeting=coming).order_by("position")
        assert [(p.number, p.title) for p in points] == [("1", "State of the handbook"), ("2", "Fish")]
        assert [m.commitment.key for m in Matter.objects.all()] == ["handbook"]
    assert told(client.get(PAGE).content.decode()) == [("Called no-day", "open")]
    shown = Client().get("/meetings/next?on=2016-01-01").content.decode()
    assert "Commitments on its agenda" in shown
    assert "deferred to" in Client().get("/meetings/first-meeting").content.decode()
    assert client.post(PAGE, {}).status_code == 422


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_see_the_list_and_no_form(
    kept: Desk, coming: Meeting, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_(reader, monkeypatch)
    page = client.get(PAGE).content.decode()
    assert "A handbook" in page
    assert '<form method="post"' not in page
    refused = client.post(PAGE, {"take": ["c-handbook"]})
    assert (refused.status_code, "This is kept by lakes" in refused.content.decode()) == (403, True)
    with reading_as(OFFICER):
        assert Matter.objects.count() == 0


def test_split_and_merge_on_their_pages(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    promise(kept, "website")
    assert Client().get("/commitments/handbook/split").status_code == 403
    assert "Split" not in Client().get("/commitments/handbook").content.decode()
    client = as_(OFFICER, monkeypatch)
    assert 'href="/commitments/handbook/split"' in client.get("/commitments/handbook").content.decode()
    assert 'value="A handbook"' in client.get("/commitments/handbook/split").content.decode()
    sent = {"rows": "2", "0-name": "Text", "0-verb": "decides", "1-name": "", "1-verb": "decides", "on": "2015-06-01"}
    assert client.post("/commitments/handbook/split", sent).status_code == 422
    sent = {**sent, "1-name": "Index", "1-due": "2016", "reason": "Two authors."}
    assert client.post("/commitments/handbook/split", sent).status_code == 302
    parts = Client().get("/commitments/handbook").content.decode()
    assert "Index" in parts
    merged = {
        "others": ["handbook-3"], "0-name": "Both", "0-verb": "decides", "on": "2015-07-01", "reason": "One author.",
    }  # fmt: skip
    answer = client.post("/commitments/handbook-2/merge", merged)
    assert answer.status_code == 302
    page = Client().get(answer["Location"]).content.decode()
    assert "It takes the place of" in page
    assert page.count("/commitments/handbook-3") >= 1
    assert client.post("/commitments/website/merge", {**merged, "others": []}).status_code == 422


def test_as_many_statements_for_three_as_for_one(kept: Desk, coming: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    client, costs = as_(OFFICER, monkeypatch), []
    for many in (1, 3):
        for n in range(many):
            promise(kept, f"m{many}-{n}", due="2015-12-01")
            meetings.defer(meetings.put_on_agenda(kept.meeting, title=f"Fish {many} {n}", by=OFFICER), by=OFFICER)
        costs.append([])
        for page in (PAGE, "/meetings/next", "/commitments/handbook/split", "/commitments/handbook/merge"):
            with statements() as said:
                assert client.get(page).status_code == 200
            costs[-1].append(len(said))
    assert costs[0] == costs[1]
