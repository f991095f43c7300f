"""Boards as pages, data and spreadsheets: one set of figures, in the sight of whoever asks."""

import io
import json
from typing import Any

import msgspec
import pytest
from django.test import Client
from openpyxl import load_workbook

from kurultay.record.commitments.api.boards import BoardOf
from tests.cast import statements

pytestmark = pytest.mark.django_db


def _data(address: str) -> dict[str, Any]:
    return json.loads(Client().get(address).content)


def _sheets(address: str) -> dict[str, list[tuple[Any, ...]]]:
    got = Client().get(f"{address}&format=xlsx" if "format=" not in address else address)
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


@pytest.mark.parametrize("day", ["2011-06-01", "2013-12", "2014-06-01", "2016", "2020-02-29"])
@pytest.mark.parametrize("board", ["organisation/isles", "party/norrey"])
def test_programs_are_told_the_numbers_of_the_page_and_of_the_spreadsheet(league, board, day):
    """On any day, and beside another."""
    told = _data(f"/api/v1/boards/{board}?on={day}&then=2013-01-01")
    assert told == _data(f"/boards/{board}?on={day}&then=2013-01-01&format=json")
    sheets = _sheets(f"/boards/{board}?on={day}")
    page = Client().get(f"/boards/{board}?on={day}").context["board"]
    counts = dict(sheets["Counts"][1:])
    assert told["total"] == sum(told["statuses"].values()) == page.total == counts["All"]
    assert told["statuses"] == page.statuses
    assert list(told["statuses"].values()) == [row[1] for row in sheets["Counts"][1:-4]]
    assert (told["overdue"], told["possibly_overdue"], told["moves"]) == tuple(
        counts[words] for words in ("Overdue", "Possibly overdue", "Moves of due dates")
    )
    aged = [(age["year"], age["running"], age["overdue"]) for age in told["running_by_year_made"]]
    assert aged == sheets["Still running"][1:] == [(age.year, age.running, age.overdue) for age in page.ages]
    answers = [(a["party"], a["owed"], a["answered"], a["percent"], a["done"], a["overdue"]) for a in told["answers"]]
    assert answers == [(row[0], *row[2:]) for row in sheets["Parties"][1:]]
    assert [slip["days"] for slip in told["slips"]] == [row[5] for row in sheets["Moved"][1:]]
    assert [line["commitment"] for line in told["coming"]] == [row[0] for row in sheets["Due next"][1:]]
    assert [line["commitment"] for line in told["late"]] == [row[0] for row in sheets["Overdue"][1:]]


def test_programs_are_told_of_every_organisation(league):
    told = _data("/api/v1/boards?on=2014-06-01")
    assert told == _data("/boards/?on=2014-06-01&format=json")
    assert [(row["key"], row["total"], row["running"]) for row in told["organisations"]] == [("isles", 7, 5)]


def test_a_board_for_programs_has_its_contract_its_etag_and_its_problems(league):
    got = Client().get("/api/v1/boards/organisation/isles?on=2014")
    assert (
        Client().get("/api/v1/boards/organisation/isles?on=2014", headers={"if-none-match": got["ETag"]}).status_code
        == 304
    )
    assert msgspec.json.encode(msgspec.json.decode(got.content, type=BoardOf)) == got.content
    for address, status, parameter in (
        ("organisation/isles?colour=red", 400, "colour"), ("organisation/isles?on=soon", 400, "on"),
        ("organisation/isles?then=soon", 400, "then"), ("?then=2013", 400, "then"), ("?on=", 400, "on"),
        ("organisation/nobody", 404, None), ("kingdom/isles", 404, None), ("strategy/isles", 404, None),
    ):  # fmt: skip
        told = Client().get(f"/api/v1/boards{'' if address.startswith('?') else '/'}{address}")
        assert (told.status_code, told["Content-Type"]) == (status, "application/problem+json"), address
        assert told.json().get("parameter") == parameter
