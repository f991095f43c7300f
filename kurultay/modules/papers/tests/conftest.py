"""The scene with a declaration of the lakes, a planned summit, a promise that Eastshore owes, and files to read."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party
from tests.cast import OFFICER, SYSTEM, Scene
from tests.conftest import committed, scene, stage

__all__ = ["committed", "scene", "stage"]

EAST = Reader.person("A focal point of the responsible party", Seat("focal-point", "lakes", "eastshore"))
WEST = Reader.person("A focal point of another party", Seat("focal-point", "lakes", "westshore"))
As = Callable[[Reader], Client]


@dataclass
class Office:
    """What lies on the desk."""

    scene: Scene
    declaration: Document
    summit: Meeting
    secretariat: Party
    promise: Commitment


@pytest.fixture
def office(scene: Scene) -> Office:
    """A declaration adopted on 8 May 2015, the next summit, and "A handbook" that Eastshore owes by 2015-09-01."""
    secretariat = parties.register(
        "lakes-secretariat", kind="body", name="Secretariat of the Assembly of the Lakes", parent=scene.lakes,
        keeper="lakes", by=SYSTEM,
    )  # fmt: skip
    declaration = documents.register(
        "lakes-declaration", kind="declaration", title="Declaration of the Lakes", of=scene.lakes, stage="tabled",
        by=OFFICER,
    )  # fmt: skip
    documents.adopt(declaration, on="2015-05-08", by=OFFICER)
    summit = meetings.plan("lakes-2", kind="summit", name="Second", body=scene.lakes, on="2016-05", by=OFFICER)
    promise = commitments.undertake(
        "handbook", verb="decides", name="A handbook", of=scene.lakes, document=declaration, due="2015-09-01",
        keeper="lakes", by=OFFICER,
    )  # fmt: skip
    commitments.assign(promise, party=scene.east, by=OFFICER)
    with reading_as(SYSTEM):
        return Office(scene, declaration, summit, secretariat, promise)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> As:
    """A client for a reader."""

    def as_(reader: Reader) -> Client:
        monkeypatch.setattr(policy, "_reader_of", [lambda request: reader])
        return Client()

    return as_


def docx(document: str, numbering: str = "", styles: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this body, in the parts that Word writes."""
    word, compatible = "wordprocessingml/2006/main", "markup-compatibility/2006"
    at = "http://schemas.openxmlformats.org"
    space = f'xmlns:w="{at}/{word}" xmlns:mc="{at}/{compatible}"'
    parts = {"word/document.xml": f"<w:document {space}><w:body>{document}</w:body></w:document>".encode()}
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {space}>{numbering}</w:numbering>".encode()
    if styles:
        parts["word/styles.xml"] = f"<w:styles {space}>{styles}</w:styles>".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **(more or {})}.items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(text: str, marks: str = "") -> str:
    """A paragraph of a Word document."""
    return f"<w:p>{f'<w:pPr>{marks}</w:pPr>' if marks else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"
