"""Files of other people: read in a process of their own, by what they are; whatever is wrong with them is said."""

import io
import zipfile

import openpyxl
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurultay.modules.papers.forms import reader
from kurultay.modules.papers.forms.apart import MOST, Unread, opened

from .conftest import docx, paragraph

LIST = """<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>"""


def numbered(text: str, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def simple_pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, written out by hand."""
    said = " T* ".join(f"({line}) Tj" for line in lines).encode()
    stream = b"BT /F1 12 Tf 72 720 Td 14 TL " + said + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_a_text_in_any_letters() -> None:
    found = opened("1. Көлдер таза.\r\n2. Göller temizdir.\n".encode())
    assert (found.kind, found.lines) == ("text", ["1. Көлдер таза.", "2. Göller temizdir."])
    assert opened("Göl".encode("utf-16")).lines == ["Göl"]


def test_word_with_the_numbers_that_word_prints() -> None:
    body = (
        paragraph("Declaration") + numbered("First") + numbered("part", 1) + numbered("part", 1) + numbered("Second")
        + numbered("part", 1) + "<w:p/>" + paragraph("End")
    )  # fmt: skip
    found = opened(docx(body, LIST))
    assert (found.kind, found.lines) == (
        "docx", ["Declaration", "1.\tFirst", "(a)\tpart", "(b)\tpart", "2.\tSecond", "(a)\tpart", "", "End"],
    )  # fmt: skip


def test_word_counts_changes_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><mc:AlternateContent><mc:Choice><w:r><w:t>!</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert opened(docx(body)).lines == ["kept new!"]


def test_a_pdf_without_its_page_numbers() -> None:
    found = opened(simple_pdf("1. The lakes are", "clean.", "- 3 -"))
    assert (found.kind, [line for line in found.lines if line]) == ("pdf", ["1. The lakes are", "clean."])


def test_a_workbook_as_texts_and_no_formula_is_computed() -> None:
    (found,) = opened(sheet(("Key", "n"), ("=1+1", 3.0), ("x", None), (None, None))).sheets
    assert found.rows == [["Key", "n"], ["=1+1", "3"], ["x"]]


BOMB = docx(paragraph("x"), more={"word/media/0.bin": b"\0" * (reader.UNPACKED + 1)})
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
)


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"  \n", "is empty"),
        (b"x" * (MOST + 1), "more than 8 megabytes"),
        (BOMB, "too large"),
        (archive(word__document_xml=ENTITIES), "document type of its own"),
        (archive(xl__workbook_xml=ENTITIES), "document type of its own"),
        (archive(word__document_xml=b"<w"), "cannot be read"),
        (archive(something_xml=b"<w/>"), "neither"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"PK\x03\x04 and then nothing", "cannot be read"),
        (b"%PDF-1.7 and then nothing", "cannot be read"),
        (simple_pdf(""), "no text in this file"),
        (docx("<w:p/>"), "no text in this file"),
        ("Göl".encode("cp1254"), "not in UTF-8"),
        (b"\x00\x01\x02\xff", "neither"),
        (b"a\n" * (reader.LINES + 1), "too long"),
        (sheet(*[("a",)] * (reader.ROWS + 1)), "too long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(Unread, match=why):
        opened(data)


def test_a_deeply_nested_document_ends_the_reader_and_not_the_house() -> None:
    nested = b"<w:x>" * 400_000 + b"</w:x>" * 400_000
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with pytest.raises(Unread):
        opened(archive(word__document_xml=b"<w:document " + space + b">" + nested + b"</w:document>"))


def test_without_the_library_for_pdf_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(reader.Wrong, match="no-pdf-library"):
        reader.read(simple_pdf("x"))
    assert pypdfium2.PdfDocument is not None


def in_order(data: bytes) -> None:
    """Whatever the bytes, the answer is a reading or a word."""
    try:
        told = reader.read(data)
    except Exception:  # main() says "broken" of these
        return
    assert told["kind"] in ("text", "docx", "pdf", "xlsx")


GOOD = (docx(numbered("First") + numbered("part", 1), LIST), sheet(("Key", "x"), ("a", 1)), simple_pdf("1. One"))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(GOOD), st.data())
def test_mangled_files_are_refused_or_read(good: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(good) - 1))
    mangled = bytearray(good[: data.draw(st.integers(at + 1, len(good)))])
    mangled[at] = data.draw(st.integers(0, 255))
    in_order(bytes(mangled))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    in_order(data)
