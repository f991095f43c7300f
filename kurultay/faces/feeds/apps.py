"""feeds: calendars of bodies and organisations, and what is new in the record."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Calendars to subscribe to and news of the record; owns no noun."""

    name = "kurultay.faces.feeds"
    label = "feeds"
    verbose_name = "Feeds"
