"""Saving one row inside an act, with what the database itself refuses said for people."""

from typing import Any

from django.db import IntegrityError, transaction

from kurultay.kit.acting import Refused
from kurultay.kit.databases import refusal


def save(row: Any, clash: str, *, guards_speak: bool = False) -> None:
    """Save; raises Refused with `clash` where the database cannot hold the row beside what it holds.

    With `guards_speak` the sentence of the guard that refused comes first, where it was one: for rows of any table.
    """
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused((guards_speak and refusal(error)) or clash) from error
