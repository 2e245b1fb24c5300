"""The worker: takes from the outbox, retries failures, does the periodic duties and people's errands, and says what it did last.

Embedded it is a thread of the server process, one per process, started by `start_embedded_worker`; on PostgreSQL any number run
as `motcua worker`. Both stop at the end of the chunk in hand.
"""

from __future__ import annotations

import atexit
import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from django.db import close_old_connections, connection

from motcua.foundation import clock, outbox
from motcua.foundation.duties import run_due_duties
from motcua.foundation.errands import Errands
from motcua.foundation.models import DutyRun, Outbox, OutboxFailure, WorkerBeat
from motcua.foundation.sql import db_instant

IDLE_SECONDS = 0.5
DUTY_EVERY = timedelta(seconds=30)
BEAT_EVERY = timedelta(seconds=30)
STOP_SECONDS = 20.0
_log = logging.getLogger(__name__)
_BEAT = """
INSERT INTO worker_beat (worker, started_at, seen_at, batches, stopped_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (worker) DO UPDATE SET seen_at = excluded.seen_at, batches = excluded.batches, stopped_at = excluded.stopped_at
"""


class Worker:
    """One worker's loop. `stop` may be called from a signal handler or another thread."""

    def __init__(self, name: str = "") -> None:
        self.name = name or f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"[:80]
        self.batches = 0
        self._started_at = clock.now()
        self._next_duties = self._next_beat = self._started_at
        self._stopping = threading.Event()
        self._errands = Errands(self.name)

    def stop(self) -> None:
        """Ask the loop to end after the chunk in hand."""
        self._stopping.set()

    def run(self, told: Callable[[str], None] | None = None) -> None:
        """Work until stopped; `told` hears, in Vietnamese, of what was done. A database that is away is waited for."""
        while not self._stopping.is_set():
            is_busy = False
            try:
                done = self.step(clock.now())
                is_busy = self._errands.step(clock.now())
            except Exception as error:  # noqa: BLE001 - the worker outlives a database restart
                _log.warning("worker %s: %s", self.name, error)
                close_old_connections()
                done = 0
            if done and told:
                told(f"Đã chuyển {done} lô sự kiện.")
            if not done and not is_busy:
                self._stopping.wait(IDLE_SECONDS)
        self._errands.leave()
        self._beat(clock.now(), stopped=True)
        connection.close()

    def step(self, at: datetime) -> int:
        """One round: a chunk of the outbox, then duties and beat when their time has come. Returns the batches done."""
        done = outbox.run_once(worker=self.name)
        self.batches += done
        if at >= self._next_duties:
            run_due_duties(at)
            self._next_duties = at + DUTY_EVERY
        if at >= self._next_beat:
            self._beat(at, stopped=False)
            self._next_beat = at + BEAT_EVERY
            close_old_connections()
        return done

    def _beat(self, at: datetime, *, stopped: bool) -> None:
        seen = db_instant(at)
        with connection.cursor() as cursor:
            cursor.execute(_BEAT, (self.name, db_instant(self._started_at), seen, self.batches, seen if stopped else None))


class _Embedded:
    """The one worker thread of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return False
            self._worker = Worker()
            self._thread = threading.Thread(target=self._worker.run, name="motcua-worker", daemon=True)
            self._thread.start()
            return True

    def stop(self) -> None:
        with self._lock:
            if self._worker is not None and self._thread is not None:
                self._worker.stop()
                self._thread.join(STOP_SECONDS)
            self._worker = self._thread = None


_EMBEDDED = _Embedded()


def start_embedded_worker() -> bool:
    """Start the worker thread of this process; False when it runs already. It stops when the process ends."""
    started = _EMBEDDED.start()
    if started:
        atexit.register(stop_embedded_worker)
    return started


def stop_embedded_worker() -> None:
    """Stop the worker thread and wait for the chunk in hand, at most twenty seconds."""
    _EMBEDDED.stop()


class WorkerStatus(msgspec.Struct, frozen=True):
    """What an operations page shows: what waits, what failed, who works and when duties ran."""

    waiting: int
    oldest_waiting: datetime | None
    failing: int
    dead: int
    workers: tuple[WorkerBeat, ...]
    duties: tuple[DutyRun, ...]


def get_worker_status() -> WorkerStatus:
    """The state of outbox, workers and duties now (six small queries)."""
    oldest = Outbox.objects.order_by("id").first()
    return WorkerStatus(
        waiting=Outbox.objects.count(),
        oldest_waiting=oldest.put_at if oldest else None,
        failing=OutboxFailure.objects.exclude(next_try_at=None).count(),
        dead=OutboxFailure.objects.filter(next_try_at=None).count(),
        workers=tuple(WorkerBeat.objects.order_by("-seen_at")[:20]),
        duties=tuple(DutyRun.objects.order_by("name")),
    )
