"""Renaming a place: a city has its name of the day, and a name may come back."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Place, PlaceName
from tests.cast import ELSEWHERE, OFFICER, REFERENCE, STRANGER


def test_away_and_back(town: Place) -> None:
    meetings.rename(town, text="New Harbour", on="2019-03-23", by=REFERENCE)
    meetings.rename(town, text="Old Harbour", on="2022-09-17", by=REFERENCE)
    with reading_as(STRANGER):
        names = [(n.text, n.since, n.until) for n in PlaceName.objects.order_by("id")]
    assert names == [
        ("Old Harbour", "", "2019-03-23"), ("New Harbour", "2019-03-23", "2022-09-17"),
        ("Old Harbour", "2022-09-17", ".."),
    ]  # fmt: skip


@pytest.mark.parametrize("reader", [OFFICER, ELSEWHERE, STRANGER], ids=lambda r: r.name)
def test_others_may_not(town: Place, reader: object) -> None:
    with pytest.raises(Refused, match="reference row of the installation"):
        meetings.rename(town, text="x", on="2019", by=reader)
