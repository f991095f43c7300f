"""The three addresses of each list, as controllers: its page, one object, and how many there are."""

import types
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NoReturn, get_args

import msgspec
from django.db.models import Count as CountOf
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from dmr import Controller, Query, ResponseSpec, validate
from dmr.exceptions import NotAcceptableError
from dmr.plugins.msgspec import MsgspecSerializer

from kurultay.kit.sources.models import StatedFigure

from . import asking
from .asking import Asked, sorted_by
from .narrowing import asked_of_time, by_key, number_of, rows_of
from .problems import Problem, Refusal, not_done, nothing_here
from .reading import Load, day
from .shapes import Count, page_struct, query_struct, struct
from .shelves import Shelf, shelves

JSON = "application/json"
ENCODER = msgspec.json.Encoder()
Read = Callable[[Shelf, HttpRequest, Mapping[str, Any]], Any]


def page_of(shelf: Shelf, request: HttpRequest, given: Mapping[str, Any]) -> dict[str, Any]:
    """A page of a list, its objects written already, and the address of the next."""
    asked = asking.read(shelf, request, given)
    rows = rows_of(asked)
    if asked.after:
        rows = rows.filter(asking.after(shelf, asked.after))
    things, places = _written(asked, rows.order_by(*shelf.listed.order)[: asked.limit + 1])
    items = [msgspec.Raw(thing) for thing in things[: asked.limit] if thing]
    if len(places) <= asked.limit:
        return {"items": items, "next": None}
    query = request.GET.copy()
    query["after"] = asking.place(shelf, places[asked.limit - 1])
    return {"items": items, "next": f"{asked.root}{shelf.name}?{query.urlencode()}"}


def _written(asked: Asked, rows: Any) -> tuple[list[bytes], list[tuple[Any, ...]]]:
    """Objects as JSON, and what each is sorted by with its number; which rows they are is asked of the database anew.

    Nothing stands for one that went out of sight while it was read.
    """
    load, found = Load(asked), dict[int, bytes]()
    kept = load.known.written(asked)
    places = list(rows.values_list(*sorted_by(asked.shelf), "pk")) if kept else []
    lacking = [number for *_order, number in places if number not in kept]
    if lacking or not kept:
        read, ends = load.objects(asked.shelf.model.everything.filter(pk__in=lacking) if kept else rows)
        found = {end[-1]: ENCODER.encode(thing) for thing, end in zip(read, ends, strict=True)}
        places = places or ends
        for number, text in found.items():
            load.known.keep(asked, number, text)
    return [found.get(place[-1]) or kept.get(place[-1], b"") for place in places], places


def object_of(shelf: Shelf, request: HttpRequest, given: Mapping[str, Any], key: str) -> dict[str, Any]:
    """One object, a tombstone where it is withdrawn; the same refusal whether it is hidden or absent."""
    asked = asking.read(shelf, request, given)
    condition = by_key(shelf, key)
    rows = shelf.model.everything.filter(condition) if condition is not None else shelf.model.objects.none()
    if shelf.listed.also is not None:
        rows = shelf.listed.also(rows)
    things, _places = Load(asked).objects(rows)
    if not things:
        raise nothing_here()
    return things[0]


def count_of(shelf: Shelf, request: HttpRequest, given: Mapping[str, Any]) -> Count:
    """What the record holds of a list, and what sources state of the same thing, side by side."""
    asked = asking.read(shelf, request, given)
    rows = rows_of(asked)
    sure, _may = asked_of_time(asked)
    told = rows.aggregate(every=CountOf("pk"), sure=CountOf("pk", filter=sure if sure is not None else Q()))
    return Count(told["sure"], told["every"] - told["sure"], stated_of(asked))


