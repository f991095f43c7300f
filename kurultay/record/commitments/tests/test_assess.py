"""Assessing: the keeper's own view, which stands beside the reports of the parties."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Step, said, standing
from tests.cast import CHAIR, NOT_KEEPERS, OFFICER

from .conftest import EAST, WEST, Desk

END = PartialDate.parse("2015-12-31")


def test_a_report_and_an_assessment_that_disagree_both_stay(desk: Desk) -> None:
    commitments.report(desk.handbook, text="Begun.", says="in-progress", on="2015-06-01", by=EAST)
    commitments.report(desk.handbook, text="Done.", says="met", on="2015-08-01", by=EAST)
    commitments.report(desk.handbook, text="Our part is done.", says="met", on="2015-07-01", by=WEST)
    commitments.assess(desk.handbook, text="Two chapters are missing.", says="partly-met", on="2015-08-20", by=OFFICER)
    with reading_as(OFFICER):
        steps = list(Step.objects.filter(commitment=desk.handbook))
        found = said(steps, END)
        assert [(s.text, s.says) for s in found.reports] == [("Done.", "met"), ("Our part is done.", "met")]
        assert [(s.text, s.says) for s in found.assessments] == [("Two chapters are missing.", "partly-met")]
        assert found.disagree
        assert standing(desk.handbook, steps, END).status == "in-progress"
        assert not said(steps, PartialDate.parse("2015-08-10")).disagree


def test_the_chair_assesses_for_the_party_in_the_chair(desk: Desk) -> None:
    made = commitments.assess(desk.handbook, text="Late, but good.", says="met", on="2015-08-20", by=CHAIR)
    assert (made.kind, made.by_party.key) == ("assessment", "westshore")
    with pytest.raises(Refused, match="for westshore, and for nobody else"):
        commitments.assess(desk.handbook, text="Good.", on="2015-08-20", party=desk.scene.east, by=CHAIR)


def test_a_chair_elsewhere_does_not_assess_here(desk: Desk) -> None:
    elsewhere = Reader.person("A chair elsewhere", Seat("chair", "plains", "westshore"))
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.assess(desk.handbook, text="Good.", on="2015-08-20", by=elsewhere)


@pytest.mark.parametrize("reader", [*(r for r in NOT_KEEPERS if r != CHAIR), EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.assess(desk.handbook, text="Good.", on="2015-08-20", by=reader)
