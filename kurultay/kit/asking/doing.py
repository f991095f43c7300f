"""Asking for a verb in words: read, rehearsed or done in one act, with its source; or the reasons why not."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from inspect import signature
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit.acting import Refused, writing
from kurultay.kit.acting.acts import Forbidden, Verb, in_hand, reads_only, rule_of, verbs
from kurultay.kit.acting.history import Entry, history, told
from kurultay.kit.acting.models import Act, Change
from kurultay.kit.acting.narrowing import narrowest
from kurultay.kit.acting.once import done_by, key_of
from kurultay.kit.databases import refusal
from kurultay.kit.dates import DateError
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.kit.reading.models import PUBLIC, intern
from kurultay.kit.rows import Record
from kurultay.kit.sources.models import Source
from kurultay.kit.sources.stating import Cite

from .citing import cite_all
from .fields import Field, Form, fields_of, form_of, forms, is_asked, made_by, named, perform_of, shaped, thing_of
from .given import Given, New, Reading, Words, creating, kept_by, read, slug, text_in
from .meanwhile import changed_since

FROM_SEAT = "from_seat"  # the word that says from which of several seats an act is done
SOURCE = Field("source", "row", gettext_lazy("Source"), "", False, model=Source)
_CITES = ("kit.cite", "kit.correct")  # verbs that take the source themselves


@dataclass
class Answer:
    """What became of asking: done, or problems, or another's changes in between; `told` is what it writes."""

    done: bool = False
    results: list[Any] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)  # what was understood
    act: str = ""  # the public name of the act that was made
    problems: dict[str, list[str]] = field(default_factory=dict)
    several: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    unknown: dict[str, list[New]] = field(default_factory=dict)
    told: list[Entry] = field(default_factory=list)
    others: list[Entry] = field(default_factory=list)
    conflict: bool = False
    made_by: int = 0  # the number of the act while it is made
    forbidden: bool = False  # whoever asks may not do it; the sentence is the only problem


class _Back(Exception):
    """The transaction goes back: it was a rehearsal, or somebody else was here."""


class _OfLine(Exception):
    """One line of several was refused."""


def verb_of(name: str) -> Verb:
    """A verb that people ask for, by its name, e.g. `meetings.postpone`; LookupError where there is none."""
    forms()
    found = verbs()[name]
    if not is_asked(found):
        raise LookupError(name)
    return found


def closed(by: Reader, verb: Verb, thing: Any) -> str | None:
    """Why this verb is not open to `by`, as a sentence; None where it is, as far as that can be said before asking."""
    if by.reads_only:
        return reads_only()
    kept = (kept_by(by) or [""])[0]
    with reading_as(by):
        rule = rule_of(verb.name)
        asked = [
            w.name for w in signature(rule).parameters.values() if w.kind is w.KEYWORD_ONLY and w.default is w.empty
        ]
        words: dict[str, Any] = dict.fromkeys(asked, _Own(kept))  # not said yet: at best it is something of one's own
        if "keeper" in signature(verb.function).parameters:
            words["keeper"] = kept
        return rule(by, thing, **words)


def seats_for(by: Reader, verb: Verb, thing: Any) -> list[Seat]:
    """The seats of a person each of which alone allows the verb; more than one is a question to ask."""
    return [seat for seat in dict.fromkeys(by.seats) if closed(by.sitting_in(seat), verb, thing) is None]


def _seated(by: Reader, verb: Verb, thing: Any, asked: str) -> Reader:
    """The actor with the seat that was asked for in hand, else with the first that allows the verb."""
    if len(by.seats) < 2:
        return by
    chosen = next((seat for seat in seats_for(by, verb, thing) if str(seat) == asked), None)
    return replace(by, hand=chosen) if chosen else in_hand(by, lambda one: closed(one, verb, thing))


def _done_before(verb: Verb, act: Act, by: Reader) -> Answer:
    """The answer to a form that is sent again: what its first act made, as far as it is in sight."""
    with reading_as(by):
        model: Any = made_by(verb) or Record
        new = Change.objects.filter(act=act, before="{}").order_by("n")
        made = [c for c in new if model is not Record and c.subject_type == model.type_name()]
        rows = {row.pk: row for row in model.everything.filter(pk__in=[c.subject_id for c in made])} if made else {}
        return Answer(done=True, act=str(act.ref), results=[rows[c.subject_id] for c in made if c.subject_id in rows])


