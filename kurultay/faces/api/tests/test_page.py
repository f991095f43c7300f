"""What describes the API: the page for people, the document for programs, the examples of the guide, run as written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from kurultay.faces.api.views.boards import boards
from kurultay.faces.api.views.document import document
from kurultay.faces.api.views.shelves import by_model, shelves
from kurultay.kit.asking.fields import asked_verbs
from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat
from tests.cast import STRANGER

GUIDE = Path(__file__).resolve().parents[4] / "docs/how-to/use-the-api.md"
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
HERE = "http://127.0.0.1:8000"


@pytest.mark.django_db
def test_the_page_names_every_list_parameter_and_field(client):
    page = client.get("/api").content.decode()
    for name, shelf in shelves().items():
        assert f'<section id="{name}">' in page
        for column in shelf.columns:
            assert f"<code>{column.name}</code>" in page
        for parameter in shelf.filters:
            assert f"<code>{parameter}</code>" in page
    assert page.count("<script") == page.count("<script src=")
    assert "style=" not in page


@pytest.mark.django_db
def test_the_document_is_served_and_its_references_lead_somewhere(ask):
    told = ask("/api/v1/openapi.json")
    assert told == document()
    assert told["openapi"].startswith("3.1")
    shapes = set(told["components"]["schemas"])
    named = set(re.findall(r'"#/components/schemas/(\w+)"', str(told).replace("'", '"')))
    assert named <= shapes
    methods = [(item, method) for item in told["paths"].values() for method in ("get", "post") if method in item]
    operations = [item[method]["operationId"] for item, method in methods]
    assert len(operations) == len(set(operations)) == 6 * len(shelves()) + 3 + len(boards()) + len(asked_verbs())
    assert all("example" in p for p in told["paths"]["/api/v1/roles"]["get"]["parameters"] if p["name"] == "of")


@pytest.mark.django_db
def test_the_lists_there_are(ask):
    told = ask("/api/v1/", STRANGER)
    assert [each["name"] for each in told["lists"]] == list(shelves())


def test_whatever_a_list_points_at_is_a_list_too():
    pointed = {c.target for s in shelves().values() for c in s.columns if c.kind == "ref"}
    pointed |= {
        c.target
        for s in shelves().values()
        for p in s.listed.parts.values()
        for c in s.part_columns(p)
        if c.kind == "ref"
    }
    assert pointed <= set(by_model())


def _by_token(request):
    """Stands for the sign-in, which is a module: an officer where a token came along, else the public."""
    officer = Reader.person("An officer", Seat("officer", "ots"), account="officer/kur_1")
    return officer if policy.by_token(request) else STRANGER


@pytest.mark.django_db(transaction=True)
def test_the_examples_of_the_guide_run_as_they_are_written(live_server, committed, tmp_path, monkeypatch):
    monkeypatch.setattr(policy, "_reader_of", [_by_token])
    examples = Path(__file__).resolve().parents[4] / "examples"
    call_command("import", *[str(path) for path in sorted(examples.glob("*.yaml"))], quiet=True)
    assert len(BLOCKS) == 10
    told = []
    for language, block in BLOCKS:
        text = block.replace(HERE, live_server.url)
        command = ["sh", "-ec", text] if language == "sh" else [sys.executable, "-c", text]
        ran = subprocess.run(
            command, capture_output=True, text=True, timeout=120, cwd=tmp_path, check=False,
            env={**os.environ, "TOKEN": "that of an officer"},
        )  # fmt: skip
        assert ran.returncode == 0, f"{block}\n{ran.stderr}"
        told.append(ran.stdout)
    assert '"turkiye"' in told[0]
    assert told[1].splitlines()[0] == "yes Turkey 2010-06-08"
    assert "ots-cfm-2015-09-10 formal" in told[2]
    assert told[3].startswith("id,key,type,")
    assert '"value":5' in told[4]
    assert told[5] == "True\n"
    assert (tmp_path / "kurultay.tar.gz").stat().st_size > 10_000
    assert '"rehearsed":true' in told[7]
    days = [line.split() for line in told[9].splitlines()]
    assert [(day, whole) for day, _total, _then, whole in days] == [("2022-12-31", "True"), ("2024-12-31", "True")]
    assert int(days[0][1]) > 0
    assert told[8] == "ada-lake True\n422 ['kind', 'name']\n"
