"""The outbox: what happened reaches reactions after commit, at least once, in chunks.

`journal.append` puts one row per batch of events. A worker claims rows for some minutes (a lease, so that nothing is lost when it
dies), runs each reaction on all events of the chunk that concern it, and removes the rows. Where a chunk fails the reaction runs
batch by batch; a batch that fails alone goes to OutboxFailure and is tried again with growing pauses for more than a day; then it
is kept as dead and shown until somebody lets it run again.

A reaction is idempotent and does not rely on order: with several workers, and after a failure, later events may come first. It
reads the record's present state and opens its own transactions.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from motcua.foundation import clock
from motcua.foundation.chain import StoredEvent, Stream
from motcua.foundation.models import OutboxFailure
from motcua.foundation.sql import db_instant, on_postgresql
from motcua.foundation.streams import event_from_row, select_events

CHUNK = 200
"""Batches claimed at a time."""
LEASE = timedelta(minutes=5)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 480, 720))
"""Between one try and the next; together more than a day (34 hours)."""
MAX_ERROR = 4000

React = Callable[[Sequence[StoredEvent]], None]
_log = logging.getLogger(__name__)


class Reaction(msgspec.Struct, frozen=True):
    """What a room does when events of some types happened."""

    name: str
    event_types: frozenset[str]
    react: React


class Batch(NamedTuple):
    """The events of one append."""

    stream: Stream
    first_seq: int
    last_seq: int


REACTIONS: dict[str, Reaction] = {}

_CLAIM = """
UPDATE outbox SET claimed_by = %s, claimed_until = %s WHERE id IN (
    SELECT id FROM outbox WHERE claimed_until IS NULL OR claimed_until < %s ORDER BY id LIMIT %s {skip_locked}
) RETURNING id, stream_kind, stream_id, first_seq, last_seq
"""
_EXTEND = "UPDATE outbox SET claimed_until = %s WHERE claimed_by = %s AND id BETWEEN %s AND %s"
_DONE = "DELETE FROM outbox WHERE id = %s AND claimed_by = %s"
_FAILED = """
INSERT INTO outbox_failure (reaction, stream_kind, stream_id, first_seq, last_seq, tries, first_failed_at, next_try_at, error)
VALUES (%s, %s, %s, %s, %s, 1, %s, %s, %s)
ON CONFLICT (reaction, stream_kind, stream_id, first_seq) DO UPDATE SET error = excluded.error
"""


def register_reaction(name: str, event_types: Iterable[str], react: React) -> None:
    """Call `react` with every event of `event_types`, after commit, at least once, many at a time.

    A name never changes: failures are kept under it.
    """
    REACTIONS[name] = Reaction(name, frozenset(event_types), react)


def run_once(limit: int = CHUNK, *, worker: str = "worker", at: datetime | None = None) -> int:
    """Claim up to `limit` batches and due failures, run their reactions, and return how many batches were done or tried.

    `at` is for tests; the clock is read otherwise. Not inside a transaction: reactions may talk to the world.
    """
    moment = at or clock.now()
    tried = _retry_failures(limit, moment)
    claimed = _claim(limit, worker, moment)
    if not claimed:
        return tried
    batches = list(claimed.values())
    events = _events_of(batches)
    for reaction in list(REACTIONS.values()):
        _react(reaction, batches, events, moment)
        _extend(claimed, worker, at)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_DONE, [(row_id, worker) for row_id in claimed])
    return tried + len(claimed)


def _claim(limit: int, worker: str, at: datetime) -> dict[int, Batch]:
    with connection.cursor() as cursor:
        if not _anything_waits(cursor):
            return {}
        statement = _CLAIM.format(skip_locked="FOR UPDATE SKIP LOCKED" if on_postgresql() else "")
        cursor.execute(statement, (worker, db_instant(at + LEASE), db_instant(at), limit))
        rows = sorted(cursor.fetchall())
    return {row_id: Batch(Stream(kind, stream_id), first, last) for row_id, kind, stream_id, first, last in rows}


def _anything_waits(cursor: Any) -> bool:
    """A read first: an idle worker takes no write lock."""
    cursor.execute("SELECT 1 FROM outbox LIMIT 1")
    return cursor.fetchone() is not None


def _extend(claimed: dict[int, Batch], worker: str, at: datetime | None) -> None:
    until = (at or clock.now()) + LEASE
    with connection.cursor() as cursor:
        cursor.execute(_EXTEND, (db_instant(until), worker, min(claimed), max(claimed)))


def _events_of(batches: Sequence[Batch]) -> dict[Batch, list[StoredEvent]]:
    events: dict[Batch, list[StoredEvent]] = {}
    for start in range(0, len(batches), CHUNK):
        events |= _read_batches(batches[start : start + CHUNK])
    return events


def _read_batches(batches: Sequence[Batch]) -> dict[Batch, list[StoredEvent]]:
    wanted = " OR ".join(["(stream_kind = %s AND stream_id = %s AND seq BETWEEN %s AND %s)"] * len(batches))
    values = [value for batch in batches for value in (*batch.stream, batch.first_seq, batch.last_seq)]
    batch_of = {(batch.stream, seq): batch for batch in batches for seq in range(batch.first_seq, batch.last_seq + 1)}
    found: dict[Batch, list[StoredEvent]] = {}
    with connection.cursor() as cursor:
        cursor.execute(select_events(f"WHERE {wanted} ORDER BY position"), values)
        for row in cursor.fetchall():
            event = event_from_row(row)
            found.setdefault(batch_of[event.stream, event.seq], []).append(event)
    return found


def _react(reaction: Reaction, batches: Sequence[Batch], events: dict[Batch, list[StoredEvent]], at: datetime) -> None:
    concerned = {batch: [event for event in events.get(batch, ()) if event.type in reaction.event_types] for batch in batches}
    concerned = {batch: heard for batch, heard in concerned.items() if heard}
    if not concerned:
        return
    together = sorted((event for heard in concerned.values() for event in heard), key=lambda event: event.position)
    if _attempt(reaction, together) is None:
        return
    for batch, heard in concerned.items():
        error = _attempt(reaction, heard)
        if error is not None:
            _keep_failure(reaction, batch, error, at)


def _attempt(reaction: Reaction, events: Sequence[StoredEvent]) -> str | None:
    """None when it worked, otherwise what went wrong, for the operations page."""
    try:
        reaction.react(events)
    except Exception as error:  # noqa: BLE001 - whatever a reaction throws, the batch is kept and tried again
        _log.warning("reaction %s failed: %s", reaction.name, error)
        return traceback.format_exc()[-MAX_ERROR:]
    return None


def _keep_failure(reaction: Reaction, batch: Batch, error: str, at: datetime) -> None:
    place = (reaction.name, *batch.stream, batch.first_seq, batch.last_seq)
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, (*place, db_instant(at), db_instant(at + PAUSES[0]), error))


def _retry_failures(limit: int, at: datetime) -> int:
    due = OutboxFailure.objects.filter(next_try_at__lte=at, reaction__in=list(REACTIONS)).order_by("next_try_at")[:limit]
    return sum(_retry(failure.pk, at) for failure in due)


def _retry(pk: int, at: datetime) -> int:
    """Try one failure again, unless another worker took it meanwhile."""
    # Moving the next try before trying is the lease: who dies here tries again after the pause.
    with transaction.atomic():
        failure = OutboxFailure.objects.select_for_update(skip_locked=on_postgresql()).filter(pk=pk, next_try_at__lte=at).first()
        if failure is None:
            return 0
        pause = PAUSES[failure.tries] if failure.tries < len(PAUSES) else None
        failure.tries += 1
        failure.next_try_at = at + (pause or LEASE)
        failure.save(update_fields=["tries", "next_try_at"])
    batch = Batch(Stream(failure.stream_kind, failure.stream_id), failure.first_seq, failure.last_seq)
    reaction = REACTIONS[failure.reaction]
    heard = [event for event in _read_batches([batch]).get(batch, []) if event.type in reaction.event_types]
    error = _attempt(reaction, heard)
    if error is None:
        failure.delete()
    else:
        OutboxFailure.objects.filter(pk=pk).update(error=error, next_try_at=at + pause if pause else None)
    return 1


def list_failures(*, only_dead: bool = False) -> list[OutboxFailure]:
    """What failed and was not mended yet: the dead first (`next_try_at` is None: no further try planned), then the oldest; at most 500."""
    found = OutboxFailure.objects.filter(next_try_at=None) if only_dead else OutboxFailure.objects.all()
    return sorted(found.order_by("first_failed_at")[:500], key=lambda failure: failure.next_try_at is not None)


def try_again(failure_id: int, at: datetime) -> bool:
    """Let a failure, dead or waiting, run again at once with all its pauses before it; False when it is gone."""
    return bool(OutboxFailure.objects.filter(pk=failure_id).update(tries=0, next_try_at=at))
