"""A form that is sent twice is done once: the key of a form stays with its act, and the database holds it once.

The key is made of the word that the form was opened with, of who sent it and of all that was typed. What is sent again
with other words is another act.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from kurultay.kit.reading.readers import Reader

from .models import Act

_key: ContextVar[str] = ContextVar("form_key", default="")


def key_of(word: str, by: Reader, *sent: Any) -> str:
    """The key of a form that was opened with this word; "" where it was opened without one."""
    told = json.dumps([word, by.account, by.name, sent], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest() if word else ""


@contextmanager
def sent_once(key: str) -> Iterator[None]:
    """The first act of the block is that of the form with this key."""
    token = _key.set(key)
    try:
        yield
    finally:
        _key.reset(token)


def take_key() -> str:
    """The key of the form in hand; it is given to one act."""
    key = _key.get()
    _key.set("")
    return key


def done_by(key: str) -> Act | None:
    """The act that a form with this key has led to."""
    return Act._base_manager.filter(once=key).exclude(number=None).first() if key else None
