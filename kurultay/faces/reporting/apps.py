"""reporting: what the record of an organisation lacks, and what it looks like over time."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Boards and pictures over several nouns at once; owns none of them."""

    name = "kurultay.faces.reporting"
    label = "reporting"
    verbose_name = "Reporting"
