"""Lists of meetings newest first, by key: the next page starts after the last meeting seen."""

import base64
import binascii
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404

from kurultay.kit.pages.cursor import SIZE, Window


def newest(rows: Any, after: str, size: int = SIZE) -> Window:
    """At most `size` meetings, the latest first, from the cursor on; 404 for a broken cursor."""
    if after:
        day, number = _read(after)
        rows = rows.filter(Q(sort_day__lte=day) & ~Q(sort_day=day, id__gte=number))
    found = list(rows.order_by("-sort_day", "-id")[: size + 1])
    if len(found) <= size:
        return Window(found, "")
    last = found[size - 1]
    return Window(found[:size], base64.urlsafe_b64encode(f"{last.sort_day}:{last.pk}".encode()).decode())


def _read(after: str) -> tuple[date, int]:
    try:
        day, _colon, number = base64.urlsafe_b64decode(after.encode()).decode().partition(":")
        return date.fromisoformat(day), int(number)
    except (binascii.Error, ValueError, UnicodeDecodeError) as error:
        raise Http404 from error
