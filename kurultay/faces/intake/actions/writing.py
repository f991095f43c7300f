"""Texts as YAML with one spelling, so that the same record gives the same bytes: one key per line, nothing folded."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 160  # an entry of a list stands on one line up to this length
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u2028\u2029\ufeff\ufffe\uffff]"
)  # written as \uXXXX, also in YAML
_IN_FLOW = re.compile(r"[,\[\]{}:?]")


def composed(text: str) -> str:
    """The text as import files hold it: letters composed (NFC)."""
    return unicodedata.normalize("NFC", text)


def scalar(text: str, flow: bool = False) -> str:
    """A text on one line: as it stands where YAML reads it back so, else in double quotes."""
    if _is_plain(text) and not (flow and _IN_FLOW.search(text)):
        return text
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_plain(text: str) -> bool:
    return (
        (text[:1].isalnum() or text[:1] > "\x7f")
        and not text.endswith((" ", ":"))
        and ": " not in text
        and " #" not in text
        and "\n" not in text
        and not _ODD.search(text)
        and text != "null"
    )


def _is_block(text: str) -> bool:
    """Whether a text of several lines reads back the same from a block after `|-`."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and not _ODD.search(text)
        and all(line == line.rstrip() for line in lines)
        and bool(lines[0])
        and bool(lines[-1])
        and not lines[0].startswith(" ")
    )


def inline(value: Any) -> str:
    """A value on one line: texts, lists and mappings in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return scalar(value, flow=True)


def pairs(given: Mapping[str, Any], indent: str) -> Iterator[str]:
    """The lines of a mapping, each beginning with `indent`."""
    for key, value in given.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{indent}{key}:"
            for entry in value:
                yield from _entry(entry, indent)
        elif isinstance(value, str) and _is_block(value):
            yield f"{indent}{key}: |-"
            yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
        else:
            yield f"{indent}{key}: {scalar(value) if isinstance(value, str) else inline(value)}"


def _entry(entry: Mapping[str, Any], indent: str) -> Iterator[str]:
    """One entry of a list of mappings: on one line, or with one key per line where that is too long."""
    if len(line := f"{indent}- {inline(entry)}") <= WIDTH:
        yield line
    else:
        yield from item(entry, indent)


def item(given: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The lines of one row of a list: its first key beside the dash, the others below."""
    first, *others = pairs(given, f"{indent}  ")
    yield f"{indent}- {first.removeprefix(f'{indent}  ')}"
    yield from others
