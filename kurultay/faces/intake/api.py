"""For programs: the whole record, as far as its reader sees it, in the files that `kurultay import` reads."""

import gzip
import tarfile
import tempfile
from pathlib import Path
from typing import BinaryIO

from kurultay.kit import databases
from kurultay.kit.lists import Archive

from .actions import export


def pack(file: BinaryIO) -> None:
    """Write the files of an export into one; the same record gives the same file."""
    with tempfile.TemporaryDirectory(prefix="kurultay-archive-") as folder:
        with databases.one_state():
            written = list(export(Path(folder)))
        with (
            gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            for each in written:
                info = tarfile.TarInfo(f"kurultay/{each.path.name}")
                info.size = each.path.stat().st_size
                with each.path.open("rb") as held:
                    tar.addfile(info, held)


ARCHIVES = {
    "archive": Archive(
        "kurultay.tar.gz",
        "application/gzip",
        "The whole record as you may read it, as text files that another installation imports.",
        pack,
    )
}
