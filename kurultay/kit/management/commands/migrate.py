"""Django's migrate, followed by the database's own guards."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate

from kurultay.kit import databases
from kurultay.kit.finding import engines
from kurultay.kit.finding.writing import rebuild


class Command(Migrate):
    """Altering a table on SQLite drops its triggers silently; so they are put back after every migration."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            unmade = not engines.stands()
            databases.install()
            if unmade and not options.get("app_label"):  # a record from before there was a search
                rebuild()
            call_command("createcachetable", verbosity=0)
