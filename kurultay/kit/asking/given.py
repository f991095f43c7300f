"""What somebody typed, read into the values that a verb takes; every problem is told beside its field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from anyascii import anyascii
from django.utils.translation import gettext as _

from kurultay.kit import registry
from kurultay.kit.acting.acts import Verb
from kurultay.kit.dates import DateError
from kurultay.kit.names.case import fold
from kurultay.kit.reading import Reader
from kurultay.kit.rows import Record

from .days import span, typed
from .fields import Field, asked_verbs, fields_of, form_of, made_by, named, thing_of
from .finding import MOST, called, find

Words = Mapping[str, str | list[str]]
YES, NO = ("1", "on", "yes", "true"), ("0", "no", "false")
MOST_LINES = 200


@dataclass(frozen=True)
class New:
    """A row that is to be entered first, in the same act: its table, its name, and its kind where it needs one."""

    model: type[Record]
    text: str
    kind: str = ""


@dataclass
class Given:
    """The values of one or of several acts of a verb, or what is wrong, field by field ("" is the whole)."""

    values: list[dict[str, Any]] = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)
    several: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # rows that a text may mean
    unknown: dict[str, list[New]] = field(default_factory=dict)  # rows that may be entered in place

    def tell(self, name: str, sentence: str) -> None:
        """Add a problem of a field, once."""
        if sentence not in self.problems.setdefault(name, []):
            self.problems[name].append(sentence)


def text_in(words: Words, name: str) -> str:
    """What was typed in a field, without space around it."""
    raw = words.get(name, "")
    return (raw if isinstance(raw, str) else ", ".join(raw)).strip()


def kept_by(by: Reader) -> list[str]:
    """Keys of the organisations that a reader writes for."""
    return list(dict.fromkeys(seat.organisation for seat in by.seats if by.keeps(seat.organisation)))


def creating(model: type[Record]) -> tuple[Verb, Field | None] | None:
    """The verb that enters a row of this table by its name, and the field of its kind where it needs one."""
    for verb in asked_verbs():
        if thing_of(verb)[1] is str and made_by(verb) is model:
            needed = [f for f in fields_of(verb) if f.required and f.name not in named(verb)]
            if len(needed) <= 1 and all(f.kind == "choice" for f in needed):
                return verb, needed[0] if needed else None
    return None


def slug(text: str) -> str:
    """A key that follows from a name."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-") or "entry"


def table_of_readers() -> type[Record]:
    """The table of those whom a restriction may name."""
    found: type[Record] = registry.offers("sight")[0].TABLE
    return found


def read(verb: Verb, thing: Any, words: Words, by: Reader, fields: tuple[Field, ...]) -> Given:
    """The values for each act that the words ask for; several lines are several acts of one verb."""
    form, shared = form_of(verb.name), Reading(words, thing, by)
    lines = [line for line in text_in(words, "lines").splitlines() if line.strip()] if form.lines else []
    for each in fields:
        if not lines or each.name not in form.lines:
            shared.read(each)
        elif text_in(words, each.name) and each.kind != "choice":
            shared.given.tell(each.name, _("Say this in the lines, or leave the lines empty."))
    if form.span is not None:
        shared.spread(*form.span)
    given = shared.given
    if not lines:
        given.values = [shared.values]
    elif len(lines) > MOST_LINES:
        given.tell(
            "lines", _("These are %(n)s lines; at most %(most)s at once.") % {"n": len(lines), "most": MOST_LINES}
        )
    else:
        known = {each.name: each for each in fields}
        for number, line in enumerate(lines, 1):
            given.values.append({**shared.values, **_line(number, line, [known[n] for n in form.lines], shared)})
    return given


