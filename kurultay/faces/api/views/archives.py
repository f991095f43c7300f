"""Files of the whole record that apps offer."""

import tempfile
from functools import cache
from typing import Any, BinaryIO

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.lists import Archive

from .problems import Refusal


@cache
def archives() -> dict[str, Archive]:
    """Every file by its address, as apps offer them."""
    return registry.gather("api", "ARCHIVES")  # type: ignore[return-value]


def archive_view(archive: Archive) -> Any:
    """The view of one such file, written beside memory in the sight of whoever asks."""

    def view(request: HttpRequest) -> HttpResponseBase:
        for name in request.GET:
            raise Refusal(_("This file is whole: it takes no parameters."), name)
        written: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
        archive.write(written)
        written.seek(0)
        return FileResponse(written, content_type=archive.media_type, as_attachment=True, filename=archive.name)

    view.__doc__ = archive.about
    return view
