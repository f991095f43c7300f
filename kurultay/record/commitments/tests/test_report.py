"""Reporting: by whoever keeps the commitment, and by focal points of those who owe it, for their own party alone."""

from typing import Any

import pytest

from kurultay.kit import clock
from kurultay.kit.acting import Refused, may
from kurultay.kit.actions import mark
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import Reader, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Step, standing
from tests.cast import ADMINISTRATOR, CHAIR, ELSEWHERE, OBSERVER, OFFICER, REFERENCE, STRANGER

from .conftest import BOTH, EAST, EAST_DELEGATE, EAST_ELSEWHERE, NORTH, WEST, Desk

WORDS: dict[str, Any] = {"text": "Half of it is written.", "on": "2015-06-01"}


@pytest.mark.parametrize(
    ("reader", "party"), [(EAST, "eastshore"), (WEST, "westshore")], ids=["responsible", "contributing"]
)
def test_a_focal_point_of_a_party_that_owes_it_reports_for_that_party(desk: Desk, reader: Reader, party: str) -> None:
    made = commitments.report(desk.handbook, says="in-progress", by=reader, **WORDS)
    assert (made.kind, made.says, made.by_party.key) == ("report", "in-progress", party)


def seen_by(step: Step, *readers: Reader) -> list[str]:
    """Names of those of the readers who find the step."""
    found = []
    for reader in readers:
        with reading_as(reader):
            found += [reader.name] * Step.objects.filter(pk=step.pk).count()
    return found


def test_a_report_is_read_by_the_party_and_the_keeper_until_it_is_published(desk: Desk) -> None:
    made = commitments.report(desk.handbook, by=EAST, **WORDS)
    everybody = (EAST, OFFICER, WEST, CHAIR, ADMINISTRATOR, ELSEWHERE, STRANGER)
    assert seen_by(made, *everybody) == [EAST.name, OFFICER.name]
    with reading_as(OFFICER), pytest.raises(Refused, match="kept by lakes"):
        mark(Step.objects.get(pk=made.pk), marking="public", by=EAST)
    with reading_as(OFFICER):
        mark(Step.objects.get(pk=made.pk), marking="public", by=OFFICER)
    assert seen_by(made, *everybody) == [reader.name for reader in everybody]


def test_a_party_may_say_who_reads_its_report(desk: Desk) -> None:
    made = commitments.report(desk.handbook, marking="members", by=EAST, **WORDS)
    assert seen_by(made, EAST, WEST, NORTH, STRANGER) == [EAST.name, WEST.name]
    both = commitments.report(desk.handbook, marking="restricted", named=("eastshore", "northbank"), by=EAST, **WORDS)
    assert seen_by(both, EAST, WEST, NORTH, STRANGER) == [EAST.name, NORTH.name]
    with pytest.raises(Refused, match="names the parties"):
        commitments.report(desk.handbook, marking="restricted", by=EAST, **WORDS)


def test_nobody_reads_a_report_who_may_not_read_the_commitment(desk: Desk) -> None:
    with reading_as(OFFICER):
        mark(desk.handbook, marking="members", by=OFFICER)
    made = commitments.report(desk.handbook, marking="public", by=EAST, **WORDS)
    assert seen_by(made, EAST, WEST, STRANGER) == [EAST.name, WEST.name]
    own = commitments.report(desk.handbook, by=EAST, **WORDS)
    assert seen_by(own, EAST, OFFICER, WEST, STRANGER) == [EAST.name, OFFICER.name]


def test_nothing_has_changed(desk: Desk) -> None:
    made = commitments.report(desk.handbook, text="", on="2015-06-01", unchanged=True, by=EAST)
    assert (made.kind, made.text, made.by_party_id) == ("no-change", "", desk.scene.east.pk)
    with reading_as(OFFICER):
        steps = list(Step.objects.filter(commitment=desk.handbook))
        assert standing(desk.handbook, steps, PartialDate.parse("2015-06-02")).status == "planned"
    with pytest.raises(Refused, match="Say what was done"):
        commitments.report(desk.handbook, text="", on="2015-06-01", by=EAST)


