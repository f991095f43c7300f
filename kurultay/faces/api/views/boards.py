"""Boards that apps offer: figures as of a day, and beside those of another."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest
from msgspec import UNSET, Meta, UnsetType

from kurultay.kit import clock, registry
from kurultay.kit.dates import PartialDate
from kurultay.kit.lists import Board

from .asking import day_of
from .lists import controller
from .problems import nothing_here
from .shapes import DAY

AS_DAY = {"pattern": DAY}
Day = Annotated[
    str, Meta(description="As of this day, month or year; today where none is named.", extra_json_schema=AS_DAY)
]
Then = Annotated[str, Meta(description="The day, month or year to compare with.", extra_json_schema=AS_DAY)]


class BoardsQuery(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What may be asked of boards over all there is."""

    on: Day | UnsetType = UNSET


class BoardQuery(BoardsQuery, forbid_unknown_fields=True, kw_only=True):
    """What may be asked of the board of one row."""

    then: Then | UnsetType = UNSET


@cache
def boards() -> dict[str, Board]:
    """Every board by its address, as apps offer them."""
    return registry.gather("api", "BOARDS")  # type: ignore[return-value]


def board_controllers() -> list[tuple[str, Any, str]]:
    """The routes of boards, under the head of the API: route, view and name."""
    found = []
    for address, board in boards().items():
        name = address.replace("/", "_")
        route = f"{address}/<str:key>" if board.keyed else address
        found.append((route, _controller(address, board).as_view(), f"api_{name}"))
    return found


def _controller(address: str, board: Board) -> Any:
    word = "".join(part.capitalize() for part in address.split("/"))
    words = f"Read {address}.\n\n{board.about}"

    def read(request: HttpRequest, given: Mapping[str, Any], key: str = "") -> Any:
        days = {name: day_of(text, name) for name, text in given.items() if text is not UNSET}
        on = days.get("on") or PartialDate.parse(clock.today())
        told = board.read(key, on, days.get("then")) if board.keyed else board.read(on)
        if told is None:
            raise nothing_here()
        return told

    return controller(word, words, BoardQuery if board.keyed else BoardsQuery, board.shape, read, keyed=board.keyed)
