"""Content records: what must one day be erasable lies here; events carry only `ContentRef` (id and salted hash).

Erasing by law deletes body and salt. It is an event itself, in the stream `<kind>.erasure` with the same id, so that folds of
the record's own stream never meet it; `hash` stays, the chain stays whole, and `verify` accepts exactly what such an event names.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import connection, transaction

from motcua.foundation.chain import NewEvent, Stream, checks_of
from motcua.foundation.sql import db_instant, instant_from_db
from motcua.foundation.streams import append
from motcua.law.content import ContentRef

__all__ = [
    "ContentRef",
    "StreamContentRow",
    "erase_content",
    "erasure_stream",
    "find_contents",
    "put_content",
    "put_contents",
    "read_contents",
]

FORMAT = "motcua.content.1"
ERASURE_SUFFIX = ".erasure"
ERASED = "content_erased"
_SALT_BYTES = 16
_INSERT = "INSERT INTO stream_content (stream_kind, stream_id, kind, salt, body, checks, hash) VALUES {rows} RETURNING id"
_ERASE = """
UPDATE stream_content SET body = NULL, salt = NULL, checks = NULL, erased_at = %s
WHERE stream_kind = %s AND stream_id = %s AND id = %s AND hash = %s AND body IS NOT NULL
"""
_HEAD_SEQ = "SELECT COALESCE(MAX(seq), 0) FROM journal_event WHERE stream_kind = %s AND stream_id = %s"
_SELECT = "SELECT id, kind, body, hash, {erased_at} FROM stream_content WHERE {condition} ORDER BY id"


class StreamContentRow(msgspec.Struct, frozen=True):
    """One content record as read; `body` is None once erased."""

    id: int
    kind: str
    body: str | None
    hash: str
    erased_at: datetime | None


class Erasure(msgspec.Struct, frozen=True):
    """Payload of an erasure: what was erased, by which decision, why."""

    contents: tuple[ContentRef, ...]
    decision: str
    reason: str


def content_hash(stream: Stream, kind: str, salt: str, body: str) -> str:
    """SHA-256 over ["motcua.content.1", stream kind, stream id, kind, salt, body] as JSON without spaces."""
    return hashlib.sha256(msgspec.json.encode([FORMAT, stream.kind, stream.id, kind, salt, body])).hexdigest()


def put_content(stream: Stream, kind: str, body: bytes | str) -> ContentRef:
    """Keep `body` (canonical JSON) beside `stream` and return what the event may carry of it.

    An event of the same stream must carry the reference (as an object with `id` and `hash`) in the same transaction: `verify`
    reports contents no event knows.
    """
    return put_contents(stream, [(kind, body)])[0]


def put_contents(stream: Stream, contents: Sequence[tuple[str, bytes | str]]) -> list[ContentRef]:
    """`put_content` for several (kind, body) pairs in one statement, in their order."""
    if not contents:
        return []
    rows: list[tuple[str | int, ...]] = []
    for kind, body in contents:
        text = body.decode() if isinstance(body, bytes) else body
        salt = secrets.token_hex(_SALT_BYTES)
        rows.append((*stream, kind, salt, text, checks_of((kind, salt, text)), content_hash(stream, kind, salt, text)))
    statement = _INSERT.format(rows=", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
        ids = sorted(found for (found,) in cursor.fetchall())
    return [ContentRef(content_id, str(row[-1])) for content_id, row in zip(ids, rows, strict=True)]


def read_contents(stream: Stream) -> dict[int, StreamContentRow]:
    """The content records of `stream` by id, the erased ones with `body` None."""
    return _read("stream_kind = %s AND stream_id = %s", stream)


def find_contents(refs: Sequence[ContentRef]) -> dict[int, StreamContentRow]:
    """These content records of whatever streams, by id: for pages that show many. One query by primary key."""
    return _read(f"id IN ({', '.join(['%s'] * len(refs))})", [ref.id for ref in refs]) if refs else {}


def _read(condition: str, places: Sequence[int | str]) -> dict[int, StreamContentRow]:
    erased_at = "erased_at" if connection.vendor == "postgresql" else "+erased_at"
    with connection.cursor() as cursor:
        cursor.execute(_SELECT.format(erased_at=erased_at, condition=condition), places)
        rows = cursor.fetchall()
    return {
        number: StreamContentRow(number, kind, body, found, instant_from_db(erased) if erased else None)
        for number, kind, body, found, erased in rows
    }


def erasure_stream(stream: Stream) -> Stream:
    """The stream that says what was erased of `stream`."""
    return Stream(stream.kind + ERASURE_SUFFIX, stream.id)


def erase_content(stream: Stream, refs: Sequence[ContentRef], *, decision: str, reason: str, at: datetime, actor: str) -> int:
    """Erase body and salt of `refs` under `decision` (number and date of the document) and journal that; return how many there were.

    The room that copied words into its rows blanks them in the same transaction. Raises LookupError when a reference is not
    this stream's or was erased before, ValueError without decision or references, TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("contents are erased inside a transaction")
    if not decision.strip() or not refs:
        raise ValueError("an erasure names its decision and what is erased")
    with connection.cursor() as cursor:
        cursor.executemany(_ERASE, [(db_instant(at), *stream, ref.id, ref.hash) for ref in set(refs)])
        if cursor.rowcount != len(set(refs)):
            raise LookupError(f"{stream} does not hold all of these contents: {sorted(ref.id for ref in refs)}")
        target = erasure_stream(stream)
        cursor.execute(_HEAD_SEQ, target)
        head = cursor.fetchone()[0]
    erasure = Erasure(tuple(sorted(set(refs), key=lambda ref: ref.id)), decision, reason)
    payload = msgspec.json.encode(erasure, order="sorted").decode()
    append(target, head, [NewEvent(ERASED, 1, payload)], at=at, actor=actor)
    return len(erasure.contents)
