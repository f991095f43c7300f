"""The way in: the lists there are, the page of reference for people, and what is not there."""

from dataclasses import dataclass
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kurultay.kit.pages.policy import PLAIN, page

from .archives import archives
from .asking import root_of
from .boards import boards
from .document import FILES, document
from .lists import JSON
from .problems import Refusal, nothing_here
from .shelves import shelves
from .verbs import ACTS


def lists_there_are(request: HttpRequest) -> HttpResponse:
    """Every list with its address and what it is of."""
    for name in request.GET:
        raise Refusal(_("This address takes no parameters."), name)
    root = root_of(request)
    told = {
        "lists": [
            {"name": name, "about": shelf.listed.about, "address": f"{root}{name}"} for name, shelf in shelves().items()
        ],
        "changes": f"{root}changes",
        "boards": [f"{root}{address}" for address in boards()],
        "acts": f"{root}{ACTS}",
        "openapi": f"{root}openapi.json",
        **{name: f"{root}{name}" for name in archives()},
    }
    return HttpResponse(msgspec.json.encode(told), content_type=JSON)


def absent(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever else is asked for under the API."""
    raise nothing_here()


@dataclass(frozen=True)
class Field:
    """A value of an object, or a parameter: its name, its type in words, what it is."""

    name: str
    kind: str
    about: str
    link: str = ""


@dataclass(frozen=True)
class Section:
    """A list as the page of reference describes it."""

    name: str
    type: str
    about: str
    parameters: list[Field]
    fields: list[Field]
    within: str


@page(PLAIN)
def reference(request: HttpRequest) -> HttpResponse:
    """The reference of the API, from its OpenAPI document."""
    told = document()
    sections = [_section(told, name) for name in shelves()]
    shapes = [_shape(told, name) for name in ("PartialDay", "Reference", "Sourced", "Problem", "Count", "StatedCount")]
    shapes += [_shape(told, name) for name in ("Changes", "Changed", "Asked", "Cited", "Done", "Named", "Line")]
    shapes += [_shape(told, name) for name in sorted(told["components"]["schemas"]) if name.startswith("Board")]
    shapes += [_shape(told, name) for name in ("Contrary", "NotDone", "Possible", "Entry")]
    context = {
        "sections": sections,
        "shapes": shapes,
        "files": [(ending, about) for ending, (_media, about) in FILES.items()],
        "archives": [(name, archive.about) for name, archive in archives().items()],
        "boards": [(f"{a}/KEY" if board.keyed else a, board.about) for a, board in boards().items()],
        "root": root_of(request),
        "about": told["info"]["description"].split("\n\n"),
    }
    return render(request, "api/reference.html", context)


def _section(told: dict[str, Any], name: str) -> Section:
    shelf = shelves()[name]
    asked = told["paths"][f"/api/v1/{name}"]["get"]["parameters"]
    parameters = [Field(p["name"], _words(p["schema"])[0], p.get("description", "")) for p in asked]
    word = "".join(part[:1].upper() + part[1:] for part in shelf.listed.word.split("-"))  # ASCII words of our own
    shape = _shape(told, word)
    return Section(name, shelf.listed.word, shelf.listed.about, parameters, shape.fields, ", ".join(shelf.within))


def _shape(told: dict[str, Any], name: str) -> Section:
    shape = told["components"]["schemas"][name]
    fields = [Field(field, *_words(each, told), link=_words(each)[1]) for field, each in shape["properties"].items()]
    return Section(name, "", shape.get("description", ""), [], fields, "")


def _words(shape: dict[str, Any], told: dict[str, Any] | None = None) -> tuple[str, str]:
    """The type of a value in words, and what is said of it; without `told` its shape's name instead."""
    said = str(shape.get("description", ""))
    if "anyOf" in shape:
        kinds = [each for each in shape["anyOf"] if each.get("type") != "null"]
        words, name = _words(kinds[0], told)
        nullable = _("%(kind)s or null") % {"kind": words} if len(kinds) < len(shape["anyOf"]) else words
        return nullable, said or name
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return name, said if told else name
    if shape.get("type") == "array":
        words, name = _words(shape["items"], told)
        return _("list of %(kind)s") % {"kind": words}, said or name
    if "enum" in shape:
        values = [str(value) for value in shape["enum"] if value is not None]
        return ", ".join(values), said
    if "const" in shape:
        return str(shape["const"]), said
    kind = shape.get("type", "")
    kinds = kind if isinstance(kind, list) else [kind]
    return " or ".join(kinds), said
