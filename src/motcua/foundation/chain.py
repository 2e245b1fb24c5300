"""The canonical form of an event and its hash: pure, so that anybody can check a chain with these two pages alone.

hash = SHA-256 of the UTF-8 JSON list
["motcua.event.1", position, stream_kind, stream_id, seq, type, version, at, recorded_at, actor, payload, checks, prev_hash]
without spaces, letters unescaped, instants as 2026-11-20T02:14:05.000000Z, `payload` being the text exactly as stored.
The first event of a stream has sixty-four zeros as prev_hash.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

FORMAT = "motcua.event.1"
NO_HASH = "0" * 64
CHECKED_COLUMNS = ("position", "stream_kind", "stream_id", "seq", "type", "version", "at", "recorded_at", "actor", "payload")
_CHECK_DIGITS = 6
_encode = msgspec.json.encode


class Stream(NamedTuple):
    """The events of one public record: kind ("dossier", "procedure", "agency", "officer") and the record's id."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class NewEvent(msgspec.Struct, frozen=True):
    """A fact about to be journalled. `payload` is its canonical JSON text; names lie in content records, not here."""

    type: str
    version: int
    payload: str


class StoredEvent(msgspec.Struct, frozen=True):
    """A journalled fact with its envelope. Instants are aware UTC."""

    position: int
    stream: Stream
    seq: int
    type: str
    version: int
    at: datetime
    recorded_at: datetime
    actor: str
    payload: str
    checks: str
    prev_hash: str
    hash: str


def instant_text(at: datetime) -> str:
    """The only spelling of an instant that is hashed: UTC, six digits of a second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def checks_of(columns: Sequence[int | str]) -> str:
    """Six hex digits (24 bits of CRC-32) for each column: they say *which* column differs; *that* one does, the hash says."""
    return "".join([f"{zlib.crc32(str(value).encode()) & 0xFFFFFF:06x}" for value in columns])


def hash_of(columns: Sequence[int | str], checks: str, prev_hash: str) -> str:
    """The event's hash over its checked columns (in the order of CHECKED_COLUMNS, instants as text), `checks` and `prev_hash`."""
    return hashlib.sha256(_encode([FORMAT, *columns, checks, prev_hash])).hexdigest()


def columns_of(event: StoredEvent) -> tuple[int | str, ...]:
    """The checked columns of a stored event in the order they are hashed."""
    return (
        event.position,
        event.stream.kind,
        event.stream.id,
        event.seq,
        event.type,
        event.version,
        instant_text(event.at),
        instant_text(event.recorded_at),
        event.actor,
        event.payload,
    )


def changed_columns(event: StoredEvent, prev_hash: str) -> list[str]:
    """The columns of an event that differ from what was journalled after the event with `prev_hash`; empty when none does.

    The checks name the column; when they agree with every column, one of `prev_hash`, `checks` and `hash` itself was changed.
    """
    columns = columns_of(event)
    right = checks_of(columns)
    if hash_of(columns, event.checks, event.prev_hash) == event.hash:
        return [] if event.prev_hash == prev_hash else ["prev_hash"]
    if hash_of(columns, event.checks, prev_hash) == event.hash:
        return ["prev_hash"]
    if hash_of(columns, right, event.prev_hash) == event.hash:
        return ["checks"]
    return differing_checks(CHECKED_COLUMNS, columns, event.checks) or ["hash"]


def differing_checks(names: Sequence[str], columns: Sequence[int | str], checks: str) -> list[str]:
    """Those of `names` whose part in `checks` is not that of the column's value."""
    right = checks_of(columns)
    parts = range(0, len(right), _CHECK_DIGITS)
    return [name for name, i in zip(names, parts, strict=True) if right[i : i + _CHECK_DIGITS] != checks[i : i + _CHECK_DIGITS]]
