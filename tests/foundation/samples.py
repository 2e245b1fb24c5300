"""A small public record for tests: streams of kind "sample", whose rows lie in the table of failures, which nobody else fills here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.db import connection, transaction

from motcua.foundation.journal import NewEvent, StoredEvent, Stream, StreamContentRow, append, put_contents
from motcua.foundation.models import OutboxFailure
from motcua.foundation.shadows import RowsByModel, Shadow, ShadowTable

NOW = datetime(2026, 11, 20, 2, 14, 5, 120_000, tzinfo=UTC)
CLERK = "officer:12"


def sample_rows(stream: Stream, events: Sequence[StoredEvent], contents: Mapping[int, StreamContentRow]) -> RowsByModel:
    """One row per event; its text is the content's body, which may have been erased."""
    rows = []
    for event in events:
        payload = msgspec.json.decode(event.payload)
        body = contents[payload["name"]["id"]].body
        rows.append(
            {
                "reaction": "sample",
                "stream_kind": stream.kind,
                "stream_id": stream.id,
                "first_seq": event.seq,
                "last_seq": event.seq,
                "tries": payload["tries"],
                "first_failed_at": event.at,
                "next_try_at": None,
                "error": body or "",
            }
        )
    return {OutboxFailure: rows}


SAMPLE_SHADOW = Shadow(
    tables=(ShadowTable(OutboxFailure, "stream_id", key=("first_seq",), unchecked={"id"}, private={"error"}),), rows=sample_rows
)


def write_sample(number: int, *, events: int = 3, at: datetime = NOW) -> Stream:
    """Journal a sample record of `events` events, its contents and its rows."""
    stream = Stream("sample", number)
    with transaction.atomic():
        refs = put_contents(stream, [("name", f'{{"name":"Nguyễn Văn {i}"}}') for i in range(events)])
        payloads = [
            msgspec.json.encode({"tries": i, "name": {"id": ref.id, "hash": ref.hash}}, order="sorted").decode()
            for i, ref in enumerate(refs)
        ]
        append(stream, 0, [NewEvent("sample_written", 1, payload) for payload in payloads], at=at, actor=CLERK)
        for i in range(events):
            OutboxFailure.objects.create(
                reaction="sample",
                stream_kind=stream.kind,
                stream_id=stream.id,
                first_seq=i + 1,
                last_seq=i + 1,
                tries=i,
                first_failed_at=at,
                error=f'{{"name":"Nguyễn Văn {i}"}}',
            )
    return stream


def append_plain(stream: Stream, after: int, *, at: datetime = NOW, count: int = 1) -> int:
    """Append events without contents."""
    with transaction.atomic():
        return append(stream, after, [NewEvent("noted", 1, '{"n":1}')] * count, at=at, actor=CLERK)


def later(minutes: float) -> datetime:
    """NOW and so many minutes."""
    return NOW + timedelta(minutes=minutes)


def at_the_same_time(tasks: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the tasks in threads, each with its own connection; a task that raises gives its exception as its result."""

    def run(task: Callable[[], Any]) -> Any:
        try:
            return task()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
