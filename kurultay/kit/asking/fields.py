"""What a verb asks of a person, derived from its signature; an app's forms.py adds what only a person needs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from inspect import Parameter, signature
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.apps import apps
from django.conf import settings
from django.db import models

from kurultay.kit import registry
from kurultay.kit.acting.acts import Verb, verbs
from kurultay.kit.dates import EndField, PartialDateField
from kurultay.kit.rows import Record

from .vocabulary import MARKINGS_IN_WORDS, STATUSES_IN_WORDS, WORDS

DATES, ENDS = ("on", "since", "due", "took_office", "to"), ("until",)
LATE = ("keeper", "marking", "named", "key")  # folded away, unless a form puts them in its order
NOT_ASKED = ("by", "cite", "concerning")  # who acts is known, the source is asked of every verb, pages say what about


@dataclass(frozen=True)
class Ask:
    """What a forms.py says of one word of a verb, where the signature does not say it well enough."""

    label: Any = None
    help: Any = None
    choices: Any = None  # a mapping of values to labels
    kind: str = ""
    model: type[Record] | None = None
    start: Callable[[Any], Any] | None = None  # from the thing: what the form begins with
    long: bool = False


@dataclass(frozen=True)
class Form:
    """A verb as a person meets it: `do` is the button, in the imperative.

    `when` says of a thing whether the verb makes sense for it as it stands; `more` are the words folded away at first.
    `lines` names the words of one line of several at once: "party: person, post". `again` offers to go on with the
    next one. `watch` names rows of the thing that the verb changes too: another's change to them is a conflict.
    """

    do: Any
    words: dict[str, Ask] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    when: Callable[[Any], bool] | None = None
    lines: tuple[str, ...] = ()
    again: bool = False
    rehearse: bool = False  # what will change is always shown first
    span: tuple[str, str] | None = None  # days from one to another, typed in the first, are these two
    watch: str = ""
    undo: str = ""  # the contrary verb
    key: Callable[[dict[str, Any]], str] | None = None  # from the values: the beginning of the key of a new row


@dataclass(frozen=True)
class Field:
    """One word that is asked for: how it is called, how it is read, and what it may be."""

    name: str
    kind: str  # text, long, date, end, number, yes, maybe, choice, row, rows, key, keeper, value
    label: Any  # said in the language of whoever asks
    help: Any
    required: bool
    default: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    model: type[Record] | None = None
    most: int | None = None  # characters
    folded: bool = False
    start: Callable[[Any], Any] | None = None


@cache
def forms() -> dict[str, Form]:
    """What the apps say of their verbs, by the name of the verb; their actions are there then."""
    for config in apps.get_app_configs():
        if config.name.startswith("kurultay.") and find_spec(f"{config.name}.actions"):
            import_module(f"{config.name}.actions")
    return registry.gather("forms", "FORMS")  # type: ignore[return-value]


@cache
def own_pages() -> dict[str, str]:
    """Verbs that are asked for on a page of their own instead of a form made of their words, with its address."""
    return registry.gather("forms", "OWN_PAGES")  # type: ignore[return-value]


def form_of(verb: str) -> Form:
    """What is said of a verb; where nothing is, its own name is the button."""
    return forms().get(verb) or Form(verb.partition(".")[2].replace("_", " "))


def perform_of(verb: Verb) -> Callable[..., Any]:
    """The verb as it is called: with its rule and its act."""
    called: Callable[..., Any] = getattr(import_module(verb.function.__module__), verb.function.__name__)
    return called


@cache
def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    return get_type_hints(function)


def thing_of(verb: Verb) -> tuple[str, Any]:
    """The first word of a verb and what it is: a table, Record for any row, or str for the key of a new row."""
    name = next(iter(signature(verb.function).parameters))
    return name, _hints(verb.function)[name]


def is_asked(verb: Verb) -> bool:
    """Whether people ask for this verb in words: of a row, or for a new one; what takes a file is asked otherwise."""
    thing = thing_of(verb)[1]
    if verb.name in own_pages():
        return False
    return thing is str or (isinstance(thing, type) and issubclass(thing, Record))


def asked_verbs() -> list[Verb]:
    """Every verb that is asked for in words."""
    forms()
    return [v for v in verbs().values() if v.function.__module__.startswith("kurultay.") and is_asked(v)]


def made_by(verb: Verb) -> Any:
    """The table of the row that a verb gives back; None where it gives several."""
    hint = _hints(verb.function).get("return")
    return hint if isinstance(hint, type) and issubclass(hint, Record) else None


@cache
def fields_of(verb: Verb) -> tuple[Field, ...]:
    """The fields of a verb, in the order a person fills them."""
    form, hints = form_of(verb.name), _hints(verb.function)
    words = list(signature(verb.function).parameters.values())
    asked = words if thing_of(verb)[1] is str else words[1:]
    made = [_field(verb, form, word, hints[word.name]) for word in asked if word.name not in NOT_ASKED]
    place = {name: n for n, name in enumerate(form.order)}
    late = {"lang": 60, "reason": 70, "keeper": 80, "marking": 81, "named": 82, "key": 90}
    return tuple(sorted(made, key=lambda f: (f.folded, place.get(f.name, late.get(f.name, 50)), not f.required)))


def named(verb: Verb) -> tuple[str, ...]:
    """The words from which the key of a new row may follow."""
    return tuple(name for name in ("name", "title") if name in signature(verb.function).parameters)


def _field(verb: Verb, form: Form, word: Parameter, hint: Any) -> Field:
    said = form.words.get(word.name, Ask())
    label, help_text = WORDS.get(word.name, ("", ""))
    required = word.default is Parameter.empty and not (word.name == "key" and named(verb))
    default = "" if word.default is Parameter.empty or word.default is None else word.default
    column = _column(verb, word.name)
    made = Field(
        name=word.name,
        kind="text",
        label=said.label or label,
        help=said.help or help_text,
        required=required,
        default=default,
        folded=word.name in form.more or (word.name in LATE and word.name not in form.order),
        start=said.start,
        most=column.max_length if isinstance(column, models.CharField) else None,
        model=said.model,
    )
    return _typed(made, said, hint, column)


def _typed(made: Field, said: Ask, hint: Any, column: Any) -> Field:
    """The field with its kind and what it may be."""
    plain = [kind for kind in get_args(hint) if kind is not type(None)] if _is_union(hint) else [hint]
    name, kind = made.name, plain[0]
    if said.kind:
        return replace(made, kind=said.kind, choices=_pairs(said.choices or {}))
    if isinstance(kind, type) and issubclass(kind, Record):
        return replace(made, kind="row", model=said.model or kind)
    if kind is bool:
        return replace(made, kind="maybe" if _is_union(hint) else "yes")
    if kind is int:
        return replace(made, kind="number")
    if get_origin(kind) is tuple:
        return replace(made, kind="rows")
    if name == "key":
        return replace(made, kind="key")
    if name == "keeper":
        return replace(made, kind="keeper")
    if name == "value":
        return replace(made, kind="value")
    if name in ENDS or name in DATES:
        return replace(made, kind="end" if name in ENDS else "date")
    choices = said.choices or _known_choices(name) or getattr(column, "choices", None)
    if choices:
        return replace(made, kind="choice", choices=_pairs(choices))
    long = said.long or name == "reason" or isinstance(column, models.TextField)
    return replace(made, kind="long" if long else "text")


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)


def _known_choices(name: str) -> Any:
    return {
        "lang": settings.LANGUAGES,
        "marking": MARKINGS_IN_WORDS,
        "status": STATUSES_IN_WORDS,
    }.get(name, ())


def _pairs(choices: Any) -> tuple[tuple[str, Any], ...]:
    pairs = choices.items() if hasattr(choices, "items") else choices
    return tuple((str(value), label) for value, label in pairs)


def _column(verb: Verb, name: str) -> Any:
    """The column that a word fills, where the row it makes has one of that name."""
    made: Any = made_by(verb)
    if made is None:
        return None
    if name in named(verb) and hasattr(made, "names"):
        made, name = made._meta.get_field("names").related_model, "text"
    columns = {f.name: f for f in made._meta.concrete_fields}
    return columns.get(name) or columns.get(f"{name}_stated")


def correctable(row: Any) -> list[str]:
    """The fields of a row that people may correct."""
    return [f.name for f in row._meta.concrete_fields if f.editable and f.name not in ("id", "key")]


def shaped(verb: Verb, fields: tuple[Field, ...], thing: Any, words: Any) -> tuple[Field, ...]:
    """The fields of a verb about one value of a row: `value` is read as that value is."""
    if not any(each.kind == "value" for each in fields):
        return fields
    known = {name: field_words(thing, name) for name in correctable(thing)}
    asked = str(words.get("field", ""))
    made = []
    for each in fields:
        if each.name == "field":
            each = replace(each, kind="choice", choices=_pairs(known))
        elif each.kind == "value" and asked in known:
            each = as_column(each, thing._meta.get_field(asked))
        made.append(each)
    return tuple(made)


def as_column(each: Field, column: Any) -> Field:
    """The field read as a column of a table is."""
    each = replace(each, required=False, most=getattr(column, "max_length", None))
    if column.is_relation:
        return replace(each, kind="row", model=column.related_model)
    if isinstance(column, PartialDateField):
        return replace(each, kind="end" if isinstance(column, EndField) else "date", most=None)
    if isinstance(column, models.BooleanField):
        return replace(each, kind="maybe")
    if isinstance(column, models.IntegerField):
        return replace(each, kind="number")
    if column.choices:
        return replace(each, kind="choice", choices=_pairs(column.choices), default="")
    return replace(each, kind="long" if isinstance(column, models.TextField) else "text")


def field_words(row: Any, name: str) -> Any:
    """What a field of a row is called."""
    return WORDS[name][0] if name in WORDS else str(row._meta.get_field(name).verbose_name)
