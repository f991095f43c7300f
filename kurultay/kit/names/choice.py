"""The right name among dated names in several languages, for a day and a language."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from .case import base_language
from .sorting import sort_key

LAST_RESORT_KINDS = ("printed", "former", "alias")
_DISPLAY_ORDER = ("official", "short", "acronym", "alias")
_LAST_DAY = datetime.date.max - datetime.timedelta(days=1)  # date.max stands for "still running" and is no day


class Name(Protocol):
    """What a name row must offer; `until` is the first day the name no longer holds."""

    @property
    def text(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def primary(self) -> bool: ...
    @property
    def since_earliest(self) -> datetime.date: ...
    @property
    def since_latest(self) -> datetime.date: ...
    @property
    def until_earliest(self) -> datetime.date: ...
    @property
    def until_latest(self) -> datetime.date: ...


class On(Protocol):
    """A day, or a range of days of which one is meant, both ends inclusive."""

    @property
    def earliest(self) -> datetime.date: ...
    @property
    def latest(self) -> datetime.date: ...


Row = TypeVar("Row", bound=Name)


def choose(
    names: Iterable[Row],
    on: On | None,
    lang: str,
    kinds: Sequence[str] = ("short", "official"),
    fallbacks: Sequence[str] = ("en",),
) -> Row | None:
    """The name to show on a day (of a range: its last day) in a language, or None if there is no name.

    In turn: holds certainly on the day, possibly, else nearest to it; a kind asked for; the very language tag, the same
    language in another writing, the fallbacks, any other; kinds in the order given; dated; primary;
    the later start; text.
    Printed spellings, former names and aliases come after everything else unless `kinds` asks for them.
    Without a day the names still running come first.
    """
    wanted = {kind: place for place, kind in enumerate(kinds)}

    def rank(name: Row) -> tuple[object, ...]:
        return (
            name.kind in LAST_RESORT_KINDS and name.kind not in wanted,
            _time_rank(name, on),
            name.kind not in wanted,
            _language_rank(name.lang, lang, fallbacks),
            wanted.get(name.kind, len(wanted)),
            _undated(name),
            not name.primary,
            -name.until_latest.toordinal(),
            -name.since_latest.toordinal(),
            (name.text, name.lang, name.kind),
        )

    return min(names, key=rank, default=None)


def also_known(names: Iterable[Row], chosen: Row | None, on: On | None) -> list[Row]:
    """The other names that hold or may hold on a day, each text once; no printed spellings and no former names.

    Order: the language of `chosen`, other languages by tag; official, short, acronym, alias, other kinds; alphabet.
    """
    day = _day(on)
    home = base_language(chosen.lang) if chosen else ""

    def place(name: Row) -> tuple[object, ...]:
        kind = _DISPLAY_ORDER.index(name.kind) if name.kind in _DISPLAY_ORDER else len(_DISPLAY_ORDER)
        other = base_language(name.lang) != home
        return (other, name.lang, kind, not name.primary, sort_key(name.text, name.lang), name.text, name.kind)

    held = [
        name
        for name in names
        if name.kind not in ("printed", "former") and (on is None or name.since_earliest <= day < name.until_latest)
    ]
    by_text: dict[str, Row] = {}
    for name in sorted(held, key=place):
        by_text.setdefault(name.text, name)
    return [name for text, name in by_text.items() if chosen is None or text != chosen.text]


def past_names(names: Iterable[Row], on: On | None) -> list[Row]:
    """The names that have surely ended by a day (None: ever) or are marked former, the last to end first."""
    day = _day(on)

    def ended(name: Row) -> bool:
        return name.until_latest <= day or (name.kind == "former" and name.since_earliest <= day)

    def place(name: Row) -> tuple[object, ...]:
        return (-name.until_latest.toordinal(), -name.since_latest.toordinal(), name.lang, name.text, name.kind)

    return sorted((name for name in names if name.kind != "printed" and ended(name)), key=place)


def _day(on: On | None) -> datetime.date:
    return _LAST_DAY if on is None else min(on.latest, _LAST_DAY)


def _undated(name: Name) -> bool:
    """No source bounds the name: it is taken to hold, and gives way to a dated one in the same language."""
    return name.since_latest == datetime.date.max == name.until_earliest


def _time_rank(name: Name, on: On | None) -> tuple[int, int]:
    """(0, 0) holds certainly, (1, 0) possibly, else (2, days to the nearest day on which it may hold)."""
    day = _day(on)
    if _undated(name) or (on is None and day < name.until_latest):
        return (0, 0)
    if name.since_latest <= day < name.until_earliest:
        return (0, 0)
    if name.since_earliest <= day < name.until_latest:
        return (1, 0)
    if day < name.since_earliest:
        return (2, (name.since_earliest - day).days)
    return (2, (day - name.until_latest).days + 1)


def _language_rank(tag: str, wanted: str, fallbacks: Sequence[str]) -> int:
    """0 the very tag, 1 the same language, then two ranks for each fallback, last any other."""
    for place, candidate in enumerate((wanted, *fallbacks)):
        if tag.replace("_", "-").lower() == candidate.replace("_", "-").lower():
            return 2 * place
        if base_language(tag) == base_language(candidate):
            return 2 * place + 1
    return 2 * len(fallbacks) + 2
