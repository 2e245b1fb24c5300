"""Print jobs, seen by nobody but who made them."""

from __future__ import annotations

from datetime import date, datetime
from typing import BinaryIO

import msgspec

from motcua.foundation import files
from motcua.foundation.access import Actor
from motcua.papers.models import PrintJob, PrintKind, PrintLine, PrintState

MOST_SHOWN = 30


class JobView(msgspec.Struct, frozen=True, kw_only=True):
    """One job as its maker sees it: what was asked, how far it is, whether there is a file. `purpose` is empty for the register."""

    id: int
    kind: PrintKind
    agency: int
    purpose: str
    first_day: date
    last_day: date
    made_at: datetime
    ended_at: datetime | None
    state: PrintState
    done: int
    total: int
    pages: int
    has_file: bool

    @property
    def is_open(self) -> bool:
        """Whether the worker has still to do with it."""
        return self.state in (PrintState.WAITING, PrintState.RUNNING)


class Unprinted(msgspec.Struct, frozen=True):
    """A slip that is not in the file, and why."""

    dossier_id: int
    code: str
    why: PrintLine.Outcome


class JobFile(msgspec.Struct, frozen=True):
    """The file of a finished job, to be closed by who reads it."""

    content: BinaryIO
    name: str


def list_jobs(actor: Actor, kind: PrintKind | None = None) -> list[JobView]:
    """The actor's latest jobs, the newest first. One query; relies on print_job_mine."""
    rows = PrintJob.objects.filter(made_by_id=actor.id).order_by("-id")
    rows = rows.filter(kind=kind) if kind else rows
    return [_view(row) for row in rows[:MOST_SHOWN]] if actor.kind == "officer" else []


def get_job(actor: Actor, job_id: int) -> tuple[JobView, list[Unprinted]] | None:
    """One job with what it could not print; None where the actor made no such job. Two queries."""
    row = _mine(actor, job_id)
    if row is None:
        return None
    return _view(row), _unprinted(row)


def open_print(actor: Actor, job_id: int) -> JobFile | None:
    """The file of a job; None where the actor made no such job, or it has no file (yet)."""
    row = _mine(actor, job_id)
    if row is None or not row.file:
        return None
    return JobFile(files.open(row.file), f"in-{row.kind.lower()}-{row.pk}.pdf")


def _mine(actor: Actor, job_id: int) -> PrintJob | None:
    if actor.kind != "officer":
        return None
    return PrintJob.objects.filter(pk=job_id, made_by_id=actor.id).first()


def _view(row: PrintJob) -> JobView:
    return JobView(
        id=row.pk,
        kind=PrintKind(row.kind),
        agency=row.agency_id,
        purpose=row.purpose,
        first_day=row.first_day,
        last_day=row.last_day,
        made_at=row.made_at,
        ended_at=row.ended_at,
        state=PrintState(row.state),
        done=row.done,
        total=row.total,
        pages=row.pages,
        has_file=bool(row.file),
    )


def _unprinted(row: PrintJob) -> list[Unprinted]:
    if row.kind != PrintKind.SLIPS:
        return []
    lines = PrintLine.objects.filter(job_id=row.pk).exclude(outcome__in=("", PrintLine.Outcome.PRINTED)).order_by("place")
    found = lines.values_list("dossier_id", "dossier__code", "outcome")
    return [Unprinted(dossier_id, code or "", PrintLine.Outcome(outcome)) for dossier_id, code, outcome in found]
