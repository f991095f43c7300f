"""Pages of meetings, series of a body, places and the calendar of a year."""

from .calendar import calendar, this_year
from .lists import meetings
from .meeting import meeting, meeting_history, meeting_sources
from .places import place, places
from .series import series

__all__ = [
    "calendar",
    "meeting",
    "meeting_history",
    "meeting_sources",
    "meetings",
    "place",
    "places",
    "series",
    "this_year",
]
