"""A whole list as one file: lines of JSON or of CSV, written as they are read, whatever its length."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from kurultay.kit.pages.policy import reader_of
from kurultay.kit.reading import Reader, reading_as

from . import asking
from .asking import Asked
from .lists import choices
from .narrowing import rows_of
from .reading import Load
from .shapes import query_struct
from .shelves import DATE, END, REF, Shelf

AT_ONCE = 2000  # objects read together, and held in memory
NDJSON, CSV = "application/x-ndjson", "text/csv; charset=utf-8"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run


def question(shelf: Shelf, request: HttpRequest) -> Asked:
    """What is asked of a file: the same as of the list, without pages."""
    given: dict[str, Any] = {name: values[-1] for name, values in request.GET.lists()}
    query = query_struct(shelf, "file")
    try:
        held = msgspec.convert(given, query, strict=False)
    except msgspec.ValidationError as wrong:
        text = str(wrong).replace("`$`", "`$.`")
        raise asking.explain(dict(request.GET.lists()), choices(query), text) from wrong
    return asking.read(shelf, request, msgspec.structs.asdict(held))


def in_batches(asked: Asked, reader: Reader) -> Iterator[list[dict[str, Any]]]:
    """The objects of a list, some thousands at a time; each batch is read in the reader's scope."""
    shelf, after = asked.shelf, ""
    while True:
        with reading_as(reader):
            rows = rows_of(asked)
            if after:
                rows = rows.filter(asking.after(shelf, after))
            things, places = Load(asked).objects(rows.order_by(*shelf.listed.order)[:AT_ONCE])
        yield things
        if len(things) < AT_ONCE:
            return
        after = asking.place(shelf, places[-1])


def ndjson(asked: Asked, reader: Reader) -> HttpResponseBase:
    """One object a line, as the list shows it."""
    encoder = msgspec.json.Encoder()
    lines = (encoder.encode_lines(things) for things in in_batches(asked, reader))
    return StreamingHttpResponse(lines, content_type=NDJSON)


def heads(shelf: Shelf) -> list[str]:
    """The columns of a table of this list."""
    found = ["id", "key", "type", "created", "modified", "withdrawn", "web"]
    found += ["holds"] if shelf.listed.dated else []
    found += ["name", *(["of"] if shelf.about_rows else [])]
    for column in shelf.columns:
        dated = column.kind in (DATE, END)
        found += [column.name, f"{column.name}_earliest", f"{column.name}_latest"] if dated else [column.name]
    found += [*shelf.listed.parts, *(shelf.listed.reckoned.fields if shelf.listed.reckoned else ())]
    return [*found, "sources"]


def cells(shelf: Shelf, thing: dict[str, Any]) -> list[Any]:
    """One object as the cells of a row: of references their keys; what has many values as JSON."""
    found: list[Any] = []
    kinds = {column.name: column.kind for column in shelf.columns}
    for head in heads(shelf):
        name, _mark, side = head.rpartition("_")
        if side in ("earliest", "latest") and kinds.get(name) in (DATE, END):
            found.append((thing.get(name) or {}).get(side))
        elif kinds.get(head) in (DATE, END):
            found.append((thing.get(head) or {}).get("edtf"))
        elif kinds.get(head) == REF or (head == "of" and shelf.about_rows):
            found.append((thing.get(head) or {}).get("key"))
        elif head == "sources":
            found.append(" ".join(dict.fromkeys(said["source"].rpartition("/")[2] for said in thing.get(head, ()))))
        else:
            value = thing.get(head)
            found.append(
                msgspec.json.encode(value).decode() if isinstance(value, list) and value else value or _plain(value)
            )
    return found


def _plain(value: Any) -> Any:
    return None if isinstance(value, list) else value


def harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def table(asked: Asked, reader: Reader) -> HttpResponseBase:
    """A head and one row for each object, as CSV in UTF-8 (RFC 4180)."""

    def rows() -> Iterator[bytes]:
        yield _csv([heads(asked.shelf)])
        for things in in_batches(asked, reader):
            yield _csv([[harmless(value) for value in cells(asked.shelf, thing)] for thing in things])

    response = StreamingHttpResponse(rows(), content_type=CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="{asked.shelf.name}.csv"'
    return response


def _csv(rows: list[list[Any]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def file_view(shelf: Shelf, write: Callable[[Asked, Reader], HttpResponseBase], about: str) -> Any:
    """The view of one list as a file."""

    def view(request: HttpRequest) -> HttpResponseBase:
        return write(question(shelf, request), reader_of(request))

    view.__doc__ = about
    return view


def narrowed(asked: Asked) -> dict[str, str]:
    """What a file was narrowed by, for people."""
    said = {name: str(value) for name, value in asked.filters.items()}
    for name in ("on", "since", "until", "modified_since"):
        if (value := getattr(asked, name)) is not None:
            said[name] = str(value)
    return said if asked.of is None else {**said, "of": f"{asked.of[0].name}/{asked.of[1]}"}
