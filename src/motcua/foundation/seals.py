"""The daily seal: one signed, chained Merkle root over the heads of all streams that changed since the last one.

A leaf is the canonical JSON list ["motcua.leaf.1", stream kind, stream id, seq, hash] of a stream's last event with
after_position < position ≤ horizon; leaves are ordered by kind (by code points), then id; `merkle` says how they are joined.
A seal's hash is SHA-256 over ["motcua.seal.1", no, sealed_at, after_position, horizon, streams, root, prev_hash, public_key];
the signature (Ed25519) is over the 32 bytes of that hash. Each seal is also an event of the stream "seal:1", so that the journal
says how many there are, and the row is its shadow like any other.

An exported seal holds its leaves and leaves the house: whoever owns database and key cannot rewrite what others hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
from django.db import connection, transaction

from motcua.foundation import keys, merkle
from motcua.foundation.chain import NO_HASH, NewEvent, StoredEvent, Stream, instant_text
from motcua.foundation.contents import StreamContentRow
from motcua.foundation.models import JournalEvent, Seal
from motcua.foundation.shadows import Row, RowsByModel, Shadow, ShadowTable
from motcua.foundation.sql import db_instant, on_postgresql
from motcua.foundation.streams import APPENDERS_LOCK, append

SEAL_STREAM = Stream("seal", 1)
SEALED = "sealed"
FORMAT, LEAF_FORMAT = "motcua.seal.1", "motcua.leaf.1"
_CHUNK = 2000
_HEADS = """
SELECT e.stream_kind, e.stream_id, e.seq, e.hash FROM journal_event e JOIN (
    SELECT stream_kind, stream_id, MAX(seq) AS seq FROM journal_event WHERE position > %s AND position <= %s GROUP BY stream_kind, stream_id
) head ON e.stream_kind = head.stream_kind AND e.stream_id = head.stream_id AND e.seq = head.seq
"""
_INSERT = """
INSERT INTO seal (no, sealed_at, after_position, horizon, streams, root, prev_hash, public_key, hash, signature)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (no) DO NOTHING RETURNING no
"""


class Head(NamedTuple):
    """The last event of a stream at the time of a seal: a leaf."""

    kind: str
    id: int
    seq: int
    hash: str

    @property
    def leaf(self) -> bytes:
        """Its leaf hash."""
        return merkle.leaf_hash(msgspec.json.encode([LEAF_FORMAT, *self]))


class SealRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A seal as it is exported and journalled; `sealed_at` spelt as in `chain.instant_text`, hashes and keys in hex."""

    no: int
    sealed_at: str
    after_position: int
    horizon: int
    streams: int
    root: str
    prev_hash: str
    public_key: str
    hash: str
    signature: str

    def rightful_hash(self) -> str:
        """The hash that follows from the other columns."""
        covered = [self.no, self.sealed_at, self.after_position, self.horizon, self.streams, self.root, self.prev_hash, self.public_key]
        return hashlib.sha256(msgspec.json.encode([FORMAT, *covered])).hexdigest()

    def is_signed(self) -> bool:
        """Whether the signature is that of `public_key` over `hash`."""
        return keys.is_signed(self.hash, self.signature, self.public_key)


def seal(at: datetime) -> Seal | None:
    """Seal what changed since the last seal and return the new seal; nothing changed: the last seal again, or None when there is none.

    Raises TimeRunsBackwards when `at` lies before the last seal, OSError when the key can't be read.
    """
    horizon = _settled_horizon()
    last = Seal.objects.order_by("-no").first()
    after = last.horizon if last else 0
    if not JournalEvent.objects.filter(position__gt=after, position__lte=horizon).exclude(stream_kind=SEAL_STREAM.kind).exists():
        return last
    record = _signed(at, after, horizon, last)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_INSERT, [db_instant(at) if name == "sealed_at" else getattr(record, name) for name in record.__struct_fields__])
        if cursor.fetchone():  # otherwise somebody else sealed at the same moment, and that seal counts
            payload = msgspec.json.encode(record, order="sorted").decode()
            append(SEAL_STREAM, record.no - 1, [NewEvent(SEALED, 1, payload)], at=at, actor="system:0")
    return Seal.objects.get(no=record.no)


def _settled_horizon() -> int:
    """The highest position below which no append is still under way."""
    with transaction.atomic(), connection.cursor() as cursor:
        if on_postgresql():
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPENDERS_LOCK])
        cursor.execute("SELECT COALESCE(MAX(position), 0) FROM journal_event")
        return int(cursor.fetchone()[0])


