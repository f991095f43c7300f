"""rounds: asking the parties how their commitments stand, and reminding those who have not answered."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Reporting rounds and their rhythms: which parties are asked about which commitments by when, and who answered."""

    name = "kurultay.modules.rounds"
    label = "rounds"
    verbose_name = "Reporting rounds"