def stated_of(asked: Asked) -> list[Any]:
    """The figures of sources that state the length of this list. None where a filter asks what no figure counts."""
    shelf, given = asked.shelf, dict(asked.filters)
    for figures in shelf.listed.figures:
        rest = {n: v for n, v in given.items() if n not in {figures.of, figures.qualifier, "status", *figures.when}}
        if figures.of not in given or rest or any(given.get(n) != v for n, v in figures.when.items()):
            continue
        bearer = shelves()[_list_of(shelf, figures.of)]
        rows = StatedFigure.objects.filter(
            subject_type=bearer.kind,
            subject_id=number_of(bearer, given[figures.of]) or 0,
            figure__in=figures.names,
        )
        qualifier = given.get(figures.qualifier, "") if figures.qualifier else ""
        rows = rows.filter(qualifier=qualifier)
        last = asked.on.latest if asked.on else asked.until.earliest if asked.until else None
        if last is not None:
            rows = rows.filter(Q(as_of="") | Q(as_of_earliest__lte=last))
        fields = ("figure", "qualifier", "value", "as_of", "place", "source__key", "source__title")
        told = rows.order_by("as_of_earliest", "id").values_list(*fields)
        return [
            {
                "figure": figure, "qualifier": words, "value": value, "as_of": day(as_of), "at": place,
                "document": {"id": f"{asked.root}sources/{key}", "key": key, "type": "source", "name": title},
            }
            for figure, words, value, as_of, place, key, title in told
        ]  # fmt: skip
    return []


def _list_of(shelf: Shelf, name: str) -> str:
    field = shelf.filter_field(name)
    return next(each.name for each in shelves().values() if each.model is field.model)


class Reading(Controller[MsgspecSerializer]):
    """What the controllers of all lists do alike."""

    is_abstract = True
    error_model = Problem

    def handle_error(self, endpoint: Any, controller: Any, exc: Exception) -> NoReturn:
        """Say what is wrong as a refusal, which the edge of the API answers."""
        if isinstance(exc, Refusal):
            raise exc
        if isinstance(exc, NotAcceptableError):
            raise Refusal("Answers are JSON: accept application/json.", status=HTTPStatus.NOT_ACCEPTABLE) from exc
        known = getattr(type(self), "asked", None)
        if known is not None and hasattr(exc, "payload"):
            errors = exc.payload
            raise asking.explain(dict(self.request.GET.lists()), choices(known), str(errors[0]["msg"])) from exc
        raise exc

    def handle_method_not_allowed(self, method: str) -> NoReturn:
        """The refusal of whatever does not read."""
        raise not_done("GET")


def choices(query: Any) -> dict[str, Any]:
    """What may be asked, with the values each parameter may have; none where these cannot be listed."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(query):
        kind = field.type
        while get_args(kind) and not all(isinstance(value, str) for value in get_args(kind)):
            kind = get_args(kind)[0]
        found[field.name] = get_args(kind)
    return found


def controller(name: str, words: str, query: Any, shape: Any, read: Callable[..., Any], keyed: bool = False) -> Any:
    """A controller that reads: `words` describe it, `query` is what may be asked, `shape` what is answered."""

    def get(self: Any, parsed_query: Any) -> HttpResponse:
        given = msgspec.structs.asdict(parsed_query)
        return HttpResponse(ENCODER.encode(read(self.request, given, **self.kwargs)), content_type=JSON)

    get.__annotations__ = {"parsed_query": Query[query], "return": HttpResponse}
    get.__doc__ = words
    responses = [ResponseSpec(Problem, status_code=HTTPStatus.BAD_REQUEST)]
    if keyed:
        responses.append(ResponseSpec(Problem, status_code=HTTPStatus.NOT_FOUND))
    spec = validate(ResponseSpec(shape, status_code=HTTPStatus.OK), *responses, validate_responses=False)
    body = {"get": spec(get), "asked": query, "__module__": __name__, "__doc__": words, "is_abstract": False}
    return types.new_class(name, (Reading,), {}, lambda namespace: namespace.update(body))


def controllers(shelf: Shelf) -> dict[str, Any]:
    """The controllers of one list, by "list", "count" and "object"."""
    word = "".join(part.capitalize() for part in shelf.name.split("-"))
    about = shelf.listed.about
    return {
        "list": controller(
            f"{word}List", f"List {shelf.name}.\n\n{about}", query_struct(shelf, "list"), page_struct(shelf),
            lambda request, given: page_of(shelf, request, given),
        ),
        "count": controller(
            f"{word}Count",
            f"Count {shelf.name}.\n\nWhat the record holds, and what sources state of the same thing.",
            query_struct(shelf, "count"), Count, lambda request, given: count_of(shelf, request, given),
        ),
        "object": controller(
            f"{word}Object", f"Read one of {shelf.name}.\n\n{about}", query_struct(shelf, "object"), struct(shelf),
            lambda request, given, key: object_of(shelf, request, given, key), keyed=True,
        ),
    }  # fmt: skip
