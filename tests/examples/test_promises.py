"""What became of every promise in the founding documents on three days, and each end has evidence with its source."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from kurultay.kit import reckoning
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import public, reading_as
from kurultay.kit.sources.evidence import UNSOURCED, evidence_for
from kurultay.record.commitments.models import CLOSING, Commitment, standing
from kurultay.record.commitments.models.boards import board, each, scope_of
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = ("2015-12-31", "2023-02-17", "2026-11-25")
PROMISES = {
    # F1: the third training of junior diplomats, announced for Kazakhstan in 2016.
    "jdjtp-3-2016": ("planned", "met", "met"),
    # F1: the publication that the research centres decided on.
    "special-publication": ("met", "met", "met"),
    # F2: the protocol that the workshop was expected to adopt; the centres agreed in another form.
    "eprc-protocol-2023": ("not-yet", "planned", "met-otherwise"),
    # F2: the decision of the summit of 2019 on integration by sectors.
    "sectoral-integration-2019": ("not-yet", "in-progress", "in-progress"),
    # F3: CICA to become an organisation: Astana Statement, Road Map, draft Charter.
    "cica-transformation-2022": ("not-yet", "in-progress", "in-progress"),
    # F3: to develop together what CICA can do. No page read says what came of it.
    "cica-potential-2022": ("not-yet", "planned", "planned"),
    # F3: Turkey's five events of 2022. No page read says which of them took place: planned, and overdue.
    "five-events-2022": ("not-yet", "planned", "planned"),
    # F3: courses for law enforcement officers; a seminar of their kind is inferred to belong to them.
    "law-enforcement-courses-2022": ("not-yet", "in-progress", "in-progress"),
}
OVERDUE = {"five-events-2022", "law-enforcement-courses-2022"}


@pytest.fixture(scope="module")
def promises(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Commitment]]:
    """The promises, read by the public in the record of all examples, which is loaded once and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import", str(EXAMPLES), quiet=True)
        with reading_as(public()):
            rows = Commitment.objects.filter(key__in=PROMISES).prefetch_related("due_at", "steps__meeting")
            yield {thing.key: thing for thing in rows}
        transaction.set_rollback(True)


def test_each_stands_as_it_did_on_the_three_days(promises):
    found = {
        key: tuple(standing(thing, thing.steps.all(), PartialDate.parse(day)).status for day in DAYS)
        for key, thing in promises.items()
    }
    assert found == PROMISES
    today = PartialDate.parse(DAYS[2])
    late = {key for key, thing in promises.items() if standing(thing, thing.steps.all(), today).overdue == "yes"}
    assert late == OVERDUE


def test_every_end_and_every_piece_of_evidence_has_a_source(promises):
    steps = [step for thing in promises.values() for step in thing.steps.all()]
    known = evidence_for(steps)
    assert [str(step) for step in steps if known.of_row(step).state == UNSOURCED] == []
    ended = {key for key, thing in promises.items() for step in thing.steps.all() if step.kind in CLOSING}
    assert ended == {key for key, statuses in PROMISES.items() if statuses[2] not in ("planned", "in-progress")}


BOARDS = {
    "organisation/ots": ("jdjtp-3-2016", "sectoral-integration-2019", "eprc-protocol-2023"),
    "body/ots-fprc": ("special-publication",),
    "organisation/cica": ("cica-transformation-2022", "cica-potential-2022", "five-events-2022",
                          "law-enforcement-courses-2022"),
}  # fmt: skip


def test_a_page_tells_of_every_promise_what_became_of_it_and_what_shows_it(promises):
    assert {key for keys in BOARDS.values() for key in keys} == set(PROMISES)
    for place, day in enumerate(DAYS):
        for address, keys in BOARDS.items():
            got = Client().get(f"/boards/{address}?on={day}&then={DAYS[0]}&format=json")
            told = {row["commitment"]: row for row in json.loads(got.content)["each"]}
            right = {key: PROMISES[key][place] for key in keys if PROMISES[key][place] != "not-yet"}
            assert {key: told[key]["status"] for key in keys if key in told} == right, (address, day)
            assert {key: told[key]["then"] for key in right} == {key: PROMISES[key][0] for key in right}
            shown = {key for key in right if told[key]["shows"] is not None}
            assert {key for key in right if right[key] not in ("planned", "open")} <= shown
    page = Client().get(f"/boards/organisation/ots?on={DAYS[2]}&then={DAYS[0]}").content.decode()
    section = page.partition('id="each"')[2].partition("</table>")[0]
    assert "Met otherwise" in section
    assert section.count('href="/commitments/eprc-protocol-2023/sources#all"') == 2  # of the promise and of its end
    assert "not yet made" in section


def test_the_boards_of_the_example_say_the_same(promises):
    assert reckoning.check() is None
    ots, today = Party.objects.get(key="ots"), PartialDate.parse(DAYS[2])
    found = {day: board(scope_of("organisation", ots), PartialDate.parse(day)).statuses for day in DAYS}
    assert found == {
        "2015-12-31": {"planned": 1},
        "2023-02-17": {"met": 1, "in-progress": 1, "planned": 1},
        "2026-11-25": {"met": 1, "met-otherwise": 1, "in-progress": 1},
    }
    assert board(scope_of("meeting", Meeting.objects.get(key="fprc-1")), today).statuses == {"met": 1}
    statement = Document.objects.get(key="joint-statement-kaz-tur-2022")
    assert board(scope_of("document", statement), today).statuses == {"in-progress": 1, "planned": 1}
    cica = board(scope_of("organisation", Party.objects.get(key="cica")), today)
    assert (cica.statuses, cica.overdue) == ({"in-progress": 2, "planned": 2}, 2)
    both = Party.objects.filter(key__in=("ots", "cica")).order_by("key")
    assert [(row.thing.key, row.total) for row in each(both, "organisation", today)] == [("cica", 4), ("ots", 3)]