class Reading:
    """Words on their way to values, read for a thing in the sight of whoever asks."""

    def __init__(self, words: Words, thing: Any, by: Reader) -> None:
        self.words, self.thing, self.by = words, thing, by
        self.values: dict[str, Any] = {}
        self.given = Given()

    def read(self, each: Field) -> None:
        """Read one field into the values; what is wrong is told."""
        name = each.name
        text = text_in(self.words, f"{name}__choice") or text_in(self.words, name)
        if each.kind == "yes":
            self.values[name] = text in YES
        elif each.kind == "keeper":
            self.values[name] = self._keeper(text)
        elif not text:
            if each.required:
                self.given.tell(name, _("%(label)s: this is needed.") % {"label": each.label})
            elif each.kind == "choice" and each.default:
                self.values[name] = each.default
        else:
            value = self._value(each, text)
            if value is not None:
                self.values[name] = value

    def spread(self, first: str, last: str) -> None:
        """Days from one to another, typed in the first field of a pair, are the two where the second is empty."""
        if not text_in(self.words, last) and first in self.values:
            begins, ends = span(text_in(self.words, first))
            if ends:
                self.values[first], self.values[last] = begins, ends

    def _value(self, each: Field, text: str) -> Any:
        """The value that a text stands for; None with the problem told."""
        reads: dict[str, Callable[[], Any]] = {
            "date": lambda: self._day(each, text), "end": lambda: self._day(each, text),
            "number": lambda: self._number(each, text), "choice": lambda: self._choice(each, text),
            "row": lambda: self._row(each, text), "rows": lambda: self._rows(each, text),
            "maybe": lambda: text in YES if text in YES + NO else None,
        }  # fmt: skip
        if each.kind in reads:
            return reads[each.kind]()
        if each.kind == "key" and not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", text):
            said = _("A key has small letters, figures and hyphens, for example %(key)s.") % {"key": slug(text)}
            self.given.tell(each.name, said)
        elif each.most is not None and len(text) > each.most:
            said = _("This has %(n)s characters; at most %(most)s are kept.") % {"n": len(text), "most": each.most}
            self.given.tell(each.name, said)
        else:
            return text
        return None

    def _day(self, each: Field, text: str) -> str | None:
        try:
            return typed(text, end=each.kind == "end")
        except DateError as error:
            self.given.tell(each.name, str(error))
            return None

    def _number(self, each: Field, text: str) -> int | None:
        if re.fullmatch(r"[0-9]{1,9}", text):
            return int(text)
        self.given.tell(each.name, _("“%(text)s” is not a whole number.") % {"text": text})
        return None

    def _choice(self, each: Field, text: str) -> str | None:
        for value, label in each.choices:
            if text == value or fold(text) in (fold(value), fold(str(label))):
                return value
        known = ", ".join(str(label) for _value, label in each.choices)
        self.given.tell(each.name, _("“%(text)s” is none of these: %(known)s.") % {"text": text, "known": known})
        return None

    def _row(self, each: Field, text: str) -> Any:
        assert each.model is not None
        found = find(each.model, text, self.thing)
        if len(found) == 1:
            return found[0]
        what = {"text": text, "what": each.label}
        if found:
            self.given.several[each.name] = [(str(getattr(r, "key", r.pk)), called(r)) for r in found[:MOST]]
            self.given.tell(each.name, _("%(what)s: “%(text)s” may mean several. Choose one.") % what)
            return None
        if (makes := creating(each.model)) is not None:
            new = New(each.model, text, text_in(self.words, f"{each.name}__kind"))
            if text_in(self.words, f"{each.name}__new") in YES and (new.kind or makes[1] is None):
                return new
            self.given.unknown[each.name] = [new]
        self.given.tell(each.name, _("%(what)s: there is no “%(text)s” in the record.") % what)
        return None

    def _rows(self, each: Field, text: str) -> tuple[str, ...]:
        """Keys of the rows that are named with commas between them."""
        keys = []
        for part in filter(None, (part.strip() for part in text.split(","))):
            found = find(table_of_readers(), part)
            if len(found) != 1:
                self.given.tell(each.name, _("“%(text)s” is not one party or body of the record.") % {"text": part})
            keys += [row.key for row in found[:1]]
        return tuple(dict.fromkeys(keys))

    def _keeper(self, text: str) -> str:
        if text and not self.by.keeps(text):
            self.given.tell("keeper", _("You do not write for %(keeper)s.") % {"keeper": text})
        return text or (kept_by(self.by) or [""])[0]


def _line(number: int, line: str, names: list[Field], shared: Reading) -> dict[str, Any]:
    """The values of one line: "first: second, third". Without a colon it is the first, or begins with the second."""
    head, colon, rest = (part.strip() for part in line.partition(":"))
    model = names[0].model
    if not colon and len(names) > 1 and model is not None and ("," in line or not find(model, head, shared.thing)):
        head, rest = "", line  # "Westshore" is a party; "Ada Lake, Envoy" is a person and a post
    parts = [head, *(part.strip() for part in rest.split(",", len(names) - 2))] if rest else [head]
    said: dict[str, str | list[str]] = {}
    for each, text in zip(names, parts, strict=False):
        said |= {
            each.name: text, f"{each.name}__new": text_in(shared.words, "lines__new"),
            f"{each.name}__kind": text_in(shared.words, "lines__kind"),
        }  # fmt: skip
    here = Reading(said, shared.thing, shared.by)
    for each in names:
        here.read(each)
    for sentence in (sentence for told in here.given.problems.values() for sentence in told):
        shared.given.tell("lines", _("Line %(n)s. %(sentence)s") % {"n": number, "sentence": sentence})
    for news in here.given.unknown.values():
        shared.given.unknown.setdefault("lines", []).extend(news)
    return here.values
