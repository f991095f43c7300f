"""The addresses of the API for the leak test: every list, object, count, file, filter and page, by construction."""

import json
from collections.abc import Iterator
from typing import Any

from django.test import Client

from kurultay.faces.api import urls
from kurultay.faces.api.views.boards import boards
from kurultay.faces.api.views.document import HEAD, of_controllers
from kurultay.faces.api.views.shelves import Shelf, shelves
from kurultay.kit.acting.stamps import sealed
from kurultay.kit.sources.models import Source
from kurultay.record.commitments.api.boards import MODELS
from kurultay.record.commitments.models import Commitment
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from kurultay.record.parties.models import Area, Catalogue, Party
from kurultay.record.people.models import Person

__all__ = ["HEAD", "addresses", "pages_behind"]

# What everybody sees of a table, and what is hidden: asked about before it is there, and after.
SEEN = {Party: "lakes", Person: "ada-lake", Meeting: "lakes-1", Document: "lakes-treaty", Commitment: "lakes-promise",
        Catalogue: "lakes-2012", Area: "lakes-2012-water"}  # fmt: skip
HIDDEN = {Party: "ghost", Person: "a-ghost", Meeting: "ghost-meeting", Document: "ghost-plan",
          Commitment: "ghost-promise", Catalogue: "ghost-2013", Area: "ghost-area", Source: "ghost-source"}  # fmt: skip
ALWAYS = ("", "?on=2014-05-20", "?modified_since=2000-01-01")
SINGLE = ("", "changes", "openapi.json", "changes?limit=1", "changes?since=2000-01-01", "nonsense", "ghost/x",
          "acts", "acts/meetings.postpone", "acts/ghost")  # fmt: skip


def _values(shelf: Shelf, name: str) -> list[str]:
    field = shelf.filter_field(name)
    if field.choices:
        return [str(value) for value, _words in field.flatchoices]
    if field.name == "key":
        return [keys[field.model] for keys in (SEEN, HIDDEN) if field.model in keys]
    return ["1", "99"] if field.get_internal_type().endswith("IntegerField") else ["since", "members"]


def _questions(shelf: Shelf) -> Iterator[str]:
    yield from ALWAYS
    for name in shelf.filters:
        yield from (f"?{name}={value}" for value in _values(shelf, name))
    for name, each in shelf.listed.asking.items():
        yield from (f"?{name}={value}" for value in each.values or ("2014", *SEEN.values(), *HIDDEN.values()))
    if shelf.about_rows:
        yield from (f"?of=parties/{key}" for key in ("lakes", "ghost"))
    if shelf.listed.span:
        yield "?since=2014&until=2015"
    if shelf.within:
        yield f"?include={','.join(shelf.within)}"


def _boards() -> Iterator[str]:
    for address, board in boards().items():
        kind = address.partition("/")[2]
        keys = [each[MODELS[kind]] for each in (SEEN, HIDDEN)] if board.keyed else [""]
        for key in keys:
            yield from (f"{address}/{key}{asked}" if key else f"{address}{asked}" for asked in ("", "?on=2014-05-20"))
            yield from [f"{address}/{key}?on=2020&then=2012"] if key else []


def addresses() -> list[str]:
    """Every address of the API. What urls.py adds to lists, files and archives has to be taught here."""
    found = [*SINGLE, *(f"{name}" for name in urls.archives())]
    found += list(_boards())
    for name, shelf in shelves().items():
        asked = list(_questions(shelf))
        found += [f"{name}{question}" for question in asked] + [f"{name}?limit=1", f"{name}?lang=tr"]
        found += [f"{name}/count{question}" for question in asked if "include" not in question]
        found += [f"{name}.{ending}{asked[1]}" for ending in urls.FILES] + [f"{name}.{e}" for e in urls.FILES]
        keys: list[Any] = [
            row.key if shelf.keyed else sealed(shelf.kind, row.pk) for row in shelf.model.everything.all()
        ]
        found += [f"{name}/{key}" for key in sorted(keys)]
    known = {
        "",
        "openapi.json",
        "acts",
        "acts/<str:verb>",
        "<path:rest>",
        *(route for route, _view, _name in of_controllers()),
        *urls.archives(),
    }
    known |= {f"{name}.{ending}" for name in shelves() for ending in urls.FILES}
    routes = {str(p.pattern).removeprefix(HEAD) for p in urls.urlpatterns if str(p.pattern).startswith(HEAD)}
    assert routes <= known, f"Teach tests/leaks/api.py to ask {sorted(routes - known)}."
    return [f"/{HEAD}{address}" for address in found]


def pages_behind(client: Client, url: str, body: bytes) -> bytes:
    """The pages that follow on this one, as far as `next` leads."""
    found = b""
    while url.startswith(f"/{HEAD}") and "limit=1" in url and body.startswith(b"{"):
        following = json.loads(body).get("next")
        if not following:
            break
        body = client.get(following.removeprefix("http://testserver")).content
        found += body
    return found
