"""Append-only streams of events, each carrying the hash of the one before.

`append` is the only way in. It runs in the caller's transaction with two or three hand-written statements, because the ORM is
the measured limit of a command (docs/adr). Names, ids and addresses never go into a payload: see `contents`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from motcua.foundation import clock
from motcua.foundation.chain import NO_HASH, NewEvent, StoredEvent, Stream, checks_of, hash_of, instant_text
from motcua.foundation.sql import db_instant, instant_from_db, on_postgresql
from motcua.law.refusal import Refusal

APPENDERS_LOCK = 6_026_112_001
"""Key of the advisory lock on PostgreSQL that appenders share and the sealer takes alone."""

_COLUMNS = (
    *("position", "stream_kind", "stream_id", "seq", "type", "version", "at", "recorded_at"),
    *("actor", "payload", "checks", "prev_hash", "hash"),
)
_PLACES = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_INSERT = """
INSERT INTO journal_event
(position, stream_kind, stream_id, seq, type, version, at, recorded_at, actor, payload, checks, prev_hash, hash)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_INSERT_OUTBOX = "INSERT INTO outbox (stream_kind, stream_id, first_seq, last_seq, put_at) VALUES (%s, %s, %s, %s, %s)"
# One writer at a time (IMMEDIATE): the highest position cannot move under us.
_HEAD_ON_SQLITE = """
SELECT (SELECT COALESCE(MAX(position), 0) FROM journal_event), head.seq, head.hash, head.at
FROM (SELECT 1) LEFT JOIN (
    SELECT seq, hash, +at AS at FROM journal_event WHERE stream_kind = %s AND stream_id = %s ORDER BY seq DESC LIMIT 1
) AS head
"""
# The lock comes before the positions are drawn, so that whoever holds it alone sees every position below the highest settled.
_HEAD_ON_POSTGRESQL = """
WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(%s))
SELECT nextval('journal_position'), head.seq, head.hash, head.at
FROM gate CROSS JOIN generate_series(1, %s) LEFT JOIN LATERAL (
    SELECT seq, hash, at FROM journal_event WHERE stream_kind = %s AND stream_id = %s ORDER BY seq DESC LIMIT 1
) AS head ON true
"""


class JournalError(Exception):
    """An append the journal does not take. The transaction must be rolled back."""


class StreamConflict(JournalError):  # noqa: N818 - an event, told to people, rather than an error
    """Somebody else appended to the stream since the caller read it (or the caller was wrong about its head)."""

    refusal = Refusal(
        code="CHANGED_MEANWHILE", template="Bản ghi này vừa được người khác cập nhật. Mở lại để xem bản mới nhất rồi làm tiếp."
    )


class TimeRunsBackwards(JournalError):  # noqa: N818 - reads as the sentence it is
    """`at` lies before the stream's last event. The law layer refuses this earlier, with a sentence; here it is a bug or a wrong clock."""


