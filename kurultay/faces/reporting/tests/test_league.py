"""Four hundred commitments over six years: board, recomputation, data and spreadsheet say one thing on any day."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from kurultay.faces.demo.management.commands.demo import NORREY, OFFICER
from kurultay.kit import reckoning
from kurultay.kit.dates import PartialDate
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, public, reading_as, system
from kurultay.record.commitments.models.boards import board, scope_of
from kurultay.record.commitments.tests.test_boards import figures, recomputed
from kurultay.record.parties.models import Party

pytestmark = pytest.mark.django_db


def _data(address: str) -> dict[str, Any]:
    return json.loads(Client().get(address).content)


def _sheets(address: str) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(Client().get(address).content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


@pytest.mark.thorough
def test_four_hundred_commitments_over_six_years(monkeypatch):
    """On any day, for everybody, the board is a recomputation, and so are the data and the spreadsheet."""
    call_command("demo", large=True, verbosity=0)
    assert reckoning.check() is None
    with reading_as(system("test")):
        isles = Party.objects.get(key="isles")
    totals = {}
    for reader in (public(), OFFICER, NORREY):
        for day in ("2016-12-31", "2018-02-28", "2019-07-01", "2020", "2023-05"):
            totals[reader.name, day] = _compared(reader, isles, day, monkeypatch)
    assert totals[OFFICER.name, "2023-05"] == 408
    assert totals["public", "2023-05"] < 400


def _compared(reader: Reader, isles: Party, day: str, monkeypatch: pytest.MonkeyPatch) -> int:
    with reading_as(reader):
        scope, on = scope_of("organisation", isles), PartialDate.parse(day)
        shown = board(scope, on)
        assert figures(shown) == recomputed(scope, on)
    with monkeypatch.context() as patch:
        patch.setattr(policy, "_reader_of", [lambda request: reader])
        told = _data(f"/boards/organisation/isles?on={day}&format=json")
        assert _data(f"/api/v1/boards/organisation/isles?on={day}") == told
        tree = _data(f"/api/v1/boards/strategy/isles-strategy-2016?on={day}")
        assert tree["areas"] == _data(f"/boards/strategy/isles-strategy-2016?on={day}&format=json")["areas"] != []
        sheets = _sheets(f"/boards/organisation/isles?on={day}&format=xlsx")
    assert told["statuses"] == shown.statuses
    assert dict(sheets["Counts"][1:])["All"] == told["total"] == shown.total
    assert [row[2:5] for row in sheets["Parties"][1:]] == [(a.owed, a.answered, a.rate) for a in shown.answers]
    return shown.total
