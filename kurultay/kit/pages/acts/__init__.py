"""Every act from its page: the addresses of the forms of all verbs of a thing, made of the verbs themselves."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kurultay.kit.asking.fields import asked_verbs, thing_of
from kurultay.kit.pages.policy import RECORD, page
from kurultay.kit.rows import Record

from .entry import entry_page, who_page
from .parts import NEW, THINGS
from .view import answer

__all__ = ["act_paths", "new_path"]


def act_paths(things: str, model: type[Record]) -> list[URLPattern]:
    """The addresses under `/<things>/<key>/` of each verb of a table and of its parts, of its entry and its readers."""
    THINGS[model] = things
    noun, start = model._meta.model_name, f"{things}/<slug:key>"
    found = [
        path(f"{start}/entry", _shown(entry_page, model, "Everything of the entry, row by row."), name=f"{noun}_entry"),
        path(f"{start}/who-may-read", _shown(who_page, model, "Who may read a thing, and why."), name=f"{noun}_who"),
    ]
    for verb in asked_verbs():
        word = verb.name.partition(".")[2]
        table: Any = thing_of(verb)[1]
        if verb.app == "kit" and table is not str:
            route = f"{start}/entry/{word.replace('_', '-')}"
        elif table is model or _is_part(table, model):
            route = f"{start}/{word.replace('_', '-')}"
        else:
            continue
        found.append(path(route, _form(verb.name, model), name=f"{noun}_{verb.app}_{word}"))
    return found


def new_path(things: str, verb: str) -> URLPattern:
    """The address `/<things>/new` of a verb that enters something new."""
    NEW[f"/{things}/"] = verb, f"/{things}/new"
    return path(f"{things}/new", _form(verb, None), name=f"new_{verb.replace('.', '_')}")


def _is_part(table: Any, model: type[Record]) -> bool:
    if table is str or not getattr(table, "bound_by", ()) or hasattr(table, "key"):
        return False
    return bool(table._meta.get_field(table.bound_by[0]).related_model is model)


def _form(verb: str, model: type[Record] | None) -> Callable[..., HttpResponse]:
    def form(request: HttpRequest, key: str = "") -> HttpResponse:
        return answer(request, verb, model, key)

    form.__doc__ = f"The form of {verb}: asked for with GET, done with POST."
    form.asks = True  # type: ignore[attr-defined]
    return page(RECORD)(form)


def _shown(show: Callable[..., HttpResponse], model: type[Record], what: str) -> Callable[..., HttpResponse]:
    def shown(request: HttpRequest, key: str) -> HttpResponse:
        return show(request, model, key)

    shown.__doc__ = what
    return page(RECORD)(shown)
