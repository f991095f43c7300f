"""Boards as pages, data and spreadsheets: one set of figures, in the sight of whoever asks."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.cast import statements

pytestmark = pytest.mark.django_db


def _data(address: str) -> dict[str, Any]:
    return json.loads(Client().get(address).content)


def _sheets(address: str) -> dict[str, list[tuple[Any, ...]]]:
    got = Client().get(address)
    book = load_workbook(io.BytesIO(got.content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_page_data_and_spreadsheet_say_the_same(league):
    told = _data("/boards/organisation/isles?on=2014-06-01&format=json")
    assert told["statuses"] == {"met": 1, "in-progress": 2, "open": 1, "planned": 2, "lapsed": 1}
    assert (told["total"], told["done"], told["running"], told["overdue"], told["moves"]) == (7, 1, 5, 0, 1)
    sheets = _sheets("/boards/organisation/isles?on=2014-06-01&format=xlsx")
    assert dict(sheets["Counts"][1:]) == {
        "met": 1, "in progress": 2, "open": 1, "planned": 2, "lapsed": 1, "All": 7, "Overdue": 0, "Possibly overdue": 0,
        "Moves of due dates": 1,
    }  # fmt: skip
    assert [row[0] for row in sheets["Moved"][1:]] == [slip["commitment"] for slip in told["slips"]] == ["isles-ferry"]
    assert told["slips"][0] == {
        "commitment": "isles-ferry", "on": "2013-07-05", "from": "2013-12-31", "to": "2014-12-31", "days": 365,
        "why": "The shipyard burnt down.", "by": None,
    }  # fmt: skip
    page = Client().get("/boards/organisation/isles?on=2014-06-01").content.decode()
    assert "365 days later" in page
    assert "The shipyard burnt down." in page
    assert [line["commitment"] for line in told["coming"]] == [row[0] for row in sheets["Due next"][1:]]


def test_then_and_now(league):
    told = _data("/boards/organisation/isles?on=2016-01-01&then=2013-01-01&format=json")
    assert told["then"]["statuses"] == {"open": 1, "planned": 6}
    assert sum(change["number"] for change in told["changes"]) == 6
    assert {"then": "planned", "now": "lapsed", "number": 1} in told["changes"]
    assert {"then": "not-yet", "now": "planned", "number": 1} in told["changes"]
    counts = {
        row[0]: row[1:]
        for row in _sheets("/boards/organisation/isles?on=2016-01-01&then=2013-01-01&format=xlsx")["Counts"]
    }
    assert counts["planned"] == (6, 2, -4)
    page = Client().get("/boards/organisation/isles?on=2016-01-01&then=2013-01-01").content.decode()
    assert "Then and now" in page


def test_a_day_that_cannot_be_read_is_told_beside_the_board(league):
    got = Client().get("/boards/organisation/isles?then=soon")
    assert got.status_code == 200
    assert "&quot;soon&quot; is not a date" in got.content.decode()
    assert Client().get("/boards/organisation/isles?format=pdf").status_code == 404
    assert Client().get("/boards/organisation/nobody").status_code == 404


def test_an_empty_board_says_so(league):
    page = Client().get("/boards/organisation/isles?on=2011-06-01").content.decode()
    assert "No commitment had been made by that day." in page


def test_the_same_figures_are_the_same_bytes(league):
    address = "/boards/organisation/isles?on=2014-06-01&format=xlsx"
    assert Client().get(address).content == Client().get(address).content


def test_all_organisations_take_as_many_statements_as_one(league):
    Client().get("/boards/")
    with statements() as said:
        page = Client().get("/boards/").content.decode()
    assert "League of Isles" in page
    assert len(said) <= 8
