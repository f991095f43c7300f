"""Workbooks both ways: out with room to fill in, back with a difference row by row, conflicts shown, nothing lost."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kurultay.kit.reading import reading_as
from kurultay.modules.papers.forms.apart import Unread, opened
from kurultay.modules.papers.forms.returned import Sent, packed, unpacked
from kurultay.modules.papers.forms.workbooks import COLUMNS, workbook
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Step
from tests.cast import ADMINISTRATOR, OBSERVER, OFFICER, STRANGER, statements

from .conftest import EAST, WEST, As, Office
from .test_text_pages import field

OUT = "/spreadsheets/commitments.xlsx"


def taken(client: Client, query: str = "") -> openpyxl.Workbook:
    answer = client.get(OUT + query)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def rows(book: Any) -> dict[str, dict[str, Any]]:
    """The rows of a workbook by key, each by the hidden names of its columns."""
    names, _words, *lines = book.active.iter_rows(values_only=True)
    return {line[0]: dict(zip(names, line, strict=True)) for line in lines if line[0]}


def fill(book: Any, key: str, **values: Any) -> None:
    names = [cell.value for cell in book.active[1]]
    line = next(row for row in book.active.iter_rows(min_row=3) if row[0].value == key)
    for name, value in values.items():
        line[names.index(name)].value = value


def upload(client: Client, book: Any) -> Any:
    out = io.BytesIO()
    book.save(out)
    return client.post("/spreadsheets/", {"file": SimpleUploadedFile("back.xlsx", out.getvalue())})


def steps() -> list[tuple[str, str, str, str]]:
    with reading_as(OFFICER):
        return [(s.kind, s.text or s.link, s.says, s.on) for s in Step.objects.order_by("id")]


def website(office: Office, key: str = "website", marking: str = "public") -> Any:
    made = commitments.undertake(
        key, verb="plans", name=f"=HYPERLINK({key})", of=office.scene.lakes, document=office.declaration,
        keeper="lakes", marking=marking, by=OFFICER,
    )  # fmt: skip
    commitments.assign(made, party=office.scene.west, by=OFFICER)
    return made


def test_out_with_keys_locked_room_to_fill_in_and_nothing_that_computes(office: Office, signed_in: As) -> None:
    website(office)
    book = taken(signed_in(EAST), "?party=eastshore")
    assert list(rows(book)) == ["handbook"]
    every = taken(signed_in(EAST))
    assert {key: (row["who"], row["due"]) for key, row in rows(every).items()} == {
        "handbook": ("Eastshore", "2015-09-01"), "website": ("Westshore", None),
    }  # fmt: skip
    sheet = every.active
    assert sheet.protection.sheet
    assert {cell.value: cell.data_type for cell in sheet["B"][2:]} == {"A handbook": "s", "=HYPERLINK(website)": "s"}
    names = [cell.value for cell in sheet[1]]
    assert [name for name, cell in zip(names, sheet[3], strict=True) if not cell.protection.locked] == [
        "party", "text", "says", "on", "evidence", "seen",
    ]  # fmt: skip
    assert rows(book)["handbook"]["party"] == "eastshore"


def test_what_few_read_is_in_the_workbook_of_few_and_the_same_rows_are_the_same_bytes(
    office: Office, signed_in: As
) -> None:
    before = signed_in(STRANGER).get(OUT).content
    website(office, "secret", "secretariat")
    assert signed_in(STRANGER).get(OUT).content == before
    assert "secret" in rows(taken(signed_in(OFFICER)))


def test_filled_in_shown_and_taken_in(office: Office, signed_in: As) -> None:
    client = signed_in(EAST)
    book = taken(client)
    fill(book, "handbook", text="Half of it.", says="in progress", on="2015-07", evidence="https://example.org/half",
         seen="2015-07-01")  # fmt: skip
    shown = upload(client, book)
    assert shown.status_code == 200
    assert "Half of it." in shown.content.decode()
    assert steps() == []
    done = client.post("/spreadsheets/", {"rows": field(shown, "rows"), "take": ["3"]})
    assert "1 row of the workbook is in the record now" in done.content.decode()
    assert steps() == [
        ("report", "Half of it.", "in-progress", "2015-07"), ("evidence", "https://example.org/half", "", "2015-07"),
    ]  # fmt: skip
    with reading_as(OFFICER):
        shown_to = Step.objects.get(kind="evidence")
    assert (shown_to.link, shown_to.seen_on) == ("https://example.org/half", "2015-07-01")
    with reading_as(STRANGER):  # it belongs to a report in confidence
        assert not Step.objects.exists()
    again = upload(client, book).content.decode()
    assert "in the record already" in again
    assert 'name="take"' not in again


def test_a_conflict_is_shown_and_not_ticked(office: Office, signed_in: As) -> None:
    client = signed_in(EAST)
    book = taken(client)
    fill(book, "handbook", text="Half of it.", on="2015-07-01")
    commitments.move(office.promise, on="2015-06-01", to="2016-01-01", reason="The printer burnt.", by=OFFICER)
    page = upload(client, book).content.decode()
    assert "changed since" in page
    assert "The printer burnt." in page
    assert "due 2015-09-01" in page
    assert 'name="take" value="3"' in page
    assert 'name="take" value="3" checked' not in page


def test_rows_with_problems_are_named_left_out_and_given_back(office: Office, signed_in: As) -> None:
    website(office)
    client = signed_in(EAST)
    book = taken(client)
    fill(book, "handbook", text="Half of it.", on="2015-07-01")
    fill(book, "website", text="Not ours to say.")
    lines = [
        {"key": "nothing", "text": "Of what?"}, {"key": "handbook", "text": "When?", "on": "yesterday"},
        {"key": "handbook", "text": "Good.", "says": "splendid"}, {"key": "handbook", "text": "=1+1"},
        {"key": "handbook", "text": "For whom?", "party": "nobody"}, {"key": "handbook", "says": "met"},
        {"key": "handbook", "text": "Twice.", "on": "2015-07-02"},
    ]  # fmt: skip
    names = [cell.value for cell in book.active[1]]
    stamp = rows(book)["handbook"]["stamp"]
    for line in lines:
        book.active.append([{"stamp": stamp, **line}.get(name, "") for name in names])
    shown = upload(client, book)
    page = shown.content.decode()
    for why in (
        "There is no commitment nothing", "is not a date", "“splendid” is none of", "There is a formula",
        "There is no party nobody", "Say what was done, not only", "is about the same", "kept by lakes",
    ):  # fmt: skip
        assert why in page
    assert page.count('name="take"') == 1
    place = str(3 + list(rows(taken(client))).index("handbook"))
    sent = {"rows": field(shown, "rows"), "take": [place]}
    back = client.post("/spreadsheets/", {**sent, "back": "1"})
    returned = openpyxl.load_workbook(io.BytesIO(back.content)).active
    problems = [(row[0], row[7], row[-1]) for row in returned.iter_rows(min_row=3, values_only=True)]
    assert len(problems) == 8
    assert "Not ours to say." in {text for _key, text, _why in problems}
    assert ("nothing", "Of what?", "not known. There is no commitment nothing.") in problems
    assert steps() == []
    done = client.post("/spreadsheets/", sent)
    assert "8 rows were not taken in" in done.content.decode()
    assert [text for _kind, text, _says, _on in steps()] == ["Half of it."]


def test_somebody_who_cheats_with_the_rows_meets_the_rule(office: Office, signed_in: As) -> None:
    told = packed([Sent(3, key="handbook", text="We did it.", says="met", on="2015")])
    answer = signed_in(WEST).post("/spreadsheets/", {"rows": told, "take": ["3"]})
    assert answer.status_code == 422
    assert steps() == []
    for broken in ("", "[]x", '[{"place": 1}]', '{"a": 1}', "null"):
        assert signed_in(EAST).post("/spreadsheets/", {"rows": broken, "take": ["3"]}).status_code == 422


@pytest.mark.parametrize("reader", [STRANGER, OBSERVER, ADMINISTRATOR], ids=lambda r: r.name)
def test_others_take_a_workbook_away_and_bring_none(office: Office, signed_in: As, reader: Any) -> None:
    client = signed_in(reader)
    assert '<form method="post"' not in client.get("/spreadsheets/").content.decode()
    assert client.get(OUT).status_code == 200
    assert client.post("/spreadsheets/", {"rows": "[]"}).status_code == 403
    assert client.get("/spreadsheets/tracking").status_code == 403


@pytest.mark.parametrize("sheet", [(("a", "b"),), (("key", "text"), ("x", "y")), ()])
def test_another_workbook_is_not_one_of_ours(office: Office, signed_in: As, sheet: tuple[tuple[str, ...], ...]) -> None:
    book = openpyxl.Workbook()
    for row in sheet:
        book.active.append(row)
    answer = upload(signed_in(EAST), book)
    assert answer.status_code == 422
    assert "not a workbook that went out from here" in answer.content.decode()


def test_as_many_statements_for_three_commitments_as_for_one(office: Office, signed_in: As) -> None:
    client, costs = signed_in(OFFICER), []
    for key in ("", "two", "three"):
        if key:
            website(office, key)
        with statements() as said:
            assert client.get(OUT).status_code == 200
        costs.append(len(said))
    assert costs[1] == costs[2]
    assert costs[0] <= costs[1]


@given(st.lists(st.fixed_dictionaries({name: st.text(max_size=30) for name in COLUMNS}), max_size=4))
def test_whatever_the_texts_are_none_is_a_formula(texts: list[dict[str, str]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(texts)))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.value is None for row in book.active.iter_rows() for cell in row if cell.data_type == "n")


@given(st.lists(st.builds(Sent, st.integers(1, 99), *[st.text(max_size=9)] * 13), max_size=5))
def test_rows_survive_the_way_through_a_form(sent: list[Sent]) -> None:
    assert unpacked(packed(sent)) == sent


def test_a_file_that_is_no_workbook(office: Office, signed_in: As) -> None:
    for data in (b"key,text\n", b"PK\x03\x04", b""):
        answer = signed_in(EAST).post("/spreadsheets/", {"file": SimpleUploadedFile("x.xlsx", data)})
        assert answer.status_code == 422
    with pytest.raises(Unread):
        opened(b"PK\x03\x04")
