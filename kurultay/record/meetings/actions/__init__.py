"""What happens to meetings, their places and agendas."""

from .agenda import conclude, defer, put_on_agenda
from .course import (
    accept,
    attend,
    cancel,
    close,
    confirm,
    convene,
    hold,
    invite,
    locate,
    plan,
    postpone,
    rename,
    reschedule,
    settle_sort_key,
)

__all__ = [
    "accept",
    "attend",
    "cancel",
    "close",
    "conclude",
    "confirm",
    "convene",
    "defer",
    "hold",
    "invite",
    "locate",
    "plan",
    "postpone",
    "put_on_agenda",
    "rename",
    "reschedule",
    "settle_sort_key",
]
