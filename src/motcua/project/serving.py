"""The WSGI door as `motcua run` opens it: embedded (SQLite), the background work is a thread of the same process."""

from __future__ import annotations

from multiprocessing.util import Finalize

from django.conf import settings

from motcua.foundation.worker import start_embedded_worker, stop_embedded_worker
from motcua.project.wsgi import application

__all__ = ["application"]

if settings.EMBEDDED:
    start_embedded_worker()
    # The server's child processes end without Python's own farewell (atexit); this one they do run.
    Finalize(None, stop_embedded_worker, exitpriority=10)