@dataclass(frozen=True)
class _Own:
    """Whatever is kept by the organisation that somebody writes for."""

    keeper: str


def fits(verb: Verb, thing: Any) -> bool:
    """Whether a verb makes sense for a thing as it stands."""
    when = form_of(verb.name).when
    return when is None or when(thing)


def stamp(thing: Any, form: Form) -> str:
    """What a form remembers of the rows it is about: another text as soon as an act touched one of them."""
    if thing is None:
        return ""
    rows = [thing, *_watched(thing, form)]
    acts = Act._base_manager.filter(pk__in={row.last_act_id for row in rows}).in_bulk()
    texts = sorted(f"{row.type_name()}:{row.pk}:{acts[row.last_act_id].ref}" for row in rows)
    return hashlib.sha256(",".join(texts).encode()).hexdigest()[:24]


def _watched(thing: Any, form: Form) -> list[Any]:
    return list(getattr(thing, form.watch).all()) if form.watch else []


def ask(
    name: str, thing: Any, words: Words, by: Reader, *, seen: str = "", since: datetime | None = None,
    rehearse: bool = False, once: str = "", opened: str = "",
) -> Answer:  # fmt: skip
    """Do a verb to a thing (None for a new one) as the words say: all of it in one act, or nothing and why.

    `seen` is the stamp of when the form was opened, at `since`: where an act touched the thing after that, nothing is
    done and its entries are told. With `rehearse` the act is done and taken back; `told` says what it would write.
    `once` is the word that the form was opened with: the same form sent again is answered with its first act.
    `opened` is what `opening` said then: nothing is done either where others changed any row that the act writes.
    """
    verb, answer = verb_of(name), Answer()
    key = key_of(once, by, name, str(thing and thing.pk), dict(words)) if not rehearse else ""
    if (first := done_by(key)) is not None:
        return _done_before(verb, first, by)
    if (why := closed(by, verb, thing)) is not None:
        return Answer(problems={"": [why]}, forbidden=True)
    by = _seated(by, verb, thing, text_in(words, FROM_SEAT))
    with reading_as(by) as held:
        given = read(verb, thing, words, by, shaped(verb, fields_of(verb), thing, words))
        cite = _cite(verb, words, given, by)
        answer.problems, answer.several, answer.unknown = given.problems, given.several, given.unknown
        answer.values = given.values
        if given.problems:
            return answer
        try:
            with transaction.atomic():
                if thing is not None:
                    thing = _locked(thing, form_of(name), seen, since, answer)
                _perform(verb, thing, given, cite, by, answer, key)
                _untouched(answer, opened)
                if rehearse:
                    raise _Back
            answer.done = True
        except _Back:
            if answer.conflict and (first := done_by(key)) is not None:  # the other was this very form
                return _done_before(verb, first, by)
        except writing.Twice:
            return _done_before(verb, Act._base_manager.get(once=key), by)
        except _OfLine as wrong:
            answer.problems = {"lines": [str(wrong)]}
        except (Refused, DateError) as error:
            answer.problems, answer.forbidden = {"": [str(error)]}, isinstance(error, Forbidden)
        except (IntegrityError, DataError) as error:
            answer.problems = {"": [refusal(error) or _("The record cannot hold this beside what it holds.")]}
        held.forget()
    return answer


def _locked(thing: Any, form: Form, seen: str, since: datetime | None, answer: Answer) -> Any:
    """The row as it is stored, locked until the act ends; raises _Back where it is not as it was when it was seen."""
    stored = type(thing).everything.select_for_update().get(pk=thing.pk)
    if seen and seen != stamp(stored, form):
        entries = history([stored, *_watched(stored, form)])
        answer.others = [e for e in entries if since is None or e.at >= since] or entries[:1]
        answer.conflict = True
        raise _Back
    return stored


def _untouched(answer: Answer, opened: str) -> None:
    """Raise _Back where others changed a row that the act in hand changes after its form was opened."""
    if others := changed_since(opened, answer.made_by):
        answer.others, answer.conflict = others, True
        raise _Back


