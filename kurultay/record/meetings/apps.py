"""meetings: when and where who met as what, and the places where they did."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings in series of bodies, their sessions and agenda, and who took part."""

    name = "kurultay.record.meetings"
    label = "meetings"
    verbose_name = "Meetings"
