"""What each process of `kurultay serve` loads: the WSGI application, out of reach of the terminal's Ctrl-C."""

import os
import signal
import time
from multiprocessing import parent_process
from threading import Thread

from .wsgi import application  # first of all: it makes Django ready

# isort: split
from django.conf import settings

from kurultay.faces.work.actions import start_inside

from .serve import PATIENCE

__all__ = ["application"]

# Ctrl-C reaches every process of the terminal's group, and granian's main process then tells its workers to stop
# once more; a granian worker that is told twice waits for ever. In a group of its own it is told once.
os.setpgid(0, 0)


def _end_with_the_server() -> None:
    """Wait for the end of the main process, killed or not, and stop then: an orphan would hold the port and work on."""
    if (server := parent_process()) is not None:
        server.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
        os._exit(1)


Thread(target=_end_with_the_server, name="end-with-the-server", daemon=True).start()

if settings.KURULTAY_WORK == "inside":
    start_inside()
