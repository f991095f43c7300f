"""`kurultay reseal`: seal the seeds of one-time codes with the secret key of today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kurultay.modules.seats.actions.sealing import CannotOpen, reseal


class Command(BaseCommand):
    """After another KURULTAY_SECRET_KEY was set, with the earlier one among KURULTAY_SECRET_KEY_FALLBACKS."""

    help = "Seal the seeds of one-time codes with the secret key of today."

    def handle(self, *args: Any, **options: Any) -> None:
        """All of them, or none and why."""
        try:
            with transaction.atomic():
                count = reseal()
        except CannotOpen as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"{count} sealed with the secret key of today.")
