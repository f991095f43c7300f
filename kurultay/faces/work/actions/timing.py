"""Jobs at their hours: each due job is put into the queue once, and tried again where it fails."""

from typing import Any

from django.db import transaction
from django_tasks import task

from kurultay.kit import clock
from kurultay.kit.letters import jobs

from ..models import Schedule
from .queueing import queue
from .sending import MOST_TRIES, backoff


def tick() -> int:
    """Put the jobs that are due into the queue; returns how many. Of two workers only one finds a job due."""
    now, put = clock.now(), 0
    offered = jobs()
    known = {row.name: row for row in Schedule.objects.filter(name__in=offered)}
    for name, job in offered.items():
        row: Any = known.get(name) or Schedule.objects.get_or_create(name=name, defaults={"next_at": job.first(now)})[0]
        if row.stopped or row.next_at > now:
            continue
        with transaction.atomic():
            mine = Schedule.objects.filter(pk=row.pk, next_at=row.next_at, stopped=False)
            if mine.update(next_at=job.following(now), last_at=now):
                run_job.enqueue(name, 1)
                put += 1
    return put


@task
def run_job(name: str, tries: int) -> int:
    """Do a job and queue the letters it gives rise to; how many were new. A failure is tried again, later and later."""
    job = jobs().get(name)
    if job is None:  # its app was left out since
        return 0
    row = Schedule.objects.filter(name=name)
    try:
        new = queue(job.run())
    except Exception as error:
        row.update(failures=tries, said=f"{type(error).__name__}: {error}"[:500])
        if tries < MOST_TRIES:
            run_job.using(run_after=clock.now() + backoff(tries)).enqueue(name, tries + 1)
        raise
    row.update(failures=0, said="")
    return new