def append(stream: Stream, expected_seq: int, events: Sequence[NewEvent], *, at: datetime, actor: str) -> int:
    """Journal `events` after event number `expected_seq` of `stream` (0: the stream is new) and return the new last number.

    `at` is when it happened (aware; never before the stream's last event), `actor` is `Actor.journal_name`. One outbox row is
    written for the batch. Raises StreamConflict, TimeRunsBackwards, ValueError (no events), and TransactionManagementError
    outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("events are appended inside the transaction of their command")
    if not events:
        raise ValueError("an append needs at least one event")
    with connection.cursor() as cursor:
        positions, prev_hash = _take_place(cursor, stream, expected_seq, len(events), at)
        envelope = _Envelope(stream, expected_seq, prev_hash, at, actor)
        rows = _rows(envelope, events, positions)
        last_seq = expected_seq + len(events)
        try:
            _write(cursor, rows, (stream.kind, stream.id, expected_seq + 1, last_seq, rows[0][7]))
        except IntegrityError as error:
            raise StreamConflict(f"{stream} already has an event {expected_seq + 1}") from error
    return last_seq


def _take_place(cursor: Any, stream: Stream, expected_seq: int, count: int, at: datetime) -> tuple[list[int], str]:
    """Positions for `count` events and the hash they hang on."""
    if on_postgresql():
        cursor.execute(_HEAD_ON_POSTGRESQL, (APPENDERS_LOCK, count, *stream))
        found = cursor.fetchall()
        positions = sorted(row[0] for row in found)
        _, seq, head_hash, head_at = found[0]
    else:
        cursor.execute(_HEAD_ON_SQLITE, stream)
        last, seq, head_hash, head_at = cursor.fetchone()
        positions = list(range(last + 1, last + 1 + count))
    if (seq or 0) != expected_seq:
        raise StreamConflict(f"{stream} is at event {seq or 0}, not {expected_seq}")
    if head_at is not None and at < instant_from_db(head_at):
        raise TimeRunsBackwards(f"{stream}: {at.isoformat()} lies before its last event, {head_at}")
    return positions, head_hash or NO_HASH


class _Envelope(NamedTuple):
    stream: Stream
    head_seq: int
    head_hash: str
    at: datetime
    actor: str


def _rows(envelope: _Envelope, events: Sequence[NewEvent], positions: Sequence[int]) -> list[tuple[int | str, ...]]:
    stream, head_seq, prev_hash, at, actor = envelope
    recorded_at = clock.now()
    at_text, recorded_text = instant_text(at), instant_text(recorded_at)
    at_stored, recorded_stored = db_instant(at), db_instant(recorded_at)
    rows: list[tuple[int | str, ...]] = []
    for seq, (event, position) in enumerate(zip(events, positions, strict=True), head_seq + 1):
        place = (position, stream.kind, stream.id, seq, event.type, event.version)
        columns = (*place, at_text, recorded_text, actor, event.payload)
        checks = checks_of(columns)
        event_hash = hash_of(columns, checks, prev_hash)
        rows.append((*place, at_stored, recorded_stored, actor, event.payload, checks, prev_hash, event_hash))
        prev_hash = event_hash
    return rows


def _write(cursor: Any, rows: Sequence[tuple[int | str, ...]], outbox_row: tuple[int | str, ...]) -> None:
    """Events and outbox row: in one round trip on PostgreSQL, where trips cost most; SQLite takes one insert in a statement."""
    if on_postgresql():
        events = _INSERT + f", {_PLACES}" * (len(rows) - 1)
        cursor.execute(f"WITH journalled AS ({events}) {_INSERT_OUTBOX}", [value for row in (*rows, outbox_row) for value in row])
        return
    for row in rows:
        cursor.execute(_INSERT, row)
    cursor.execute(_INSERT_OUTBOX, outbox_row)


def select_events(where: str) -> str:
    """The SELECT that `event_from_row` reads, over `journal_event AS e`, followed by `where` (joins, conditions, order)."""
    instants = {} if on_postgresql() else {"at": "+e.at", "recorded_at": "+e.recorded_at"}
    columns = ", ".join(instants.get(name, f"e.{name}") for name in _COLUMNS)
    return f"SELECT {columns} FROM journal_event AS e {where}"  # noqa: S608 - our own column names and conditions


def event_from_row(row: Sequence[Any]) -> StoredEvent:
    """One row of `select_events` as an event."""
    position, kind, stream_id, seq, name, version, at, recorded_at, *rest = row
    return StoredEvent(position, Stream(kind, stream_id), seq, name, version, instant_from_db(at), instant_from_db(recorded_at), *rest)


def read(stream: Stream, after: int = 0) -> list[StoredEvent]:
    """The events of `stream` in order, from event number `after` + 1 on. Uses the unique index (stream_kind, stream_id, seq)."""
    with connection.cursor() as cursor:
        cursor.execute(select_events("WHERE stream_kind = %s AND stream_id = %s AND seq > %s ORDER BY seq"), (*stream, after))
        return [event_from_row(row) for row in cursor.fetchall()]
