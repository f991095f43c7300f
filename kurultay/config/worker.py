"""What each process of `kurultay serve` loads: the WSGI application, out of reach of the terminal's Ctrl-C."""

import os

from .wsgi import application  # first of all: it makes Django ready

# isort: split
from django.conf import settings

from kurultay.faces.work.actions import start_inside

__all__ = ["application"]

# Ctrl-C reaches every process of the terminal's group, and granian's main process then tells its workers to stop
# once more; a granian worker that is told twice waits for ever. In a group of its own it is told once.
os.setpgid(0, 0)

if settings.KURULTAY_WORK == "inside":
    start_inside()
