"""Django's migrate, followed by the database's own guards."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate

from kurultay.kit import databases


class Command(Migrate):
    """Altering a table on SQLite drops its triggers silently; so they are put back after every migration."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            databases.install()
            call_command("createcachetable", verbosity=0)
