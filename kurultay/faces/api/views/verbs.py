"""The verbs for programs: which there are, which words each takes, and which thing it is done to."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from kurultay.kit.acting.acts import Verb
from kurultay.kit.asking.fields import Field, asked_verbs, fields_of, form_of, thing_of

from .act_shapes import AskedVerb, AskedVerbs, AskedWord
from .asking import root_of
from .lists import JSON
from .problems import Refusal
from .shelves import by_model

ACTS = "acts"
ANY = "any"  # verbs of every row: the thing is named with its list
SOURCE_WORDS = ("source", "source__new", "source__kind", "source_place", "source_printed")


def verbs_there_are(request: HttpRequest) -> HttpResponse:
    """Every verb with its address and its words, as the forms of pages ask for them."""
    for name in request.GET:
        raise Refusal(_("This address takes no parameters."), name)
    root = root_of(request)
    with translation.override("en"):  # as all that describes the API
        told = AskedVerbs([told_of(verb, root) for verb in asked_verbs()])
        return HttpResponse(msgspec.json.encode(told), content_type=JSON)


def told_of(verb: Verb, root: str) -> AskedVerb:
    """What a verb is and takes."""
    words = [_word(each) for each in fields_of(verb)]
    if form_of(verb.name).lines:
        words.append(AskedWord("lines", "Several at once", ": ".join(form_of(verb.name).lines), "long", False))
    return AskedVerb(verb.name, str(form_of(verb.name).do), f"{root}{ACTS}/{verb.name}", list_of(verb), words)


def list_of(verb: Verb) -> str | None:
    """The list of the things that a verb is done to, "any" for every row; None where it enters something new."""
    table: Any = thing_of(verb)[1]
    if table is str:
        return None
    return by_model()[table].name if table in by_model() else ANY


def known_words(verb: Verb) -> set[str]:
    """Every word that may be sent for a verb, with those that say which of several and that a row is new."""
    fields = fields_of(verb)
    found = {each.name for each in fields} | set(SOURCE_WORDS)
    found |= {f"{each.name}__{part}" for each in fields if each.kind == "row" for part in ("choice", "new", "kind")}
    return found | ({"lines", "lines__new", "lines__kind"} if form_of(verb.name).lines else set())


def _word(each: Field) -> AskedWord:
    shelf = by_model().get(each.model) if each.model is not None else None
    values = [value for value, _label in each.choices]
    return AskedWord(
        each.name, str(each.label), str(each.help), each.kind, each.required, values, shelf.name if shelf else ""
    )
