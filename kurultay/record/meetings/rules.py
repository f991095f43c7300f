"""Who may do the verbs of meetings: officers and registrars of whoever keeps the body, else the meeting."""

from typing import Any

from kurultay.kit.reading import Reader
from kurultay.kit.rules import keeps
from kurultay.record.parties.models import Party

from .models import AgendaItem, Meeting, Participation, Place


def locate(by: Reader, key: str, *, keeper: str = "", **words: Any) -> str | None:
    """A place enters the record through whoever keeps it."""
    return keeps(by, keeper)


def rename(by: Reader, place: Place, **words: Any) -> str | None:
    """A change of name is recorded by whoever keeps the place."""
    return keeps(by, place.keeper)


def plan(by: Reader, key: str, *, body: Party | None = None, keeper: str = "", **words: Any) -> str | None:
    """A meeting is planned by whoever keeps the body whose it is; without a body, by whoever keeps it."""
    return keeps(by, body.keeper if body is not None else keeper)


def confirm(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """A meeting is confirmed by whoever keeps it."""
    return keeps(by, meeting.keeper)


def convene(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """A meeting is convened by whoever keeps it."""
    return keeps(by, meeting.keeper)


def hold(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """That a meeting took place is recorded by whoever keeps it."""
    return keeps(by, meeting.keeper)


def postpone(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """A meeting is postponed by whoever keeps it."""
    return keeps(by, meeting.keeper)


def reschedule(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """A new day is set by whoever keeps the meeting."""
    return keeps(by, meeting.keeper)


def cancel(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """A meeting is cancelled by whoever keeps it."""
    return keeps(by, meeting.keeper)


def put_on_agenda(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """The agenda is kept by whoever keeps the meeting."""
    return keeps(by, meeting.keeper)


def conclude(by: Reader, item: AgendaItem, **words: Any) -> str | None:
    """What became of a point of the agenda is recorded by whoever keeps it."""
    return keeps(by, item.keeper)


def defer(by: Reader, item: AgendaItem, **words: Any) -> str | None:
    """That a point goes over to a later meeting is recorded by whoever keeps it."""
    return keeps(by, item.keeper)


def invite(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """Invitations are recorded by whoever keeps the meeting."""
    return keeps(by, meeting.keeper)


def accept(by: Reader, participation: Participation, **words: Any) -> str | None:
    """An answer to an invitation is recorded by whoever keeps it."""
    return keeps(by, participation.keeper)


def attend(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """Attendance is recorded by whoever keeps the meeting."""
    return keeps(by, meeting.keeper)


def close(by: Reader, meeting: Meeting, **words: Any) -> str | None:
    """A meeting is closed by whoever keeps it."""
    return keeps(by, meeting.keeper)
