"""The OpenAPI document: every address of the API with what may be asked and what is answered, and examples."""

from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import path
from dmr.openapi import OpenAPIConfig, build_schema
from dmr.routing import Router

import kurultay

from .act_paths import act_paths, act_schemas
from .archives import archives
from .boards import board_controllers
from .changes import ChangesQuery, changes
from .files import CSV, NDJSON
from .lists import JSON, controller, controllers
from .problems import MEDIA_TYPE, Refusal
from .shapes import Changes, query_struct
from .sheets import XLSX
from .shelves import shelves

HEAD = "api/v1/"
ABOUT = """\
The record of an installation, for programs. Whatever is read answers in the sight of whoever asks: what you may not
read is left out, and no count, total or error tells of it.

Dates known in part are EDTF text with the first and last day they may be. `on` asks as of a day: what certainly holds
says `yes`, what may hold says `not determinable`, what does not is left out. Lists go on at `next`. Every answer has an
ETag that changes when anything you may read does. Errors are problem details (RFC 9457) that name the parameter.

Acts are done with POST and a token that may write, in the words of the forms of pages: same rules, same history.\
"""
EXAMPLES = {
    "lang": "tr", "of": "parties/cica", "role": "chair", "on": "2012-05-01", "then": "2011", "since": "2015-01-01",
    "until": "2016-01-01", "modified_since": "2026-01-01T00:00:00Z", "limit": 10, "body": "ots-cfm",
    "form": "informal", "meeting": "fprc-1", "year": "2015", "owed_by": "turkiye",
    "beneficiary": "kyrgyzstan", "within_area": "cica-2021-economic", "person": "laszlo-vasa", "party": "turkiye",
}  # fmt: skip
KEYS = {
    "parties": "turkiye",
    "roles": "ots-fprc-member-kaziss",
    "catalogues": "cica-2021",
    "areas": "cica-2021-economic",
    "people": "laszlo-vasa",
    "tenures": "erlan-idrissov-foreign-minister-2015",
    "meetings": "fprc-1",
    "places": "astana",
    "documents": "fprc-mou",
    "provisions": "lakes-shore-treaty-1",
    "party-actions": "nakhchivan-agreement-signature-azerbaijan",
    "commitments": "special-publication",
    "sources": "F1",
    "boards/organisation": "ots",
    "boards/body": "ots-chs",
    "boards/party": "turkiye",
    "boards/meeting": "fprc-1",
    "boards/document": "joint-statement-kaz-tur-2022",
    "boards/area": "cica-2021-economic",
    "boards/strategy": "cica-2021",
}  # objects of the example record; rows without keys of their own have none that could be told here
FILES = {
    "ndjson": (NDJSON, "Every object on a line of JSON, as the list shows it."),
    "csv": (CSV.partition(";")[0], "A table with one row for each object."),
    "xlsx": (XLSX, "A spreadsheet with one row for each object, and a sheet of what was asked and of the sources."),
}


def _feed() -> Any:
    words = (
        "Read what changed.\n\nEach thing that an act wrote, in the order of acts. Keep `since`, and ask again from "
        "there: whoever fetches every `thing` told here holds a mirror."
    )
    return controller("ChangesFeed", words, ChangesQuery, Changes, changes)


@cache
def of_controllers() -> list[tuple[str, Any, str]]:
    """The routes that controllers answer, under the head of the API: route, view and name."""
    found = [("changes", _feed().as_view(), "api_changes"), *board_controllers()]
    for name, shelf in shelves().items():
        made = {what: each.as_view() for what, each in controllers(shelf).items()}
        found += [
            (name, made["list"], f"api_{name}"),
            (f"{name}/count", made["count"], f"api_{name}_count"),
            (f"{name}/<str:key>", made["object"], f"api_{name}_object"),
        ]
    return found


