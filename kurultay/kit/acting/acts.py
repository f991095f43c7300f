"""`@act`: a function in actions.py that checks its rule, opens the transaction and leaves one line of history."""

import dataclasses
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from kurultay.kit.reading.readers import Reader, reading_as

from . import writing

P = ParamSpec("P")
R = TypeVar("R")


class Refused(Exception):  # a sentence that a user may be shown
    """Somebody may not do this, or it cannot be done; the message is for people."""


class Forbidden(Refused):
    """Somebody may not do this, whatever the thing and the words would allow."""


def reads_only() -> str:
    """The sentence for whoever came with a token that reads."""
    return _("This token reads only. Issue one that may write.")


@dataclass(frozen=True)
class Verb:
    """One thing people do: its name everywhere, its words in history, its function.

    `says` is what history says of an act, one sentence in which %(who)s did it to %(thing)s.
    """

    name: str
    label: str
    function: Callable[..., Any]
    says: Any = ""

    @property
    def app(self) -> str:
        return self.name.partition(".")[0]


_verbs: dict[str, Verb] = {}


def verbs() -> dict[str, Verb]:
    """All verbs by name, e.g. `parties.accede`."""
    return dict(_verbs)


def label_of(verb: str) -> str:
    """The words history uses for a verb, e.g. "acceded"."""
    return _verbs[verb].label if verb in _verbs else verb


def says_of(verb: str) -> str:
    """The sentence of a verb in histories, with places for who did it and to what."""
    said = str(_verbs[verb].says) if verb in _verbs else ""
    return said or _("%(who)s changed %(thing)s.")


def rule_of(verb: str) -> Callable[..., str | None]:
    """The rule with the same name in the rules.py beside the verb's actions.py; LookupError where there is none."""
    found = _verbs[verb]
    module = import_module(found.function.__module__.rpartition(".actions")[0] + ".rules")
    rule = getattr(module, verb.partition(".")[2], None)
    if rule is None:
        raise LookupError(f"{verb} has no rule: write {verb.partition('.')[2]}() in {module.__name__}.")
    return rule  # type: ignore[no-any-return]


def why_not(by: Reader, verb: str, thing: Any = None, **words: Any) -> str | None:
    """Why `by` may not do `verb` to `thing`, as a sentence; None when they may."""
    with reading_as(by):
        return rule_of(verb)(by, thing, **words)


def may(by: Reader, verb: str, thing: Any = None, **words: Any) -> bool:
    """Whether `by` may do `verb` to `thing`; what a page asks before it shows a button."""
    return why_not(by, verb, thing, **words) is None


def in_hand(by: Reader, refuses: Callable[[Reader], str | None]) -> Reader:
    """The actor with the first of their seats that alone allows an act; as they are where no single one does."""
    allowing = (seat for seat in by.seats if refuses(by.sitting_in(seat)) is None) if len(by.seats) > 1 else ()
    return dataclasses.replace(by, hand=next(iter(allowing), None))


def act(label: str, says: Any = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function in actions.py as a verb, with its words in lists of verbs and its sentence in histories.

    It is called with the thing first and all else by keyword; `by` (a Reader) is always there, `reason` may be.
    The rule is asked in the actor's own sight; everything the function writes is one Act in one transaction.
    A `reason` without a default is required. An action called by another is part of the outer act and has the same
    actor. Raises Refused with a sentence for people.
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        path = function.__module__.split(".")
        app = path[path.index("actions") - 1] if "actions" in path else path[-2]
        verb = Verb(f"{app}.{function.__name__}", label, function, says)
        _verbs[verb.name] = verb
        asked = inspect.signature(function).parameters.get("reason")
        needs_reason = asked is not None and asked.default is inspect.Parameter.empty

        @wraps(function)
        def perform(*args: P.args, **kwargs: P.kwargs) -> R:
            by = kwargs.get("by")
            if not isinstance(by, Reader):
                raise TypeError(f"{verb.name} needs by=: the reader who acts.")
            reason = str(kwargs.get("reason") or "").strip()
            if asked is None:
                kwargs.pop("reason", None)
            words = {k: v for k, v in kwargs.items() if k not in ("by", "reason")}
            if by.reads_only:
                raise Forbidden(reads_only())
            if any(getattr(thing, "veiled", False) for thing in (*args, *words.values())):
                raise Refused(_("There is nothing here that you may read."))
            with reading_as(by) as held:
                if refusal := rule_of(verb.name)(by, *args, **words):
                    raise Forbidden(refusal)
                if needs_reason and not reason:
                    raise Refused(_("Say why: this is not done without a reason."))
                if (outer := writing.in_force()) is not None:
                    with outer.part(verb.name, by):
                        return function(*args, **kwargs)
                actor = by if by.hand else in_hand(by, lambda one: rule_of(verb.name)(one, *args, **words))
                try:
                    with transaction.atomic(), writing.act_in_force(verb.name, actor, reason):
                        result = function(*args, **kwargs)
                except writing.Twice as twice:
                    raise Refused(_("This was sent twice, and is done once already.")) from twice
                held.forget()
                return result

        return perform

    return mark
