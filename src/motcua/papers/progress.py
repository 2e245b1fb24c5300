"""How far the worker is with a print job, and whether the job is still its own."""

from __future__ import annotations

from datetime import timedelta

from motcua.foundation import clock
from motcua.papers.models import PrintJob, PrintState

LEASE = timedelta(minutes=5)
"""How long a worker may be silent before another one begins the job anew."""


class LeaseLostError(Exception):
    """Another worker has the job."""


def tell(job: PrintJob, done: int) -> None:
    """Say how many papers or lines are done and hold the job for another while. Raises LeaseLostError."""
    mine = PrintJob.objects.filter(pk=job.pk, claimed_by=job.claimed_by, state=PrintState.RUNNING)
    if not mine.update(done=done, claimed_until=clock.now() + LEASE):
        raise LeaseLostError(str(job.pk))