def _signed(at: datetime, after: int, horizon: int, last: Seal | None) -> SealRecord:
    key = keys.signing_key()
    root, streams = root_between(after, horizon)
    record = SealRecord(
        no=last.no + 1 if last else 1,
        sealed_at=instant_text(at),
        after_position=after,
        horizon=horizon,
        streams=streams,
        root=root,
        prev_hash=last.hash if last else NO_HASH,
        public_key=key.public_key().public_bytes_raw().hex(),
        hash="",
        signature="",
    )
    seal_hash = record.rightful_hash()
    return msgspec.structs.replace(record, hash=seal_hash, signature=key.sign(bytes.fromhex(seal_hash)).hex())


def heads_between(after: int, horizon: int) -> Iterator[Head]:
    """The leaves of a seal in their order, read in chunks."""
    order = 'ORDER BY e.stream_kind COLLATE "C", e.stream_id' if on_postgresql() else "ORDER BY e.stream_kind, e.stream_id"
    with connection.chunked_cursor() as cursor:
        cursor.execute(_HEADS + order, [after, horizon])
        while rows := cursor.fetchmany(_CHUNK):
            yield from (Head(*row) for row in rows)


def root_between(after: int, horizon: int) -> tuple[str, int]:
    """Root (hex) and number of leaves that follow from the journal between two positions."""
    return root_over(heads_between(after, horizon))


def root_over(heads: Iterable[Head]) -> tuple[str, int]:
    """Root (hex) and number of these leaves."""
    count = 0

    def leaves() -> Iterator[bytes]:
        nonlocal count
        for head in heads:
            count += 1
            yield head.leaf

    return merkle.root_of(leaves()).hex(), count


class Inclusion(msgspec.Struct, frozen=True):
    """Proof that a stream stood at `head` when `seal_no` was made: `merkle.root_by_proof(head.leaf, steps)` is the seal's root."""

    seal_no: int
    root: str
    head: Head
    steps: tuple[merkle.ProofStep, ...]

    def holds(self) -> bool:
        """Whether the steps lead from the head to the root."""
        return merkle.root_by_proof(self.head.leaf, self.steps).hex() == self.root


def prove(stream: Stream, seal_no: int) -> Inclusion | None:
    """The proof for `stream` under seal `seal_no`, None when the stream did not change in its time. Raises Seal.DoesNotExist."""
    sealed = Seal.objects.get(no=seal_no)
    heads = list(heads_between(sealed.after_position, sealed.horizon))
    place = next((i for i, head in enumerate(heads) if (head.kind, head.id) == stream), None)
    if place is None:
        return None
    steps = merkle.proof_of([head.leaf for head in heads], place)
    return Inclusion(seal_no, sealed.root, heads[place], tuple(steps))


def record_of(sealed: Seal) -> SealRecord:
    """The row as a record."""
    columns = {name: getattr(sealed, name) for name in SealRecord.__struct_fields__}
    return SealRecord(**columns | {"sealed_at": instant_text(sealed.sealed_at)})


def export(sealed: Seal, target: Path) -> None:
    """Write `sealed` with its leaves to `target` (JSON): enough to check the streams against it anywhere. Raises OSError."""
    aside = target.with_name(target.name + ".new")
    with aside.open("w", encoding="utf-8") as out:
        _write_export(sealed, out)
    aside.replace(target)


def _write_export(sealed: Seal, out: IO[str]) -> None:
    out.write(f'{{"format":"{FORMAT}","seal":{msgspec.json.encode(record_of(sealed)).decode()},"leaves":[\n')
    for i, head in enumerate(heads_between(sealed.after_position, sealed.horizon)):
        out.write(("," if i else "") + json.dumps(head, ensure_ascii=False) + "\n")
    out.write("]}\n")


def _rows_of_seals(_stream: Stream, events: Sequence[StoredEvent], _contents: Mapping[int, StreamContentRow]) -> RowsByModel:
    rows: list[Row] = []
    for event in events:
        row = msgspec.to_builtins(msgspec.json.decode(event.payload, type=SealRecord))
        rows.append({**row, "sealed_at": datetime.fromisoformat(row["sealed_at"])})
    return {Seal: rows}


SEAL_SHADOW = Shadow(tables=(ShadowTable(Seal, SEAL_STREAM.id, key=("no",)),), rows=_rows_of_seals)
"""How seals follow from the events of their stream."""
