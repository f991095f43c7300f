"""My day: a focal point finds what their party owes, an officer what to assess; nobody finds what they may not read."""

from datetime import date

import pytest
from django.test import Client

from kurultay.kit import clock
from kurultay.kit.dates import PartialDate
from kurultay.kit.duty import duties_of
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from kurultay.record.meetings import actions as meetings
from tests.cast import ADMINISTRATOR, FOCAL_POINT, OFFICER, OTHER_FOCAL_POINT, STRANGER, SYSTEM, statements

pytestmark = pytest.mark.django_db
TODAY = PartialDate.parse(date(2015, 6, 15))
ADA = Reader.person("Ada", Seat("focal-point", "lakes", "eastshore"), account="ada@eastshore.example")


def paper():
    """A text in which promises stand."""
    found = Document.objects.filter(key="charter").first()
    return found or documents.register("charter", kind="declaration", title="Charter", by=SYSTEM)


@pytest.fixture
def promise(scene):
    """Eastshore owes the clean lakes by the first of June 2015."""
    with reading_as(SYSTEM):
        made = commitments.undertake(
            "clean",
            verb="decides",
            name="Clean the lakes",
            of=scene.lakes,
            document=paper(),
            on="2014-01-01",
            due="2015-06-01",
            by=SYSTEM,
        )
        commitments.assign(made, party=scene.east, by=SYSTEM)
        yield made


def asked(reader: Reader) -> list[tuple[str, str, bool]]:
    with reading_as(reader):
        return [(duty.words, str(duty.thing), duty.late) for duty in duties_of(reader, TODAY)]


def client(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: reader])
    monkeypatch.setattr(clock, "today", lambda: date(2015, 6, 15))
    return Client()


def test_what_a_party_owes_is_asked_of_its_seat_and_of_no_other(promise):
    assert asked(FOCAL_POINT) == [("Report what came of it", "clean", True)]
    assert asked(OTHER_FOCAL_POINT) == asked(STRANGER) == asked(ADMINISTRATOR) == []
    assert asked(OFFICER) == [("Overdue: ask, move the date or close it", "clean", True)]


def test_a_report_is_to_be_assessed_and_an_assessment_ends_that(promise, scene):
    with reading_as(SYSTEM):
        commitments.report(
            promise, text="Half of them.", on="2015-05-01", party=scene.east, marking="public", by=SYSTEM
        )
    assert ("Assess what was reported", "clean", False) in asked(OFFICER)
    assert asked(FOCAL_POINT) == [("Report what is new", "clean", True)]
    with reading_as(SYSTEM):
        commitments.assess(promise, says="in-progress", text="So it is.", on="2015-05-02", by=SYSTEM)
    assert ("Assess what was reported", "clean", False) not in asked(OFFICER)


def test_what_was_met_asks_nothing_more(promise):
    with reading_as(SYSTEM):
        commitments.meet(promise, on="2015-05-20", by=SYSTEM)
    assert asked(FOCAL_POINT) == asked(OFFICER) == []


def test_a_hidden_commitment_is_asked_of_nobody_who_may_not_read_it(scene):
    with reading_as(SYSTEM):
        secret = commitments.undertake(
            "secret", verb="decides", name="Secret", of=scene.lakes, document=paper(), on="2014", due="2015-06-01",
            keeper="lakes", marking="secretariat", by=SYSTEM,
        )  # fmt: skip
        commitments.assign(secret, party=scene.east, by=SYSTEM)
    assert asked(FOCAL_POINT) == []
    assert [words for words, _thing, _late in asked(OFFICER)] == ["Overdue: ask, move the date or close it"]


def test_an_invitation_waits_for_an_answer_and_a_meeting_that_passed_for_its_record(scene):
    with reading_as(SYSTEM):
        meeting = meetings.plan("lakes-2", kind="summit", name="Second", body=scene.lakes, on="2015-07-01", by=SYSTEM)
        answer = meetings.invite(meeting, party=scene.east, by=SYSTEM)
        meetings.plan("lakes-3", kind="summit", name="Third", body=scene.lakes, on="2015-05-01", by=SYSTEM)
    assert asked(FOCAL_POINT) == [("Say whether your delegation will come", "lakes-2", False)]
    assert asked(OTHER_FOCAL_POINT) == []
    assert asked(OFFICER) == [("Record whether it took place", "lakes-3", True)]
    with reading_as(SYSTEM):
        meetings.accept(answer, by=SYSTEM)
    assert asked(FOCAL_POINT) == []


@pytest.mark.parametrize("many", [1, 3])
def test_statements_do_not_grow_with_what_is_owed(many, scene):
    with reading_as(SYSTEM):
        for number in range(many):
            made = commitments.undertake(
                f"c-{number}",
                verb="decides",
                name="C",
                of=scene.lakes,
                document=paper(),
                on="2014",
                due="2015-06-01",
                by=SYSTEM,
            )
            commitments.assign(made, party=scene.east, by=SYSTEM)
    with reading_as(FOCAL_POINT), statements() as said:
        assert len(duties_of(FOCAL_POINT, TODAY)) == many
    assert len(said) == 9


def test_the_day_of_a_focal_point_and_of_a_stranger(promise, monkeypatch):
    body = client(ADA, monkeypatch).get("/day").content.decode()
    assert "Report what came of it" in body
    assert '<a href="/commitments/clean/report">' in body
    refused = client(STRANGER, monkeypatch).get("/day")
    assert (refused.status_code, b"clean" in refused.content) == (403, False)


def test_what_is_followed_is_told_once_as_new_and_then_as_read(promise, scene, monkeypatch):
    browser = client(ADA, monkeypatch)
    assert "Follow this" in browser.get("/parties/lakes").content.decode()
    answer = browser.post("/day/following", {"kind": "parties.party", "key": "lakes"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/parties/lakes")
    body = browser.get("/day").content.decode()
    assert "scene: entered in the record" in body
    assert '<span class="tag accent">new</span>' in body
    browser.post("/day/read")
    assert '<span class="tag accent">new</span>' not in browser.get("/day").content.decode()
    browser.post("/day/following", {"kind": "parties.party", "key": "lakes", "stop": "1"})
    assert "scene: entered in the record" not in browser.get("/day").content.decode()


def test_only_what_is_in_sight_can_be_followed_and_only_with_an_account(scene, monkeypatch):
    browser = client(ADA, monkeypatch)
    for wrong in (
        {"kind": "kit.act", "key": "x"},
        {"kind": "nonsense", "key": "x"},
        {"kind": "parties.party", "key": "-"},
    ):
        assert browser.post("/day/following", wrong).status_code == 404
    assert browser.get("/day/following").status_code == 405
    stranger = client(STRANGER, monkeypatch)
    assert stranger.post("/day/following", {"kind": "parties.party", "key": "lakes"}).status_code == 404
    assert "Follow this" not in stranger.get("/parties/lakes").content.decode()
