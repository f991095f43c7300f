"""The acts in the OpenAPI document: an address for each verb, with its words, its answers and an example."""

from functools import cache
from typing import Any

import msgspec
from django.utils import translation

from kurultay.kit.asking.fields import asked_verbs

from .act_shapes import Asked, AskedVerb, AskedVerbs, Done, NotDone
from .lists import JSON
from .problems import MEDIA_TYPE, Problem
from .verbs import ACTS, ANY, told_of

EXAMPLES = {
    "meetings.postpone": {"thing": "ots-chs-informal-2025", "words": {"reason": "Snow."}, "rehearse": True},
    "parties.accede": {"thing": "hungary", "words": {"to": "ots", "on": "September 2018"}, "cite": {"source": "F2"}},
    "people.introduce": {"words": {"name": "Ada Lake", "keeper": "ots"}},
    "kit.correct": {
        "thing": "meetings/ots-chs-informal-2025",
        "words": {"field": "subject", "value": "Trade", "reason": "As the programme says."},
    },
}
REFUSALS = {
    "400": "The body cannot be read, or the address has a parameter.",
    "401": "Nobody is named, or the token is not recognised.",
    "403": "Whoever asks may not do this; the sentence says who may.",
    "404": "There is no such thing that you may read.",
    "413": "The body is too long.",
    "415": "The body is not JSON.",
}
TYPES: dict[str, Any] = {"yes": {"type": "boolean"}, "maybe": {"type": "boolean"}, "number": {"type": "integer"}}


@cache
def act_schemas() -> dict[str, Any]:
    """The shapes of acts, by name."""
    shapes = (Asked, AskedVerbs, Done, NotDone, Problem)
    _references, found = msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")
    return {name: shape for name, shape in found.items() if name != "Problem"}


@cache
def act_paths(head: str) -> dict[str, Any]:
    """The addresses of acts: which verbs there are, and one for each."""
    with translation.override("en"):
        verbs = [told_of(verb, f"/{head}") for verb in asked_verbs()]
    listed = {
        "operationId": "getActs",
        "summary": "List the verbs.",
        "description": "Every verb that is asked for in words, with its words as the form on its page has them.",
        "parameters": [],
        "responses": {
            "200": {"description": "The verbs.", "content": {JSON: {"schema": _of(AskedVerbs)}}},
            "304": {"description": "Nothing you may read has changed since the ETag you hold."},
            "400": {
                "description": "The address takes no parameters.",
                "content": {MEDIA_TYPE: {"schema": _of(Problem)}},
            },
        },
        "tags": [ACTS],
    }  # fmt: skip
    return {f"/{head}{ACTS}": {"get": listed}, **{each.address: {"post": _act(each)} for each in verbs}}


def _of(shape: Any) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


def _act(verb: AskedVerb) -> dict[str, Any]:
    """One verb as an operation."""
    content: dict[str, Any] = {"schema": {"allOf": [_of(Asked), _body(verb)]}}
    if verb.verb in EXAMPLES:
        content["example"] = EXAMPLES[verb.verb]
    app, _dot, word = verb.verb.partition(".")
    where = "Enters something new." if verb.thing is None else f"Done to one of {verb.thing}."
    if verb.thing == ANY:
        where = "Done to any row, named with its list."
    done = {JSON: {"schema": _of(Done)}}
    refused = {MEDIA_TYPE: {"schema": _of(NotDone)}}
    return {
        "operationId": f"do{app.title()}{word.title().replace('_', '')}",
        "summary": f"{verb.do.rstrip('.')}.",
        "description": where,
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": {JSON: content}},
        "responses": {
            "200": {"description": "It was done, or rehearsed.", "content": done},
            **({"201": {"description": "It was entered.", "content": done}} if verb.thing is None else {}),
            **{
                status: {"description": said, "content": {MEDIA_TYPE: {"schema": _of(Problem)}}}
                for status, said in REFUSALS.items()
            },
            "409": {"description": "Others changed the thing since; `others` tells what.", "content": refused},
            "422": {"description": "A word cannot be read, or the act cannot be done.", "content": refused},
        },
        "tags": [ACTS],
    }


def _body(verb: AskedVerb) -> dict[str, Any]:
    """What the body has for this verb alone: whether it takes a thing, and its words."""
    words = {each.name: _word(each) for each in verb.words}
    shape: dict[str, Any] = {"type": "object", "properties": {"words": {"type": "object", "properties": words}}}
    if verb.thing is not None:
        shape["required"] = ["thing"]
    return shape


def _word(each: Any) -> dict[str, Any]:
    said = f"{each.label}. {each.help}" + (f" A key or name of {each.list}." if each.list else "")
    kind = {"type": "string", "enum": each.values} if each.values else TYPES.get(each.kind, {"type": "string"})
    return {**kind, "description": said}
