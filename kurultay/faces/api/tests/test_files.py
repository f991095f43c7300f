"""Whole lists as files, and the archive: the same rows and the same sight as the lists, in other forms."""

import csv
import io
import json
import tarfile
from datetime import date

import openpyxl
import pytest

from kurultay.faces.api.views import files
from kurultay.faces.api.views.files import harmless
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from tests.cast import OFFICER, OTHER_FOCAL_POINT, STRANGER, SYSTEM, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghost(scene):
    """A state that the Assembly keeps to itself."""
    with reading_as(SYSTEM):
        return parties.register("ghost", kind="state", name="=cmd|x", marking="secretariat", keeper="lakes", by=SYSTEM)


@pytest.fixture
def body(asked_by):
    """A function that asks for a file as a reader and gives its bytes."""

    def of(address, reader=STRANGER):
        got = asked_by(reader, address)
        assert got.status_code == 200, got.content
        return got.getvalue()

    return of


def test_lines_of_json_are_the_objects_of_the_list_however_many(ask, body, ghost, monkeypatch):
    monkeypatch.setattr(files, "AT_ONCE", 2)
    for reader, count in ((STRANGER, 6), (OTHER_FOCAL_POINT, 6), (OFFICER, 7)):
        lines = [json.loads(line) for line in body("/api/v1/parties.ndjson", reader).splitlines()]
        assert lines == ask("/api/v1/parties", reader)["items"]
        assert len(lines) == count
    assert body("/api/v1/parties.ndjson?kind=fund") == b""


def test_a_table_has_one_row_for_each_object_and_no_formula(ask, body, ghost):
    rows = list(csv.DictReader(io.StringIO(body("/api/v1/parties.csv?on=2015", OFFICER).decode())))
    listed = ask("/api/v1/parties?on=2015", OFFICER)["items"]
    assert [(r["key"], r["holds"]) for r in rows] == [(i["key"], i["holds"]) for i in listed]
    assert {r["name"] for r in rows if r["key"] == "ghost"} == {"'=cmd|x"}
    assert "ghost" not in body("/api/v1/parties.csv").decode()
    roles = list(csv.DictReader(io.StringIO(body("/api/v1/roles.csv?role=observer").decode())))
    assert [(r["holder"], r["since"], r["since_earliest"], r["since_latest"]) for r in roles] == [
        ("northbank", "2012", "2012-01-01", "2012-12-31")
    ]
    assert [harmless(v) for v in ("+1", "-1", "@x", "\tx", "=1", "1", -1, None, True)] == [
        "'+1", "'-1", "'@x", "'\tx", "'=1", "1", "-1", "", "true",
    ]  # fmt: skip


def test_a_spreadsheet_has_typed_cells_a_head_that_stays_and_its_sources(body, scene, ghost):
    with reading_as(SYSTEM):
        role = scene.chair
        with written():
            from kurultay.kit.sources.stating import Cite, claim

            claim(role, "since", "2014-01-01", Cite(scene.source))
    book = openpyxl.load_workbook(io.BytesIO(body("/api/v1/roles.xlsx?of=lakes&role=chair")))
    page, about = book["roles"], book["about"]
    head = [cell.value for cell in page[1]]
    row = dict(zip(head, (cell.value for cell in page[2]), strict=True))
    assert (row["holder"], row["since_earliest"].date(), row["terms"]) == ("eastshore", date(2014, 1, 1), None)
    assert (page.freeze_panes, page.max_row) == ("A2", 2)
    told = [[cell.value for cell in line] for line in about.iter_rows()]
    assert ["of", "lakes"] in [line[:2] for line in told]
    assert ["statute", "The statute"] in [line[:2] for line in told]
    cells = openpyxl.load_workbook(io.BytesIO(body("/api/v1/parties.xlsx", OFFICER)))["parties"]
    assert {c.data_type for line in cells.iter_rows() for c in line if c.value == "=cmd|x"} == {"s"}
    assert b"ghost" not in body("/api/v1/parties.xlsx")
    assert body("/api/v1/parties.xlsx") == body("/api/v1/parties.xlsx")


def test_an_archive_is_what_another_installation_imports(body, scene, ghost, tmp_path):
    packed = body("/api/v1/archive")
    assert packed == body("/api/v1/archive")
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(tmp_path, filter="data")
    written_out = sorted((tmp_path / "kurultay").glob("*.yaml"))
    assert b"ghost" not in b"".join(path.read_bytes() for path in written_out)
    with tarfile.open(fileobj=io.BytesIO(body("/api/v1/archive", OFFICER))) as tar:
        assert any(b"ghost" in tar.extractfile(member).read() for member in tar.getmembers())
