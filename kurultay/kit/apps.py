"""kit: who reads, who acts, dates, names, sources and pages; nothing diplomatic."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class KitConfig(AppConfig):
    """The lowest ring: every app stands on it."""

    name = "kurultay.kit"
    label = "kit"
    verbose_name = "Kit"

    def ready(self) -> None:
        """Let `check --database` ask whether the database's own guards stand."""
        from kurultay.kit.checks import guards_stand

        register(guards_stand, Tags.database)
