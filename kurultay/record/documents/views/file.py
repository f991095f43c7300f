"""The file of a language version: the bytes as they were uploaded, in the sight of the version, never as a page."""

from django.http import Http404, HttpRequest, HttpResponse

from kurultay.kit import files
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import find

from ..models import DIGEST, Document, Version

ENDINGS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"))  # by how a file begins; else it is a text


@page(RECORD)
def document_file(request: HttpRequest, key: str, digest: str) -> HttpResponse:
    """The file of a version to be saved; browsers never show it, since somebody else wrote what is in it."""
    thing = find(Document, key)
    version = Version.objects.filter(document=thing, sha256=digest).first() if DIGEST.fullmatch(digest) else None
    data = files.read(thing.key, digest) if version is not None else None
    if version is None or data is None:
        raise Http404
    ending = next((name for start, name in ENDINGS if data.startswith(start)), "txt")
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{thing.key}-{version.lang}.{ending}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
