"""The one clock: what the time is, and how a test stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)


def now() -> datetime:
    """This instant in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today() -> date:
    """This day in UTC; record pages answer for it when no day is named."""
    return now().date()


@contextmanager
def stopped_at(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` inside the block."""
    token = _stopped.set(instant)
    try:
        yield
    finally:
        _stopped.reset(token)