@cache
def document() -> dict[str, Any]:
    """The document as data; it follows from the lists alone and not from the record."""
    router = Router(HEAD, [path(route, view, name=name) for route, view, name in of_controllers()])
    config = OpenAPIConfig(title="Kurultay", version=kurultay.__version__, description=ABOUT)
    told: dict[str, Any] = msgspec.json.decode(
        msgspec.json.encode(build_schema(router, config=config).convert(skip_validation=True))
    )
    for name, shelf in shelves().items():
        for ending, (media, about) in FILES.items():
            told["paths"][f"/{HEAD}{name}.{ending}"] = _file(told, name, shelf, ending, media, about)
    for name, archive in archives().items():
        operation = _operation(f"get{name.title()}", archive.about, archive.media_type)
        told["paths"][f"/{HEAD}{name}"] = {"get": operation}
    told["paths"] = dict(sorted(told["paths"].items()))
    for address, item in told["paths"].items():
        _finish(address, item["get"])
    told["paths"] = dict(sorted({**told["paths"], **act_paths(HEAD)}.items()))
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["components"]["schemas"] = {
        name: shape
        for name, shape in sorted({**told["components"]["schemas"], **act_schemas()}.items())
        if name not in ("ErrorModel", "ErrorDetail")
    }
    return told


def _file(told: dict[str, Any], name: str, shelf: Any, ending: str, media: str, about: str) -> dict[str, Any]:
    word = "".join(part.capitalize() for part in name.split("-"))
    operation = _operation(f"get{word}{ending.capitalize()}", f"{about} {shelf.listed.about}", media)
    operation["summary"] = f"The whole list of {name} as {ending.upper()}."
    known = {field.name for field in msgspec.structs.fields(query_struct(shelf, "file"))}
    of_list = told["paths"][f"/api/v1/{name}"]["get"]["parameters"]
    operation["parameters"] = [parameter for parameter in of_list if parameter["name"] in known]
    return {"get": operation}


def _operation(number: str, about: str, media: str) -> dict[str, Any]:
    content = {media: {"schema": {"type": "string", "contentMediaType": media}}}
    return {
        "operationId": number,
        "summary": about.partition(". ")[0].rstrip(".") + ".",
        "description": about,
        "parameters": [],
        "responses": {"200": {"description": "The file.", "content": content}, "400": {}},
    }


def _finish(address: str, operation: dict[str, Any]) -> None:
    """What dmr does not know: problem details, the 304, examples, tags."""
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status, said in {"400": "A parameter is wrong; `parameter` names it.", "404": "There is nothing here.",
                         "406": "The answer has another type than asked for."}.items():  # fmt: skip
        if status in operation["responses"]:
            operation["responses"][status] = {"description": said, "content": {MEDIA_TYPE: reference}}
    operation["responses"]["304"] = {"description": "Nothing you may read has changed since the ETag you hold."}
    operation["responses"]["200"]["headers"] = {
        "ETag": {"description": "Send it as If-None-Match next time.", "schema": {"type": "string"}}
    }
    operation["responses"] = dict(sorted(operation["responses"].items()))
    operation["tags"] = [address.split("/")[3].partition(".")[0]]
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            parameter["description"] = "The key of the object, from a list."
        parameter["schema"].pop("description", None)
        parameter["schema"].pop("examples", None)
        if (example := _example(address, parameter)) is not None:
            parameter["example"] = example


def _example(address: str, parameter: dict[str, Any]) -> Any:
    name, known = parameter["name"], parameter["schema"].get("enum")
    if parameter["in"] == "path":
        return KEYS.get(address.removeprefix(f"/{HEAD}").removesuffix("/{key}"))
    if name == "of" and "citations" not in address and "figures" not in address:
        return "cica"
    example = EXAMPLES.get(name)
    return example if example is not None and (not known or example in known) else known[0] if known else None


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of this API."""
    for name in request.GET:
        raise Refusal("The document takes no parameters.", name)
    return HttpResponse(msgspec.json.encode(document()), content_type=JSON)
