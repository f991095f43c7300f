"""Files that belong to rows: kept under KURULTAY_DATA/files by the place they belong to and the SHA-256 of their bytes.

A place is the key of a row, so that a file is reached through that row and its sight alone, whoever knows its digest.
What was uploaded waits until somebody confirms it; only then it is kept, and for ever.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[a-z0-9_-]+/[0-9a-f]{64}", re.IGNORECASE)


def _folder(name: str) -> Path:
    return Path(settings.KURULTAY_DATA) / "files" / name


def _path(folder: str, place: str, digest: str) -> Path:
    """Where a file lies. Raises ValueError for a place or digest that could lead elsewhere."""
    if not _NAME.fullmatch(f"{place}/{digest}"):
        raise ValueError(f"{place}/{digest} is no place of a file.")
    return _folder(folder) / place / digest


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.part")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def hold(place: str, data: bytes) -> str:
    """Let the bytes of a file wait until somebody confirms them; gives their SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    _write(_path("waiting", place, digest), data)
    return digest


def keep(place: str, digest: str) -> bool:
    """Keep a file that waits; whether there was one. What is kept already stays as it is."""
    waiting, kept = _path("waiting", place, digest), _path("kept", place, digest)
    if kept.exists():
        return True
    if not waiting.exists():
        return False
    _write(kept, waiting.read_bytes())
    with (_folder("kept") / "list.txt").open("a") as names:  # by which a missing file is noticed
        names.write(f"{place}/{digest}\n")
        names.flush()
        os.fsync(names.fileno())
    waiting.unlink()
    return True


def is_kept(place: str, digest: str) -> bool:
    """Whether there is such a file."""
    return bool(digest) and _path("kept", place, digest).exists()


def read(place: str, digest: str) -> bytes | None:
    """The bytes of a file; None where there is none, or where they are no longer those that were kept."""
    path = _path("kept", place, digest)
    data = path.read_bytes() if path.exists() else b""
    return data if hashlib.sha256(data).hexdigest() == digest else None


def troubles() -> Iterator[str]:
    """A sentence for each file that is missing or was changed."""
    names = _folder("kept") / "list.txt"
    for line in dict.fromkeys(names.read_text().split()) if names.exists() else ():
        place, _slash, digest = line.partition("/")
        if not is_kept(place, digest):
            yield f"The file {line} is missing."
        elif read(place, digest) is None:
            yield f"The file {line} is not what it was."


def clear(before: datetime) -> int:
    """Forget the files that nobody confirmed, written before an instant; how many."""
    left = [path for path in _folder("waiting").glob("*/*") if path.stat().st_mtime < before.timestamp()]
    for path in left:
        path.unlink()
    return len(left)
