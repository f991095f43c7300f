"""The entry behind a thing, row by row with the acts of each; and who may read it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from kurultay.kit.asking.doing import closed, fits, verb_of
from kurultay.kit.asking.fields import asked_verbs, correctable, form_of, thing_of
from kurultay.kit.asking.finding import called
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.pages.shown import field_words
from kurultay.kit.reading import Reader, current
from kurultay.kit.reading.models import Audience
from kurultay.kit.reading.readers import scope
from kurultay.kit.rows import Record
from kurultay.kit.rules import keeps
from kurultay.kit.sources.models import Citation

from .parts import address, citations, parts, thing_at, whole
from .told import words_of
from .who import as_shown_to, readers_of

WITH_MORE = ("kit.correct", "kit.undo")  # asked for of one value, and of one act
MOST = 100  # withdrawn rows of a table on one page


@dataclass(frozen=True)
class Offered:
    """A verb that is open to the reader for a row now: its name, its button and where it is asked for."""

    verb: str
    do: Any
    url: str


def offered(row: Any, by: Reader, kit: bool = True) -> list[Offered]:
    """The verbs that make sense for this row and are open to this reader, the trade's own before those of every row."""
    found = []
    for verb in asked_verbs():
        table: Any = thing_of(verb)[1]
        if table is str or not isinstance(row, table) or (verb.app == "kit") > kit or verb.name in WITH_MORE:
            continue
        if row.withdrawn and verb.name != "kit.restore":
            continue
        if fits(verb, row) and closed(by, verb, row) is None and (url := address(row, verb.name)):
            found.append(Offered(verb.name, form_of(verb.name).do, url))
    return sorted(found, key=lambda each: each.verb.startswith("kit."))


def lend_audiences(rows: list[Any]) -> None:
    """Give rows their audiences, since rules ask each row who keeps it; at most one statement."""
    asked = [row for row in rows if "audience" not in row._state.fields_cache]
    held = dict(scope().read_already())
    unknown = {row.audience_id for row in asked} - held.keys()
    held |= Audience._base_manager.in_bulk(unknown) if unknown else {}
    for row in asked:
        row._state.fields_cache["audience"] = held[row.audience_id]


@dataclass(frozen=True)
class Value:
    """One value of a row with the address where it is corrected."""

    label: str
    words: str
    url: str


def entry_page(request: HttpRequest, model: Any, key: str) -> HttpResponse:
    """Every row of a thing with its values and acts, for those who keep it."""
    thing, by = thing_at(model, key), current()
    why = _("Sign in to see this.") if by.kind == "public" else keeps(by, thing.keeper)
    if why is not None:
        return _refused(request, thing, why)
    rows = [thing, *parts(thing)]
    said = citations(rows)
    lend_audiences([*rows, *said])
    listed = [_listed(row, by, said) for row in rows]
    response = render(request, "kit/acts/entry.html", {"thing": thing, "rows": listed})
    add_never_cache_headers(response)
    return response


def _listed(row: Any, by: Reader, said: list[Citation]) -> dict[str, Any]:
    values = []
    correct = address(row, "kit.correct")
    sign = "&" if "?" in correct else "?"
    for name in correctable(row):
        column = row._meta.get_field(name)
        value = getattr(row, name)
        words = called(value) if column.is_relation and value is not None else words_of(column, value)
        values.append(Value(str(field_words(row, name)), words, f"{correct}{sign}field={name}"))
    claims = [c for c in said if (c.subject_type, c.subject_id) == (row.type_name(), row.pk)]
    choices = [(c, str(field_words(row, c.field)) if c.field else "", offered(c, by)) for c in claims]
    return {"row": row, "title": row._meta.verbose_name, "called": called(row), "values": values,
            "acts": offered(row, by), "claims": choices}  # fmt: skip


def who_page(request: HttpRequest, model: Any, key: str) -> HttpResponse:
    """Who may read a thing and why, for those who keep it; whoever else reads what is marked is told why they do."""
    thing, by = thing_at(model, key), current()
    why = _("Sign in to see this.") if by.kind == "public" else keeps(by, thing.keeper)
    readers = readers_of(thing.audience)
    if why is not None and by.kind == "person" and not readers.everybody:
        own: dict[str, Any] = {"thing": thing, "readers": as_shown_to(readers, by), "own": True}
        return _never_kept(render(request, "kit/acts/who.html", own))
    if why is not None:
        return _refused(request, thing, why)
    ties = []
    for name in thing.bound_by:
        other = getattr(thing, name)
        if other is not None and not other.veiled:
            ties.append((str(field_words(thing, name)), other, readers_of(other.audience)))
    context = {"thing": thing, "readers": readers, "ties": ties, "mark": offered_mark(thing, by)}
    return _never_kept(render(request, "kit/acts/who.html", context))


@page(RECORD)
def withdrawn(request: HttpRequest) -> HttpResponse:
    """What is withdrawn, with the way to restore it, for those who keep it."""
    by, listed = current(), []
    if by.kind == "public":
        return _refused(request, None, _("Sign in to see this."))
    for table in apps.get_models():
        if not issubclass(table, Record):
            continue
        rows = list(table.everything.filter(withdrawn=True).order_by("-pk")[:MOST])
        lend_audiences(rows)
        kept = [row for row in rows if keeps(by, row.keeper) is None]
        listed += [(row, called(row), whole(row), address(row, "kit.restore")) for row in kept]
    response = render(request, "kit/acts/withdrawn.html", {"rows": listed})
    add_never_cache_headers(response)
    return response


def offered_mark(thing: Any, by: Reader) -> str:
    """Where the marking is changed, for those who may."""
    return address(thing, "kit.mark") if closed(by, verb_of("kit.mark"), thing) is None else ""


def _refused(request: HttpRequest, thing: Any, why: str) -> HttpResponse:
    return _never_kept(render(request, "kit/acts/refused.html", {"thing": thing, "why": why}, status=403))


def _never_kept(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
