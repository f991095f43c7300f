"""Lists of pages as files, and the examples of the documentation, on the record that everybody can load."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from kurultay.faces.api.views.act_paths import EXAMPLES
from kurultay.faces.api.views.document import document
from kurultay.kit.reading import reading_as
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Party
from tests.cast import SYSTEM

pytestmark = pytest.mark.django_db
RECORD = sorted((Path(__file__).resolve().parents[4] / "examples").glob("*.yaml"))

# Every list page with the words it may be narrowed by; what of them it does not have is not asked.
PAGES = {
    "/parties/": ("", "kind=state", "parent=ots", "state=hungary", "kind=state&on=1995"),
    "/people/": ("", "state=hungary", "on=2015"),
    "/places/": ("", "state=turkiye", "on=1920"),
    "/meetings/": ("", "kind=summit", "body=ots-chs&form=informal", "year=2015", "year=2015&kind=ministerial",
                   "status=planned", "host=turkiye&on=2012-06", "year=none"),
    "/series/ots-chs": ("", "on=2015"),
    "/documents/": ("", "kind=declaration", "of=ots&stage=signed", "issuer=ots", "on=2010&of=cica"),
    "/commitments/": ("", "of=ots", "party=turkiye", "area=cica-2021-economic", "verb=requests", "status=open",
                      "status=met", "status=overdue", "status=planned&on=2019", "status=not-yet&on=2012",
                      "meeting=ots-chs-8", "catalogue=cica-2021", "beneficiary=turkiye", "of=ots&lang=tr&on=2023"),
    "/sources/": ("", "lang=tr"),
}  # fmt: skip


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The example record, loaded once for a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import", *map(str, RECORD), quiet=True)
        yield
        transaction.set_rollback(True)


def _listed(address: str, name: str) -> list[str]:
    """The keys of all rows of a page and of those that follow on it, and the links to files."""
    found: list[str] = []
    while address:
        page = Client().get(address).content.decode()
        rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page.partition("<main")[2].partition("</main>")[0], re.DOTALL)
        linked = (re.search(rf'href="/{name}/([A-Za-z0-9.-]+)["?]', row) for row in rows)
        found += [link[1] for link in linked if link]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = address.partition("?")[0] + following[1].replace("&amp;", "&") if following else ""
    return found


def _files(address: str) -> dict[str, str]:
    footer = Client().get(address).content.decode().partition("<footer>")[2]
    return {words: url.replace("&amp;", "&") for url, words in re.findall(r'href="([^"]+)">(CSV|XLSX|JSON)<', footer)}


def _keys(words: str, address: str) -> list[str]:
    got = Client().get(address)
    assert got.status_code == 200, (address, got.content)
    body = got.getvalue()
    if words == "CSV":
        return [row["key"] for row in csv.DictReader(io.StringIO(body.decode()))]
    if words == "XLSX":
        rows = list(openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].iter_rows(values_only=True))
        return [row[rows[0].index("key")] for row in rows[1:]]
    told = json.loads(body)
    keys = [item["key"] for item in told["items"]]
    return keys + (_keys(words, told["next"].removeprefix("http://testserver")) if told["next"] else [])


@pytest.mark.parametrize(("page", "query"), [(page, query) for page, asked in PAGES.items() for query in asked])
def test_what_a_list_page_shows_is_what_its_files_hold(record, page, query):
    address = f"{page}?{query}" if query else page
    files = _files(address)
    assert list(files) == ["CSV", "XLSX", "JSON"]
    name = files["JSON"].partition("?")[0].removeprefix("/api/v1/")
    listed = sorted(set(_listed(address, name)))
    for words, url in files.items():
        assert sorted(_keys(words, url)) == listed, (words, url)
    if "on=" in query:
        assert all(f"on={query.partition('on=')[2].partition('&')[0]}" in url for url in files.values())


def test_some_of_those_lists_are_narrowed_and_none_of_the_questions_is_empty_for_want_of_rows(record):
    """So that equal lists above are not equally empty ones."""
    empty = [
        (page, query)
        for page, asked in PAGES.items()
        for query in asked
        if not _keys("JSON", _files(f"{page}?{query}")["JSON"])
    ]
    assert len(empty) <= 6, empty


def test_every_page_that_pages_has_files():
    """A list page added later is taught here."""
    lists = {
        str(pattern.pattern)
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [resolver])
        if re.fullmatch(r"[a-z]+/", str(pattern.pattern))
    }
    others = {
        "boards/",
        "calendar/",
        "rounds/",
        "seats/",
        "account/",
        "background/",
        "my-day/",
        "day/",
        "tokens/",
        "spreadsheets/",
    }
    assert {f"/{each}" for each in lists - others} <= set(PAGES), lists


def _asked(address: str, item: dict[str, Any]) -> Iterator[str]:
    """An operation with its examples one by one, and plainly."""
    examples = {p["name"]: p["example"] for p in item["parameters"] if "example" in p}
    if "{" in address and "key" not in examples:
        return  # rows without keys of their own
    path = re.sub(r"\{(\w+)\}", lambda word: quote(str(examples.pop(word[1]))), address)
    yield path
    yield from (f"{path}?{name}={quote(str(value))}" for name, value in examples.items())


def test_every_documented_example_that_reads_is_answered(record):
    wrong = []
    for address, item in document()["paths"].items():
        if "get" in item and not address.endswith(".xlsx"):
            for asked in _asked(address, item["get"]):
                got = Client().get(asked)
                if got.status_code != 200:
                    wrong.append((asked, got.status_code))
    assert wrong == []
    page = Client().get("/api").content.decode().replace("&amp;", "&")
    shown = re.findall(r"http://testserver(/api/v1/[^'<\"\s]+)", page)
    assert "/api/v1/roles.csv?of=cica&role=chair&on=2012-05-01" in shown
    for address in shown:
        assert Client().get(address).status_code == (405 if "/acts/" in address else 200), address


def test_what_documented_acts_name_is_in_the_example_record(record):
    with reading_as(SYSTEM):
        for example in EXAMPLES.values():
            kind, _slash, key = str(example.get("thing", "")).rpartition("/")
            if key:
                assert any(table.objects.filter(key=key).exists() for table in (Meeting, Party)), (kind, key)
    page = Client().get("/api").content.decode()
    assert str(EXAMPLES["meetings.postpone"]["thing"]) in page
