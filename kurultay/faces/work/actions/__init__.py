"""What is done in the background, and what administrators do about it."""

from .halting import pause, resume, send_again, stop, stop_all
from .queueing import queue
from .sending import deliver, send_mail
from .timing import run_job, tick
from .working import Worker, start_inside

__all__ = [
    "Worker",
    "deliver",
    "pause",
    "queue",
    "resume",
    "run_job",
    "send_again",
    "send_mail",
    "start_inside",
    "stop",
    "stop_all",
    "tick",
]
