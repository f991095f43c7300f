"""Due dates as a calendar: what a party owes, moved with its moves, gone when it is done, never what is hidden."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from kurultay.kit import clock
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.documents import actions as documents
from tests.cast import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(scene, monkeypatch):
    """Eastshore owes the clean lakes by the first of June 2015; today is in April."""
    monkeypatch.setattr(clock, "today", lambda: date(2015, 4, 1))
    with reading_as(SYSTEM):
        paper = documents.register("charter", kind="declaration", title="Charter", by=SYSTEM)
        made = commitments.undertake(
            "clean", verb="decides", name="Clean the lakes", of=scene.lakes, document=paper, on="2014",
            due="2015-06-01", by=SYSTEM,
        )  # fmt: skip
        commitments.assign(made, party=scene.east, by=SYSTEM)
        yield made


def dates(key: str) -> list[tuple[str, str, int]]:
    answer = Client().get(f"/due/{key}.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(e["summary"]), e["dtstart"].dt.isoformat(), int(e["sequence"])) for e in events]


def test_a_party_and_its_organisation_have_the_due_date_and_others_do_not(promise):
    assert dates("eastshore") == dates("lakes") == [("Due: Clean the lakes", "2015-06-01", 0)]
    assert dates("westshore") == []
    assert Client().get("/due/nobody.ics").status_code == 404


def test_a_moved_date_moves_the_event_and_a_met_commitment_has_none(promise):
    with reading_as(SYSTEM):
        commitments.move(promise, to="2015-08", reason="Ice.", on="2015-03-01", by=SYSTEM)
    assert dates("eastshore") == [("Due: Clean the lakes", "2015-08-31", 1)]
    with reading_as(SYSTEM):
        commitments.meet(promise, on="2015-03-20", by=SYSTEM)
    assert dates("eastshore") == []


def test_a_hidden_commitment_has_no_event(promise):
    with reading_as(SYSTEM):
        hidden = commitments.undertake(
            "hidden", verb="decides", name="Hidden", document=promise.document, on="2014", due="2015-07-01",
            keeper="lakes", marking="secretariat", by=SYSTEM,
        )  # fmt: skip
        commitments.assign(hidden, party=promise.of, by=SYSTEM)
    assert dates("lakes") == [("Due: Clean the lakes", "2015-06-01", 0)]
