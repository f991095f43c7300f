"""Writes anew what follows from the record: how every commitment stands, and the counters of the boards."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from kurultay.kit import reckoning


class Command(BaseCommand):
    """Derived rows are kept with every act; this is for rows that came past the acts, as after a repair."""

    help = "Write derived rows anew from the record; `kurultay check` says whether that is needed."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            rows = reckoning.rebuild()
        self.stdout.write(f"Reckoned anew from {rows} rows of the record.")
