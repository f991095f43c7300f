"""Lists page by key: the next page starts after the last row seen, whatever was added since; never OFFSET."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

SIZE = 100


@dataclass(frozen=True)
class Window:
    """One page of a list, and the cursor of the next one ("" at the end)."""

    rows: list[Any]
    next: str


def window(rows: Any, after: str, size: int = SIZE) -> Window:
    """At most `size` rows of a queryset in the order (sort_key, id), from the cursor on; 404 for a broken cursor."""
    if after:
        rows = rows.filter(after_row(*_read(after)))
    found = list(rows.order_by("sort_key", "id")[: size + 1])
    if len(found) <= size:
        return Window(found, "")
    last = found[size - 1]
    return Window(found[:size], base64.urlsafe_b64encode(f"{last.sort_key}:{last.pk}".encode()).decode())


def after_row(key: str, number: int) -> Q:
    """Rows after (key, number) in the order (sort_key, id).

    The condition begins with a plain range, which both databases turn into one stretch of an index; written as the
    equal "or" of two cases it would be two look-ups and a sort.
    """
    return Q(sort_key__gte=key) & ~Q(sort_key=key, id__lte=number)


def _read(after: str) -> tuple[str, int]:
    try:
        key, _colon, number = base64.urlsafe_b64decode(after.encode()).decode().rpartition(":")
        return key, int(number)
    except (binascii.Error, ValueError, UnicodeDecodeError) as error:
        raise Http404 from error
