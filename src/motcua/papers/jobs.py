"""What the worker does with a print job: takes it for some minutes, does it a portion at a time, keeps the whole as one file.

A worker that dies leaves the job to the next one, which begins it anew. Nobody misses a paper and none is printed twice: a file is kept
only when it is whole. What cannot be printed is told paper by paper and stops no other.
"""

from __future__ import annotations

import logging
import traceback
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.agencies.queries import actor_of
from motcua.dossiers.history import title_of
from motcua.foundation import clock, files
from motcua.foundation.access import Act, Actor, require
from motcua.foundation.errands import Portions, register_errand
from motcua.foundation.sql import on_postgresql
from motcua.law.calendar import business_date
from motcua.law.refusal import Refusal
from motcua.law.rulesets import FormPurpose, form_set_at
from motcua.papers.binding import Binder
from motcua.papers.commands.issuing import PDF
from motcua.papers.commands.jobs import book_subject
from motcua.papers.models import PrintJob, PrintKind, PrintState
from motcua.papers.piles import bind_slips
from motcua.papers.progress import LEASE, LeaseLostError
from motcua.papers.register_book import bind_register

MOST_BYTES = 200 * 1024 * 1024
MAX_ERROR = 4000
_ACTS = {PrintKind.SLIPS: Act.PRINT_SLIPS, PrintKind.REGISTER: Act.PRINT_REGISTER}
_BINDING = {PrintKind.SLIPS: bind_slips, PrintKind.REGISTER: bind_register}
_log = logging.getLogger(__name__)


def register() -> None:
    """Called once, when the room is ready."""
    register_errand("papers.print", take)


def take(worker: str, at: datetime) -> Portions | None:
    """Claim the oldest job that waits, or that a worker left lying; None when there is none. An idle look takes no write lock."""
    if not _waiting(at).exists():
        return None
    with transaction.atomic():
        job = _waiting(at).select_for_update(skip_locked=on_postgresql()).order_by("id").first()
        if job is None:
            return None
        job.state, job.done, job.claimed_by, job.claimed_until = PrintState.RUNNING, 0, worker, at + LEASE
        job.save(update_fields=["state", "done", "claimed_by", "claimed_until"])
    return _print(job)


def _waiting(at: datetime) -> QuerySet[PrintJob]:
    return PrintJob.objects.filter(Q(state=PrintState.WAITING) | Q(state=PrintState.RUNNING, claimed_until__lt=at))


def _print(job: PrintJob) -> Portions:
    mine = PrintJob.objects.filter(pk=job.pk, claimed_by=job.claimed_by, state=PrintState.RUNNING)
    try:
        binder = Binder(_title(job))
        yield from _BINDING[PrintKind(job.kind)](job, _still_allowed(job), binder)
        kept = _keep(binder)
        mine.update(state=PrintState.DONE, done=job.total, pages=binder.pages, file=kept, ended_at=clock.now())
    except GeneratorExit:
        mine.update(state=PrintState.WAITING, done=0)
        raise
    except LeaseLostError:
        _log.warning("print job %s went to another worker", job.pk)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, who asked is told, and may ask again
        _log.warning("print job %s failed: %s", job.pk, error)
        mine.update(state=PrintState.FAILED, error=traceback.format_exc()[-MAX_ERROR:], ended_at=clock.now())


def _still_allowed(job: PrintJob) -> Actor:
    """Who asked, as they are now: a post that was lost meanwhile prints nothing any more."""
    actor = actor_of(job.made_by_id, clock.now())
    refusal = require(actor, _ACTS[PrintKind(job.kind)], book_subject(job.agency_id))
    if refusal:
        raise PermissionError(refusal.message)
    return actor


def _title(job: PrintJob) -> str:
    """What the file is called, by the forms of the day it was asked for."""
    form_set = form_set_at(business_date(job.made_at))
    form = form_set.form(FormPurpose(job.purpose) if job.purpose else FormPurpose.REGISTER)
    name = title_of(form_set.key, form.key) if form else ""
    return f"{name}, {job.first_day:%d/%m/%Y} – {job.last_day:%d/%m/%Y}"


def _keep(binder: Binder) -> str:
    """The file's hash; nothing where no paper could be printed."""
    if not binder.pages:
        return ""
    kept = files.put(binder.bound(), PDF, max_bytes=MOST_BYTES)
    if isinstance(kept, Refusal):
        raise OSError(kept.message)
    return kept
