"""The contracts of acts: what is sent to do a verb, what is answered, and why not."""

import msgspec

from .problems import Problem

Word = str | int | bool | list[str] | None


class Cited(msgspec.Struct, forbid_unknown_fields=True):
    """The source that states what the act writes: its key or title, the place in it, and how it is printed there."""

    source: str
    place: str = ""
    printed: str = ""


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """An act that is asked for: to which thing, in which words. `seen` comes from an answer before."""

    thing: str = ""
    words: dict[str, Word] = {}
    cite: Cited | None = None
    seen: str = ""
    rehearse: bool = False


class Named(msgspec.Struct):
    """A row of the record: its address here and on the web, its key and its type; null where it has no page."""

    id: str
    key: str
    type: str
    web: str | None


class Line(msgspec.Struct):
    """One value that an act writes, in words."""

    subject: str
    label: str
    before: str
    after: str


class Entry(msgspec.Struct):
    """One act of the history, with what it wrote."""

    act: str
    label: str
    actor: str
    at: str
    reason: str
    lines: list[Line]


class Contrary(msgspec.Struct):
    """The act that undoes what was done: send it to its address."""

    address: str
    verb: str
    thing: str
    words: dict[str, str]


class Done(msgspec.Struct):
    """What an act did, or would do where it was rehearsed: then `act` is null and nothing was written.

    `thing` is what it was done to, or what it entered; `made` are other rows that it entered.
    """

    act: str | None
    verb: str
    rehearsed: bool
    thing: Named | None
    made: list[Named]
    lines: list[Line]
    undo: Contrary | None
    seen: str


class Possible(msgspec.Struct):
    """A row that a word may mean: send its key."""

    key: str
    name: str


class NotDone(Problem, omit_defaults=True):
    """Why nothing was done (RFC 9457): what is wrong with each word, or what others did to the thing since."""

    errors: dict[str, list[str]] = {}
    several: dict[str, list[Possible]] = {}
    new: dict[str, list[str]] = {}
    others: list[Entry] = []
    seen: str = ""


class AskedWord(msgspec.Struct, omit_defaults=True):
    """A word of a verb: how it is called, how it is read, what it may be, and the list whose rows it names."""

    name: str
    label: str
    help: str
    kind: str
    required: bool
    values: list[str] = []
    list: str = ""


class AskedVerb(msgspec.Struct):
    """A verb: where it is asked for, its button on pages, the list of its things (null: it enters something new)."""

    verb: str
    do: str
    address: str
    thing: str | None
    words: list[AskedWord]


class AskedVerbs(msgspec.Struct):
    """Every verb that is asked for in words."""

    acts: list[AskedVerb]