def _cite(verb: Verb, words: Words, given: Given, by: Reader) -> Cite | New | None:
    """The source that the words name, or that is entered with the act; None without one, or with the problem told."""
    if not text_in(words, "source"):
        if verb.name == "kit.cite":
            given.tell("source", _("Say which source states it."))
        return None
    reading = Reading(words, None, by)
    reading.given = given
    reading.read(SOURCE)
    found = reading.values.get("source")
    return _at(found, words) if isinstance(found, Source) else found


def _at(source: Source, words: Words) -> Cite:
    printed = text_in(words, "source_printed")[:500]
    return Cite(source, place=text_in(words, "source_place")[:120], printed={"": printed} if printed else {})


def _perform(verb: Verb, thing: Any, given: Given, cite: Any, by: Reader, answer: Answer, key: str) -> None:
    """The one act: what is new is entered, the verb is done for each of the values, and the source is cited."""
    said = given.values[0]
    reason = str(said.get("reason", ""))
    with writing.act_in_force(verb.name, by, reason, key) as act:
        made: dict[tuple[Any, str], Any] = {}
        if isinstance(cite, New):
            cite = Cite(_entered(cite, thing, said, by, made))
        for number, values in enumerate(given.values, 1):
            ready = {n: _entered(v, thing, values, by, made) if isinstance(v, New) else v for n, v in values.items()}
            if cite is not None and verb.name in _CITES:
                ready["cite"] = cite
            try:
                answer.results.append(_once(verb, thing, ready, by))
            except Refused as refused:
                if len(given.values) == 1:
                    raise
                raise _OfLine(_("Line %(n)s. %(sentence)s") % {"n": number, "sentence": refused}) from refused
        act.flush()
        if cite is not None and verb.name not in _CITES:
            cite_all(Change.objects.filter(act=act.row).order_by("n"), cite, reason or _("As this source states it."))
            act.flush()
        answer.act = str(act.row.ref)
        answer.told = told(Change.objects.filter(act=act.row).order_by("n"))
        answer.made_by = act.row.pk


def _once(verb: Verb, thing: Any, values: dict[str, Any], by: Reader) -> Any:
    """Do the verb for one set of values."""
    perform = perform_of(verb)
    if thing_of(verb)[1] is not str:
        return perform(thing, **values, by=by)
    key = values.pop("key", "") or _key(verb, values)
    return perform(key, **values, by=by)


def _key(verb: Verb, values: Mapping[str, Any]) -> str:
    """A key nobody has yet, from what the form says or from the name."""
    form, model = form_of(verb.name), made_by(verb)
    start = form.key(dict(values)) if form.key is not None else ""
    start = start or slug(next((str(values[name]) for name in named(verb) if values.get(name)), ""))
    key: str = model.free_key(start)
    return key


def _entered(new: New, thing: Any, values: Mapping[str, Any], by: Reader, made: dict[tuple[Any, str], Any]) -> Any:
    """The row that is entered first, once for each name however often it stands in the lines.

    Nobody reads it who may not read what it is entered for: it would tell that there is something.
    """
    if (new.model, new.text) not in made:
        makes = creating(new.model)
        assert makes is not None
        verb, kind = makes
        said = dict.fromkeys(named(verb)[:1], new.text)
        if kind is not None:
            said[kind.name] = new.kind
        words = {f.name for f in fields_of(verb)}
        keeper = str(values.get("keeper") or (kept_by(by) or [""])[0])
        if "keeper" in words:
            said["keeper"] = keeper
        if sight := _sight_of(thing, values, keeper):
            if "marking" not in words:
                sentence = _("“%(text)s” is not in the record, and here it would be read by everybody. Enter it first.")
                raise Refused(sentence % {"text": new.text})
            said |= sight
        made[new.model, new.text] = _once(verb, None, said, by)
    return made[new.model, new.text]


def _sight_of(thing: Any, values: Mapping[str, Any], keeper: str) -> dict[str, Any]:
    """The words for who reads what an act is about, or makes, with all that it ties; none where everybody does."""
    marking, names = str(values.get("marking") or PUBLIC), tuple(values.get("named", ()))
    held = thing.audience if thing is not None else intern(keeper if marking != PUBLIC else "", marking, names)
    held = narrowest(held, *(value for value in values.values() if isinstance(value, Record)))
    return {"keeper": held.keeper, "marking": held.marking, "named": held.names} if held.marking != PUBLIC else {}
