"""The whole record, as the reader in force sees it, written as files that an import reads back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

from kurultay.kit.acting import Refused
from kurultay.kit.sources.models import Citation, StatedFigure

from .shelf import Names, Shelf, shelves
from .writing import item

HEAD = "record: "


@dataclass(frozen=True)
class Exported:
    """One file of an export, with how many rows it holds."""

    path: Path
    rows: int


def file_name(kind: str) -> str:
    """The file for rows of a kind: `party-name.yaml` for those of `name/party`."""
    return "-".join(reversed(kind.split("/"))) + ".yaml"


def export(folder: Path) -> Iterator[Exported]:
    """Write one file for each kind of row, and remove those of an earlier export that have no rows now.

    Raises Refused where the folder holds other files of these names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for kind in shelves():
        path = folder / file_name(kind)
        if path.exists() and not _is_ours(path):
            raise Refused(f"{path} is no file of an export. Choose an empty folder, or that of an earlier export.")
    names = Names()
    for kind in shelves():
        path, count = folder / file_name(kind), 0
        beside = path.with_suffix(".part")
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            shelf = Shelf(kind, names)
            file.write(f"{HEAD}{kind}\nrows:\n")
            for held in shelf.rows():
                file.writelines(f"{line}\n" for line in item({shelf.word: held.value, **held.given}))
                count += 1
        if count:
            beside.replace(path)
            yield Exported(path, count)
        else:
            beside.unlink()
            path.unlink(missing_ok=True)


def left_out() -> dict[str, int]:
    """Tables of the record of which no export is made, since no import enters their rows: how many rows they have."""
    held = {kind.model for kind in shelves().values()} | {Citation, StatedFigure}
    tables = (m for m in apps.get_models() if getattr(m, "is_record", False) and hasattr(m, "everything"))
    counts = {table.type_name(): table.everything.count() for table in tables if table not in held}  # type: ignore[attr-defined]
    return {name: count for name, count in counts.items() if count}


def _is_ours(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline().startswith(HEAD)