def test_a_focal_point_speaks_for_nobody_else(desk: Desk) -> None:
    with pytest.raises(Refused, match="for eastshore, and for nobody else"):
        commitments.report(desk.handbook, party=desk.scene.west, by=EAST, **WORDS)
    assert commitments.report(desk.handbook, party=desk.scene.east, by=EAST, **WORDS).by_party_id == desk.scene.east.pk


def test_a_focal_point_of_two_parties_says_for_which(desk: Desk) -> None:
    with pytest.raises(Refused, match="eastshore, westshore"):
        commitments.report(desk.handbook, by=BOTH, **WORDS)
    assert commitments.report(desk.handbook, party=desk.scene.west, by=BOTH, **WORDS).by_party_id == desk.scene.west.pk


@pytest.mark.parametrize(
    "reader",
    [NORTH, EAST_ELSEWHERE, EAST_DELEGATE, CHAIR, OBSERVER, ADMINISTRATOR, ELSEWHERE, REFERENCE, STRANGER],
    ids=lambda r: r.name,
)
def test_others_may_not(desk: Desk, reader: Reader) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.report(desk.handbook, by=reader, **WORDS)


def test_to_whom_something_was_promised_owes_nothing(desk: Desk) -> None:
    commitments.assign(desk.handbook, party=desk.scene.north, capacity="beneficiary", by=OFFICER)
    assert not may(NORTH, "commitments.report", desk.handbook)


def test_a_party_that_no_longer_owes_it_does_not_report(desk: Desk) -> None:
    from kurultay.kit.actions import withdraw

    with reading_as(OFFICER):
        row = desk.handbook.parties.get(party=desk.scene.east)
    withdraw(row, reason="an error", by=OFFICER)
    assert not may(EAST, "commitments.report", desk.handbook)
    assert may(WEST, "commitments.report", desk.handbook)


def test_the_secretariat_reports_for_any_party_or_none(desk: Desk) -> None:
    assert commitments.report(desk.handbook, by=OFFICER, **WORDS).by_party is None
    made = commitments.report(desk.handbook, party=desk.scene.north, started=True, by=OFFICER, **WORDS)
    assert (made.kind, made.by_party_id) == ("started", desk.scene.north.pk)


def test_a_closed_commitment_accepts_reports(desk: Desk) -> None:
    commitments.meet(desk.handbook, on="2015-08-01", by=OFFICER)
    assert commitments.report(desk.handbook, by=EAST, **WORDS).kind == "report"


def evidence(*readers: Reader) -> list[list[tuple[str, str, str]]]:
    """What each reader finds of evidence: its words, its link, the day on which that was seen."""
    found = []
    for reader in readers:
        with reading_as(reader):
            steps = Step.objects.filter(kind="evidence").order_by("id")
            found.append([(step.text, step.link, step.seen_on) for step in steps])
    return found


def test_evidence_beside_a_report_is_read_by_whoever_reads_the_report(desk: Desk) -> None:
    link = "https://example.org/half"
    commitments.report(desk.handbook, evidence=link, seen="2015-05-30", by=EAST, **WORDS)
    shown = [("", link, "2015-05-30")]
    assert evidence(EAST, OFFICER, WEST, STRANGER) == [shown, shown, [], []]
    commitments.report(desk.handbook, evidence="In our ministry.", marking="public", by=EAST, **WORDS)
    assert evidence(STRANGER) == [[("In our ministry.", "", "")]]


def test_a_link_was_seen_on_the_day_it_was_given_unless_another_is_said(desk: Desk) -> None:
    commitments.report(desk.handbook, evidence="http://example.org", by=EAST, **WORDS)
    assert evidence(EAST) == [[("", "http://example.org", clock.today().isoformat())]]
    with pytest.raises(Refused, match="at most 500 letters"):
        commitments.report(desk.handbook, evidence=f"https://example.org/{'x' * 500}", by=EAST, **WORDS)
