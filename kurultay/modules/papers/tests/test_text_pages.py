"""From a file to paragraphs to commitments, on pages: what is proposed is filled in, nothing enters unconfirmed."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kurultay.kit import files
from kurultay.kit.actions import mark
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import Citation
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document, Provision, Version
from tests.cast import ELSEWHERE, NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene, statements, written

from .conftest import As, Office, docx, paragraph


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    """Files go to a folder of the test."""
    settings.KURULTAY_DATA = tmp_path


TEXT = """We welcome the Statute.

1. We request Eastshore to draw a map by the end of 2016 and invite Member States to read it.
(a) in colour.
2. The Secretariat shall report annually."""
ADDRESS = "/documents/lakes-declaration"


def field(answer: Any, name: str) -> str:
    """What stands in a field of the page."""
    page = answer.content.decode()
    found = re.search(
        rf'<(?:textarea|input)[^>]*name="{name}"[^>]*?(?:value="([^"]*)"[^>]*>|>\s*([^<]*)</textarea>)', page
    )
    assert found is not None, page
    from html import unescape

    return unescape(found[1] if found[1] is not None else found[2])


def keys(model: Any, reader: Any = OFFICER) -> list[str]:
    with reading_as(reader):
        return list(model.objects.order_by("id").values_list("key", flat=True))


def entered(office: Office, signed_in: As) -> Client:
    """The declaration with its text, by an officer."""
    client = signed_in(OFFICER)
    shown = client.post(f"{ADDRESS}/text", {"pasted": TEXT, "lang": "en", "authority": "official"})
    assert shown.status_code == 200
    sent = {"paragraphs": field(shown, "paragraphs"), "lang": "en", "authority": "official", "sha256": ""}
    done = client.post(f"{ADDRESS}/text", sent)
    assert (done.status_code, done["Location"]) == (302, f"{ADDRESS}/promises")
    return client


def test_pasted_text_is_shown_first_and_entered_when_confirmed(office: Office, signed_in: As) -> None:
    client = signed_in(OFFICER)
    shown = client.post(f"{ADDRESS}/text", {"pasted": TEXT, "lang": "en", "authority": "official"})
    assert keys(Provision) == []
    proposed = field(shown, "paragraphs")
    assert proposed.splitlines()[1].startswith("1 | We request")
    assert proposed.splitlines()[2] == "> (a) | in colour."
    edited = proposed.replace("¶1 | ", "P | ")
    again = client.post(
        f"{ADDRESS}/text", {"paragraphs": edited, "lang": "en", "authority": "official", "sha256": "", "again": "1"}
    )
    assert ">P</th>" in again.content.decode()
    assert keys(Provision) == []
    client.post(f"{ADDRESS}/text", {"paragraphs": edited, "lang": "en", "authority": "official", "sha256": ""})
    assert keys(Provision) == [
        "lakes-declaration-p", "lakes-declaration-1", "lakes-declaration-1-a", "lakes-declaration-2",
    ]  # fmt: skip


def test_a_file_keeps_its_digest(office: Office, signed_in: As) -> None:
    client, data = signed_in(OFFICER), docx(paragraph("1. We decide.") + paragraph("2. We go."))
    upload = SimpleUploadedFile("declaration.docx", data)
    shown = client.post(f"{ADDRESS}/text", {"file": upload, "lang": "en", "authority": "authentic"})
    digest = hashlib.sha256(data).hexdigest()
    assert field(shown, "sha256") == digest
    sent = {"paragraphs": field(shown, "paragraphs"), "lang": "en", "authority": "authentic", "sha256": digest}
    client.post(f"{ADDRESS}/text", sent)
    with reading_as(STRANGER):
        assert [(v.lang, v.authority, v.sha256) for v in Version.objects.all()] == [("en", "authentic", digest)]
    there = f"{ADDRESS}/files/{digest}"
    assert f'href="{there}" download' in signed_in(STRANGER).get(ADDRESS).content.decode()
    answer = signed_in(STRANGER).get(there)
    assert answer.content == data
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert answer["Content-Disposition"] == 'attachment; filename="lakes-declaration-en.docx"'
    assert answer["Content-Security-Policy"].startswith("sandbox")
    for wrong in (digest[::-1], "x", digest.upper()):
        assert signed_in(OFFICER).get(f"{ADDRESS}/files/{wrong}").status_code == 404
    with reading_as(SYSTEM):
        mark(Document.objects.get(key="lakes-declaration"), marking="secretariat", named=(), by=OFFICER)
    assert [signed_in(who).get(there).status_code for who in (OFFICER, STRANGER)] == [200, 404]


def test_a_file_is_kept_only_once_it_is_confirmed(office: Office, signed_in: As, settings: Any) -> None:
    data = b"<script>alert(1)</script> We decide."
    signed_in(OFFICER).post(f"{ADDRESS}/text", {"file": SimpleUploadedFile("a.txt", data), "lang": "en",
                                                "authority": "official"})  # fmt: skip
    digest = hashlib.sha256(data).hexdigest()
    assert not files.is_kept("lakes-declaration", digest)
    assert signed_in(OFFICER).get(f"{ADDRESS}/files/{digest}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"pasted": ""}, "The file is empty"),
        ({"file": SimpleUploadedFile("x.docx", b"PK\x03\x04")}, "cannot be read"),
        ({"paragraphs": "no bar"}, "Line 1:"),
        ({"paragraphs": "1 | "}, "Paragraph 1 has no text"),
        ({"paragraphs": "1 | x", "sha256": "../etc"}, "Confirm the paragraphs"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_enters(
    office: Office, signed_in: As, sent: dict[str, Any], why: str
) -> None:
    answer = signed_in(OFFICER).post(f"{ADDRESS}/text", {"lang": "en", "authority": "official", **sent})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert keys(Provision) == []


def test_marks_are_proposed_and_confirmed_together(office: Office, signed_in: As) -> None:
    client = entered(office, signed_in)
    page = client.get(f"{ADDRESS}/promises").content.decode()
    assert "proposed, because of “welcome”" in page
    assert "proposed, because of “request”" in page
    selected = re.findall(r'<option value="(\w*)" selected>', page)
    assert selected == ["informational", "operative", "", "operative"]
    with reading_as(OFFICER):
        found = list(Provision.objects.order_by("position"))
    sent = {f"mark-{p.key}": mark for p, mark in zip(found, selected, strict=True)}
    assert client.post(f"{ADDRESS}/promises", sent).status_code == 302
    with reading_as(STRANGER):
        assert list(Provision.objects.order_by("position").values_list("operative", flat=True)) == [
            False, True, None, True,
        ]  # fmt: skip
    assert client.post(f"{ADDRESS}/promises", sent).status_code == 422
    shown = signed_in(STRANGER).get(f"{ADDRESS}/promises").content.decode()
    assert "2 operative, 1 informational" in shown
    assert '<form method="post"' not in shown
    assert "proposed" not in shown


def test_two_commitments_are_drawn_from_one_paragraph_with_the_words_that_say_so(
    office: Office, signed_in: As, scene: Scene
) -> None:
    client = entered(office, signed_in)
    with written():
        document = Document.objects.get(key="lakes-declaration")
        document.source = scene.source
        document.save()
    address = "/provisions/lakes-declaration-1/draw"
    page = client.get(address).content.decode()
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page) == [
        "request", "Eastshore", "by the end of 2016", "invite", "Member States",
    ]  # fmt: skip
    more = client.post(address, {"rows": "2", "more": "1", "0-name": "x"})
    assert (more.status_code, more.content.decode().count("<fieldset")) == (200, 3)
    sent = {
        "rows": "2", "0-name": "A map", "0-verb": "requests", "0-responsible": ["eastshore"], "0-due": "2016-12-31",
        "0-wording": "request Eastshore to draw a map", "1-name": "Reading it", "1-verb": "expects",
        "1-words": "Member States", "1-due_at": "lakes-2",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    with reading_as(STRANGER):
        found = Commitment.objects.exclude(key="handbook").order_by("id").prefetch_related("due_at", "parties__party")
        assert [(c.key, c.verb, c.due_on, c.due_at and c.due_at.key) for c in found] == [
            ("lakes-declaration-1", "requests", "2016-12-31", None),
            ("lakes-declaration-1-2", "expects", "", "lakes-2"),
        ]
        cited = Citation.objects.filter(subject_type="commitments.commitment").order_by("id")
        assert [(c.field, c.value, c.as_printed) for c in cited] == [
            ("verb", "requests", "request"),
            ("due_on", "2016-12-31", "by the end of 2016"),
        ]  # fmt: skip  what was changed by hand cites nothing
    shown = signed_in(STRANGER).get(f"{ADDRESS}/promises").content.decode()
    assert shown.count("/commitments/lakes-declaration-1") >= 2


def test_a_bad_row_draws_nothing(office: Office, signed_in: As) -> None:
    client = entered(office, signed_in)
    sent = {"rows": "1", "0-name": "A map", "0-verb": "requests", "0-due": "soon"}
    answer = client.post("/provisions/lakes-declaration-1/draw", sent)
    assert answer.status_code == 422
    assert "is not a date" in answer.content.decode()
    assert client.post("/provisions/lakes-declaration-1/draw", {"rows": "1"}).status_code == 422
    assert keys(Commitment) == ["handbook"]


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_get_the_sentence_of_the_rule_and_no_form(office: Office, signed_in: As, reader: Any) -> None:
    documents.set_out(office.declaration, number="1", text="We decide.", by=OFFICER)
    client = signed_in(reader)
    for address in (f"{ADDRESS}/text", "/provisions/lakes-declaration-1/draw"):
        for answer in (client.get(address), client.post(address, {"rows": "1", "0-name": "x", "0-verb": "plans"})):
            assert answer.status_code == 403
            assert "This is kept by lakes" in answer.content.decode()
            assert '<form method="post"' not in answer.content.decode()
    assert client.post(f"{ADDRESS}/promises", {"mark-lakes-declaration-1": "operative"}).status_code == 403
    assert keys(Commitment) == ["handbook"]
    with reading_as(OFFICER):
        assert Provision.objects.get().operative is None


def test_a_post_from_elsewhere_is_refused(office: Office, signed_in: As) -> None:
    signed_in(OFFICER)
    client = Client(enforce_csrf_checks=True)
    for address in (f"{ADDRESS}/text", f"{ADDRESS}/promises", "/spreadsheets/", "/spreadsheets/tracking"):
        assert client.post(address, {}).status_code == 403


def test_hidden_documents_are_nowhere(office: Office, signed_in: As) -> None:
    hidden = documents.register(
        "secret", kind="plan", title="Secret", of=office.scene.lakes, marking="secretariat", by=OFFICER
    )
    documents.set_out(hidden, number="1", text="We decide.", by=OFFICER)
    for reader in (STRANGER, ELSEWHERE):
        for address in ("/documents/secret/text", "/documents/secret/promises", "/provisions/secret-1/draw"):
            assert signed_in(reader).get(address).status_code == 404


def test_as_many_statements_for_one_paragraph_as_for_three(office: Office, signed_in: As) -> None:
    client, costs = signed_in(OFFICER), []
    made = 0
    for many in (1, 3):
        for n in range(made, many):
            documents.set_out(office.declaration, number=str(n + 1), text="We request Eastshore to go.", by=OFFICER)
            sent = {"rows": "1", "0-name": f"Go {n}", "0-verb": "requests", "0-responsible": ["eastshore"]}
            assert client.post(f"/provisions/lakes-declaration-{n + 1}/draw", sent).status_code == 302
        made = many
        costs.append([])
        for address in (f"{ADDRESS}/promises", ADDRESS, "/provisions/lakes-declaration-1/draw"):
            with statements() as said:
                assert client.get(address).status_code == 200
            costs[-1].append(len(said))
    assert costs[0] == costs[1]
