"""What the queue itself needs done: what was finished a month ago is forgotten."""

from collections.abc import Iterable
from datetime import time, timedelta

from django.apps import apps
from django.utils.translation import gettext_noop

from kurultay.kit import clock, files
from kurultay.kit.letters import Job, Letter

KEPT = timedelta(days=30)
UNCONFIRMED = timedelta(days=1)


def tidy() -> Iterable[Letter]:
    """Forget the tasks that ended a month ago and the uploads nobody confirmed; the mails themselves stay."""
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    tasks.finished().filter(finished_at__lt=clock.now() - KEPT).delete()
    files.clear(clock.now() - UNCONFIRMED)
    return ()


JOBS = {"work.tidy": Job(gettext_noop("Forget tasks that ended a month ago"), timedelta(days=1), tidy, time(3, 30))}
