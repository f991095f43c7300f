"""A round offline: the workbook of one party goes out with what is known, comes back, and answers the round."""

import io
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kurultay.kit import clock
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.rounds.models import response
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Step
from kurultay.record.documents import actions as documents
from tests.cast import OFFICER, STRANGER, SYSTEM
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]
EAST = Reader.person("Ada", Seat("focal-point", "lakes", "eastshore"))
OUT = "/spreadsheets/commitments.xlsx?round=spring&party=eastshore"


@pytest.fixture
def spring(scene: Any) -> Any:
    """A round that asks Eastshore about two commitments, one of them hidden from members, and Westshore about one."""
    with reading_as(SYSTEM):
        paper = documents.register("charter", kind="declaration", title="Charter", of=scene.lakes, by=SYSTEM)
        for key, party, marking in (
            ("map", scene.east, "public"), ("book", scene.east, "public"), ("road", scene.west, "public"),
            ("veiled", scene.east, "secretariat"),
        ):  # fmt: skip
            made = commitments.undertake(key, verb="decides", name=f"The {key}", of=scene.lakes, document=paper,
                                         on="2014-01-01", keeper="lakes", marking=marking, by=OFFICER)  # fmt: skip
            commitments.assign(made, party=party, by=OFFICER)
        today = clock.today().isoformat()
        return rounds.open_round("spring", of=scene.lakes, title="Spring round", opens=today, due=today, by=OFFICER)


def browse(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Client:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: reader])
    return Client()


def test_out_for_one_party_back_row_by_row_and_the_round_is_answered(
    spring: Any, scene: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse(monkeypatch, EAST)
    page = client.get("/rounds/spring/of/eastshore").content.decode()
    assert OUT in unescape(page)
    answer = client.get(OUT)
    assert answer["Content-Disposition"].startswith('attachment; filename="spring-round-')
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet, how = book.worksheets
    names = [cell.value for cell in sheet[1]]
    held = {row[0].value: row for row in sheet.iter_rows(min_row=3)}
    assert sorted(held) == ["book", "map"]
    assert {row[names.index("party")].value for row in held.values()} == {"eastshore"}
    assert how["A1"].value.startswith("Spring round – ")
    allowed = {rule.promptTitle: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "in progress" in allowed["How it stands, as you see it"]
    held["map"][names.index("text")].value = "Drawn."
    held["map"][names.index("evidence")].value = "https://example.org/map"
    out = io.BytesIO()
    book.save(out)
    shown = client.post("/spreadsheets/", {"file": SimpleUploadedFile("back.xlsx", out.getvalue())})
    found = re.search(r'name="rows" value="([^"]*)"', shown.content.decode())
    assert found is not None
    place = re.search(r'name="take" value="(\d+)" checked', shown.content.decode())
    assert place is not None
    client.post("/spreadsheets/", {"rows": unescape(found[1]), "take": [place[1]]})
    with reading_as(EAST):
        told = response(spring, scene.east, clock.today())
        shown_as = Step.objects.get(kind="evidence")
    assert told is not None
    assert [each.item.commitment.key for each in told.open] == ["book"]
    assert (shown_as.link, shown_as.seen_on) == ("https://example.org/map", clock.today().isoformat())


def test_nobody_gets_more_than_they_see_and_what_is_not_there_is_not_told(
    spring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = browse(monkeypatch, OFFICER).get(OUT)
    keys = [row[0] for row in openpyxl.load_workbook(io.BytesIO(officer.content)).active.iter_rows(3, values_only=True)]
    assert sorted(keys) == ["book", "map", "veiled"]
    client = browse(monkeypatch, STRANGER)
    for wrong in ("round=autumn&party=eastshore", "round=spring&party=northbank", "round=spring"):
        assert client.get(f"/spreadsheets/commitments.xlsx?{wrong}").status_code == 404
