"""The worker: finds what is due, does it one after the other, and takes over what a worker that died left half done."""

import atexit
import logging
import os
import socket
import threading
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import DatabaseError, close_old_connections, transaction
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as Hand

from kurultay.kit import clock

from .timing import tick

PAUSE = 2.0  # seconds between looks at an empty queue
DEAD = timedelta(minutes=15)  # after that long a task of a worker elsewhere is taken over; every task is shorter
log = logging.getLogger(__name__)
_living: set[str] = set()  # workers of this process


def _tasks() -> Any:
    return apps.get_model("django_tasks_database", "DBTaskResult").objects


class Worker:
    """One worker, known by its machine, its process and a name of its own."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}:{os.getpid()}:{get_random_string(8)}"
        self.stopping = threading.Event()

    def work(self, *, once: bool = False) -> int:
        """Work until `stopping` is set, or with `once` until nothing waits; how many tasks were done."""
        done = 0
        _living.add(self.name)
        try:
            while not self.stopping.is_set():
                some = self._look()
                done += some
                if some:
                    continue
                if once:
                    break
                self.stopping.wait(PAUSE)
        finally:
            _living.discard(self.name)
            close_old_connections()
        return done

    def _look(self) -> int:
        """Do one task where one waits; 1 or 0. A database that does not answer is asked again later."""
        try:
            close_old_connections()
            take_over()
            tick()
            if not _tasks().ready().exists():
                return 0
            hand = Hand(
                queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
                max_tasks=1, worker_id=self.name, excluded_queue_names=[],
            )  # fmt: skip
            hand.run()
            return int(hand._run_tasks)
        except DatabaseError as error:
            log.warning("The database does not answer the worker: %s", error)
            return 0


def take_over() -> int:
    """Put back the tasks of workers that are no more; how many. Every task may be begun twice without harm."""
    begun = _tasks().running().values_list("pk", "worker_ids", "started_at")
    left = [pk for pk, workers, at in begun if _is_dead(workers[-1] if workers else "", at)]
    with transaction.atomic():
        return int(_tasks().filter(pk__in=left, status="RUNNING").update(status="READY")) if left else 0


def _is_dead(worker: str, begun: Any) -> bool:
    """Whether a worker surely ended: its process on this machine is gone, or it took longer than any task may."""
    if worker in _living:
        return False
    machine, _colon, rest = worker.partition(":")
    process = rest.partition(":")[0]
    here = machine == socket.gethostname()[:30] and process.isdigit()
    if here and (int(process) == os.getpid() or not _runs(int(process))):
        return True
    return begun is None or bool(begun < clock.now() - DEAD)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def start_inside() -> Worker:
    """A worker in a thread of this process; it ends with the process, in the middle of whatever it does at worst."""
    worker = Worker()
    thread = threading.Thread(target=worker.work, name="work", daemon=True)

    def end() -> None:
        worker.stopping.set()
        thread.join(timeout=5)

    atexit.register(end)
    thread.start()
    return worker
