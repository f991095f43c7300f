"""The form of a verb: asked for with GET, done with POST, and whatever was typed is never lost."""

import dataclasses
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import resolve
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from kurultay.kit import clock
from kurultay.kit.acting.acts import Verb
from kurultay.kit.asking.doing import FROM_SEAT, SOURCE, Answer, ask, closed, seats_for, stamp, verb_of
from kurultay.kit.asking.fields import Field, Form, fields_of, form_of, shaped, thing_of
from kurultay.kit.asking.finding import first_rows
from kurultay.kit.asking.given import creating, kept_by, text_in
from kurultay.kit.asking.meanwhile import opening
from kurultay.kit.asking.vocabulary import WORDS
from kurultay.kit.reading import Reader, Seat, current
from kurultay.kit.sources.models import Source
from kurultay.kit.sources.values import text_of

from .parts import THINGS, named, thing_at
from .seats import seats_in_words
from .told import in_words
from .who import change_of_sight

CARRIED = ("to", "of", "at", "catalogue", "document", "meeting", "session", "keeper")  # kept for the next one
MEMORY = ("seen", "since", "opened", "once")  # what a form remembers of when it was opened
OWN = ("csrfmiddlewaretoken", "do", "rehearsed", *MEMORY)


@dataclass
class Shown:
    """A field on the page, with what was typed in it and what is wrong with it."""

    field: Field
    value: str = ""
    problems: list[str] = dataclasses.field(default_factory=list)
    several: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    new: list[Any] = dataclasses.field(default_factory=list)
    new_kinds: tuple[tuple[str, Any], ...] = ()
    rows: str = ""  # the list of suggestions
    end: str = ""

    def __post_init__(self) -> None:
        self.name, self.kind = self.field.name, self.field.kind


