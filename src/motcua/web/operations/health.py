"""What the operations page says. Of an error only its kind is told: its text may quote what a dossier says of a person."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import msgspec

from motcua.foundation.access import Act, Actor, scope
from motcua.foundation.models import DutyRun, OutboxFailure, Seal, WorkerBeat
from motcua.foundation.outbox import list_failures
from motcua.foundation.worker import WorkerStatus, get_worker_status

SEALS_SHOWN = 10
_NAME = re.compile(r"[A-Za-z_][\w.]*", re.ASCII)
SILENT_AFTER = timedelta(minutes=2)
"""A worker beats every thirty seconds; after this it counts as gone."""


class Failure(msgspec.Struct, frozen=True):
    """One reaction that failed; `kind` is the kind of error without its text."""

    id: int
    reaction: str
    place: str
    kind: str
    tries: int
    first_failed_at: datetime
    next_try_at: datetime | None


class Beat(msgspec.Struct, frozen=True):
    """One worker; `state` is running, stopped or silent."""

    name: str
    state: str
    seen_at: datetime
    batches: int


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the installation now. `is_working`: some worker was heard of lately."""

    status: WorkerStatus
    beats: tuple[Beat, ...]
    is_working: bool
    duties: tuple[DutyRun, ...]
    failures: tuple[Failure, ...]
    seals: tuple[Seal, ...]
    may_retry: bool


def look(actor: Actor, at: datetime) -> Health:
    """Everything the page shows. Eight small queries."""
    status = get_worker_status()
    beats = tuple(Beat(beat.worker, _state(beat, at), beat.seen_at, beat.batches) for beat in status.workers)
    return Health(
        status=status,
        beats=beats,
        is_working=any(beat.state == "running" for beat in beats),
        duties=status.duties,
        failures=tuple(_failure(failure) for failure in list_failures()),
        seals=tuple(Seal.objects.order_by("-no")[:SEALS_SHOWN]),
        may_retry=not scope(actor, Act.RETRY_REACTION).is_empty,
    )


def _state(beat: WorkerBeat, at: datetime) -> str:
    if beat.stopped_at is not None:
        return "stopped"
    return "running" if at - beat.seen_at < SILENT_AFTER else "silent"


def _failure(failure: OutboxFailure) -> Failure:
    return Failure(
        id=failure.pk,
        reaction=failure.reaction,
        place=f"{failure.stream_kind}:{failure.stream_id}",
        kind=kind_of(failure.error),
        tries=failure.tries,
        first_failed_at=failure.first_failed_at,
        next_try_at=failure.next_try_at,
    )


def kind_of(error: str) -> str:
    """The kind of error a traceback ends with: the name at the margin right below its last frame; "" where there is none."""
    last = error.rpartition("Traceback (most recent call last):")[2]
    head = next((line.partition(":")[0] for line in last.splitlines() if line and not line[0].isspace()), "")
    return head if _NAME.fullmatch(head) else ""
