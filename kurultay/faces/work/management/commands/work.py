"""`kurultay work`: do what waits in the background, until stopped."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kurultay.faces.work.actions import Worker


class Command(BaseCommand):
    """Works until it is told to stop, and finishes what it has begun."""

    help = "Do the jobs that are due and send the mail that waits. Ctrl-C stops it after the task at hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing waits any more")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, lambda *_: worker.stopping.set())
        if not options["once"]:
            self.stdout.write("Working (Ctrl-C stops it)")
            self.stdout.flush()
        done = worker.work(once=options["once"])
        self.stdout.write(f"Done: {done}")
