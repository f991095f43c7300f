"""A tracker with columns of its own: asked once which column holds what, remembered, every line shown first."""

import io
import re
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kurultay.kit.reading import reading_as
from kurultay.record.commitments.models import Commitment, Step
from tests.cast import ELSEWHERE, OFFICER, STRANGER

from .conftest import EAST, As, Office
from .test_text_pages import field

LINES = (
    ("Ref", "Agreed action", "Lead", "Deadline", "Status", "Comments"),
    (1, "We request Eastshore to draw a map", "Eastshore", "by the end of 2016", "ongoing", "Half of it."),
    (2, "A fair", "Westshore; the baker", "2016-05-01", "not started", ""),
    (3, "A handbook", "Eastshore", "", "", ""),
    (4, "", "Eastshore", "", "", ""),
    (5, "A song", "", "some day", "humming", ""),
)


def upload(client: Client, lines: Any = LINES, document: str = "lakes-declaration") -> Any:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return client.post(
        "/spreadsheets/tracking", {"document": document, "file": SimpleUploadedFile("t.xlsx", out.getvalue())}
    )


def columns(answer: Any) -> dict[str, str]:
    page = answer.content.decode()
    found = re.findall(r'<select id="column-(\w+)".*?</select>', page, re.DOTALL)
    chosen = {}
    for name in found:
        select = re.search(rf'<select id="column-{name}".*?</select>', page, re.DOTALL)
        assert select is not None
        held = re.search(r'<option value="([^"]*)" selected>', select[0])
        chosen[name] = held[1] if held else ""
    return chosen


def test_guessed_shown_taken_over_and_remembered(office: Office, signed_in: As) -> None:
    client = signed_in(OFFICER)
    shown = upload(client)
    page = shown.content.decode()
    guessed = {
        "name": "Agreed action", "verb": "", "responsible": "Lead", "due": "Deadline", "says": "Status",
        "text": "Comments", "on": "",
    }  # fmt: skip
    assert columns(shown) == guessed
    for words in (
        "has a commitment of this name", "does not say what is promised", "“some day” is no date", "“humming” says",
        "No party is called “the baker”",
    ):  # fmt: skip
        assert words in page
    with reading_as(OFFICER):
        assert Commitment.objects.count() == 1
    sent = {
        "document": "lakes-declaration", "tracker": field(shown, "tracker"), "take": ["2", "3"],
        **{f"column-{name}": words for name, words in guessed.items()},
    }  # fmt: skip
    assert client.post("/spreadsheets/tracking", {**sent, "column-on": "Ref", "again": "1"}).status_code == 200
    assert client.post("/spreadsheets/tracking", sent).status_code == 302
    with reading_as(STRANGER):
        found = Commitment.objects.exclude(key="handbook").order_by("id").prefetch_related("names", "parties__party")
        assert [
            (c.names.get().text, c.verb, c.due_on, [p.party.key if p.party else p.words for p in c.parties.all()])
            for c in found
        ] == [
            ("We request Eastshore to draw a map", "requests", "2016-12-31", ["eastshore"]),
            ("A fair", "undertakes", "2016-05-01", ["westshore", "the baker"]),
        ]
    with reading_as(OFFICER):
        assert [(s.kind, s.text, s.says) for s in Step.objects.all()] == [("report", "Half of it.", "in-progress")]
    again = upload(client, (tuple(f" {str(words).swapcase()} " for words in LINES[0]), *LINES[1:]))
    assert "This header is known" not in again.content.decode() or columns(again)["responsible"] == ""
    assert "This header is known" in upload(client).content.decode()


def test_who_keeps_the_document_alone(office: Office, signed_in: As) -> None:
    for reader in (EAST, ELSEWHERE):
        answer = upload(signed_in(reader))
        assert (answer.status_code, "kept by lakes" in answer.content.decode()) == (403, True)
    assert upload(signed_in(OFFICER), document="nowhere").status_code == 422
    assert upload(signed_in(OFFICER), (("a", "b"), (1, 2))).status_code == 422
    broken = {"document": "lakes-declaration", "tracker": "[1"}
    assert signed_in(OFFICER).post("/spreadsheets/tracking", broken).status_code == 422
    with reading_as(OFFICER):
        assert Commitment.objects.count() == 1
