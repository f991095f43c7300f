"""Assessing: the keeper's own view, which stands beside the reports of the parties."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Step, said, standing
from tests.cast import NOT_KEEPERS, OFFICER

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


@pytest.mark.parametrize("reader", [*NOT_KEEPERS, EAST], ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.assess(desk.handbook, text="Good.", on="2015-08-20", by=reader)
