"""parties: who takes part, promises and hosts, what they are to one another, and over what."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Parties of every kind, their names, and the roles they hold over time."""

    name = "kurultay.record.parties"
    label = "parties"
    verbose_name = "Parties"
