"""Who may read a row that is about other rows."""

from functools import reduce
from typing import Any

from kurultay.kit.reading.models import Audience, stricter

from .acts import Refused


def narrowest(audience: Audience, *rows: Any) -> Audience:
    """The audience of a row about all of these rows (None is passed over): nobody reads it who may not read each.

    Raises Refused where two keepers both restrict, since no marking of one of them says that.
    """
    try:
        return reduce(stricter, [row.audience for row in rows if row is not None], audience)
    except ValueError as error:
        raise Refused(str(error)) from error