def answer(request: HttpRequest, name: str, model: Any, key: str) -> HttpResponse:
    """The form of a verb, or what became of it."""
    verb, by = verb_of(name), current()
    thing = thing_at(model, key) if model is not None else None
    row = named(thing, request.GET.get("of", "")) if thing is not None else None
    page = Page(request, verb, by, thing, row)
    if by.kind == "public":
        response = page.sign_in()
    elif row is not None and not _is_of(verb, row):
        response = page.refused(_("This cannot be done to that part of the entry."))
    elif (why := closed(by, verb, row)) is not None:
        response = page.refused(why)
    elif request.method == "POST" and request.POST.get("do") != "show":
        response = page.act()
    else:
        response = page.form(request.POST or page.start(), Answer())
    add_never_cache_headers(response)
    return response


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is of an earlier sign-in, or of another site: what was typed is shown, nothing is done."""
    found = resolve(request.path_info)
    if (told := getattr(found.func, "stale", None)) is not None:
        return told(request)  # type: ignore[no-any-return]
    if not getattr(found.func, "asks", False):
        return HttpResponseForbidden(_("This page was opened before you signed in. Load it again."))
    words = request.POST.copy()
    words["do"] = "show"
    request.POST = words  # type: ignore[assignment]
    request.stale = True  # type: ignore[attr-defined]
    response = found.func(request, *found.args, **found.kwargs)
    response.status_code = 403
    return response  # type: ignore[no-any-return]


def _is_of(verb: Verb, row: Any) -> bool:
    return isinstance(row, thing_of(verb)[1])


class Page:
    """One verb on its page for one reader."""

    def __init__(self, request: HttpRequest, verb: Verb, by: Reader, thing: Any, row: Any) -> None:
        self.request, self.verb, self.by, self.thing, self.row = request, verb, by, thing, row
        self.said: Form = form_of(verb.name)

    def start(self) -> QueryDict:
        """What the form begins with: what the address says, else what the thing or the signature suggests."""
        words = QueryDict(mutable=True)
        for each in fields_of(self.verb):
            begins = each.start(self.row) if each.start is not None and self.row is not None else each.default
            if begins and isinstance(begins, str):
                words[each.name] = begins
            if each.name in ("to", "of") and each.kind == "row" and (kept := [k for k in kept_by(self.by) if k]):
                words[each.name] = kept[0]
        for name, value in self.request.GET.items():
            words[name] = str(value)
        asked = words.get("field", "")
        if self.verb.name == "kit.correct" and asked and "value" not in words and asked in self._correctable():
            words["value"] = text_of(self.row, asked)
        return words

    def _correctable(self) -> list[str]:
        fields = shaped(self.verb, fields_of(self.verb), self.row, {})
        return [value for each in fields if each.name == "field" for value, _label in each.choices]

    def act(self) -> HttpResponse:
        """Do what was asked, or rehearse it; 303 to the thing when it is done."""
        words, do = self.request.POST, self.request.POST.get("do", "")
        rehearse = do == "rehearse" or (self.said.rehearse and not words.get("rehearsed"))
        found = ask(
            self.verb.name, self.row, _given(words), self.by, seen=words.get("seen", ""),
            since=_instant(words.get("since", "")), rehearse=rehearse, once=words.get("once", ""),
            opened=words.get("opened", ""),
        )  # fmt: skip
        if found.done:
            return self._done(found, again=do == "again")
        return self.form(words, found, rehearsed=rehearse and not found.problems and not found.conflict)

    def _done(self, found: Answer, again: bool) -> HttpResponse:
        words = self.request.POST
        query = {"done": found.act, **{n: words[n] for n in ("source",) if words.get(n)}}
        if found.results and isinstance(found.results[0], Source):
            query["source"] = found.results[0].key  # what it states is entered next
        if again:
            query |= {n: words[n] for n in ("source_place",) if words.get(n)}
            for each in fields_of(self.verb):
                if words.get(each.name) and (each.kind in ("choice", "date") or each.name in CARRIED):
                    query[each.name] = words[each.name]
            if self.request.GET.get("of"):
                query["of"] = self.request.GET["of"]
            return _see(f"{self.request.path}?{urlencode(query)}")
        made = found.results[0] if found.results else None
        goal = self.thing if self.thing is not None else made
        if goal is None or type(goal) not in THINGS:
            return _see(f"{self.request.path}?{urlencode(query)}")
        return _see(f"/{THINGS[type(goal)]}/{goal.key}?{urlencode(query)}")

    def form(self, words: Any, found: Answer, rehearsed: bool = False) -> HttpResponse:
        """The form with what was typed, and what is wrong or would change."""
        shown = self._fields(words, found)
        problems = [(name, text) for name, texts in found.problems.items() for text in texts]
        known = {each.name for each in shown}
        context = {
            **self._about(),
            "fields": [each for each in shown if not each.field.folded],
            "more": [each for each in shown if each.field.folded],
            "more_open": any(each.problems for each in shown if each.field.folded),
            "lists": self._lists(shown),
            "problems": [{"field": f"f-{name}" if name in known else "", "text": text} for name, text in problems],
            "memory": self._memory(words, fresh=rehearsed or found.conflict).items(),
            "rehearsed": rehearsed,
            "told": in_words(found.told) if rehearsed else [],
            "sight": self._sight(found) if rehearsed else None,
            "conflict": found.conflict,
            "stale": getattr(self.request, "stale", False),
            "others": in_words(found.others),
            "choose": [each for each in shown if each.kind == "value"] and not words.get("field"),
        }
        status = 409 if found.conflict else 422 if found.problems else 200
        return render(self.request, "kit/acts/form.html", context, status=status)

    def _memory(self, words: Any, fresh: bool) -> dict[str, str]:
        """What the form remembers: as it was opened, until it has shown how things stand now."""
        held = {name: words[name] for name in MEMORY if words.get(name)} if self.request.method == "POST" else {}
        once = held.get("once") or secrets.token_urlsafe(16)
        if held.get("opened") and not fresh:
            return held | {"once": once}
        seen = stamp(self._fresh() if self.row is not None and fresh else self.row, self.said)
        return {"seen": seen, "since": clock.now().isoformat(), "opened": opening(), "once": once}

    def _sight(self, found: Answer) -> dict[str, Any] | None:
        if self.verb.name != "kit.mark":
            return None
        said = found.values[0]
        return change_of_sight(self.row, said["marking"], said.get("named", ()))

    def _fresh(self) -> Any:
        return type(self.row).everything.get(pk=self.row.pk)

    def _about(self) -> dict[str, Any]:
        return {"thing": self.thing, "row": self.row if self.row is not self.thing else None, "do": self.said.do,
                "verb": self.verb.name, "again": self.said.again, "form": self.said}  # fmt: skip

    def _fields(self, words: Any, found: Answer) -> list[Shown]:
        asked = list(shaped(self.verb, fields_of(self.verb), self.row, words))
        if self.said.lines:
            asked.append(_of_source("lines", "long"))
        if len(self.by.seats) > 1 and len(seats := seats_for(self.by, self.verb, self.row)) > 1:
            asked.append(_from_seat(seats))
        asked += [_of_source("source", "row"), _of_source("source_place", "text"), _of_source("source_printed", "text")]
        shown = []
        for each in asked:
            if each.kind == "keeper":
                each = _keeper(each, self.by)
            one = Shown(each, text_in(words, each.name), found.problems.get(each.name, []))
            one.several, one.new = found.several.get(each.name, []), found.unknown.get(each.name, [])
            makes = creating(one.new[0].model) if one.new else None
            one.new_kinds = makes[1].choices if makes is not None and makes[1] is not None else ()
            if each.kind == "row" and each.model is not None:
                one.rows = each.model.type_name().replace(".", "-") + ("" if hasattr(each.model, "key") else "-here")
            shown.append(one)
        return shown

    def _lists(self, shown: list[Shown]) -> dict[str, list[tuple[str, str]]]:
        """The suggestions of each table that fields point at: one list for a table, however many fields."""
        return {
            rows: first_rows(model, self.row)
            for rows, model in {each.rows: each.field.model for each in shown}.items()
            if rows and model is not None
        }

    def sign_in(self) -> HttpResponse:
        """Strangers are asked to sign in; what they had typed stays on the page, and nowhere else."""
        kept = [(n, v) for n, vs in self.request.POST.lists() if n not in ("csrfmiddlewaretoken", "do") for v in vs]
        url = f"{settings.LOGIN_URL}?{urlencode({'next': self.request.get_full_path()})}"
        context = {**self._about(), "kept": kept, "sign_in_url": url}
        return render(self.request, "kit/acts/sign_in.html", context, status=403)

    def refused(self, why: str) -> HttpResponse:
        """The sentence of the rule, and no field."""
        return render(self.request, "kit/acts/refused.html", {**self._about(), "why": why}, status=403)


def _see(url: str) -> HttpResponse:
    """303: what was done is at another address."""
    return HttpResponseRedirect(url, status=303)


def _given(words: QueryDict) -> dict[str, str | list[str]]:
    return {name: values if len(values) > 1 else values[0] for name, values in words.lists() if name not in OWN}


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _of_source(name: str, kind: str) -> Field:
    label, help_text = WORDS[name]
    return Field(name, kind, label, help_text, False, model=SOURCE.model if kind == "row" else None,
                 folded=name == "source_printed")  # fmt: skip


def _from_seat(seats: list[Seat]) -> Field:
    """The question from which seat an act is done, where several allow it; history keeps the answer."""
    label, help_text = WORDS[FROM_SEAT]
    choices = tuple(zip(map(str, seats), seats_in_words(seats), strict=True))
    return Field(FROM_SEAT, "choice", label, help_text, True, default=choices[0][0], choices=choices)


def _keeper(each: Field, by: Reader) -> Field:
    kept = kept_by(by)
    choices = tuple((key, key or _("the installation")) for key in kept)
    return Field(each.name, "choice", each.label, each.help, True, default=kept[0] if kept else "", choices=choices,
                 folded=True)  # fmt: skip
