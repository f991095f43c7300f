"""What is found of sources: their titles and publishers."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kurultay.kit.finding.offered import Facts, Piece, Searchable, day_of
from kurultay.kit.sources.models import Source


def _pieces(source: Source) -> Iterator[Piece]:
    yield Piece(source, source.title, is_name=True)
    yield Piece(source, source.publisher)
    yield Piece(source, source.key)


def _facts(source: Source) -> Facts:
    day, dates = day_of(source, "as_of")
    return Facts(day, dates=dates)


SEARCHABLE: list[Any] = [
    Searchable(
        Source,
        kind="source",
        label=_("Source"),
        plural=_("Sources"),
        template="kit/found_source.html",
        prefetch=(),
        pieces=_pieces,
        facts=_facts,
        beside=True,
    ),
]
