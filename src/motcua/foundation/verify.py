"""Verification: replay every stream and name what somebody changed behind the system's back (R36).

Streams are read in batches, each batch (events, contents, rows) from one snapshot, so that memory stays constant and commands
go on meanwhile; a registered check has a snapshot of its own. `foundation.shadows` compares rows, `stream_check` chains and
contents, `seal_check` the seals.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import DatabaseError, connection

from motcua.foundation import differences, files, seal_check, seals, triggers
from motcua.foundation.chain import StoredEvent, Stream
from motcua.foundation.contents import ERASURE_SUFFIX
from motcua.foundation.differences import Difference, Report
from motcua.foundation.shadows import SHADOWS, RowBatch, Shadow, ShadowTable, compare, register_shadow, rows_in, unfounded
from motcua.foundation.sql import raw_column, snapshot
from motcua.foundation.stream_check import RawContent, ReadEvent, check_chain, check_contents, erasures_of, read_strictly, references_of
from motcua.foundation.streams import select_events

__all__ = ["Difference", "Report", "Shadow", "ShadowTable", "register_check", "register_shadow", "verify"]

register_shadow(seals.SEAL_STREAM.kind, seals.SEAL_SHADOW)

BATCH = 500
"""Streams read at a time."""

Progress = Callable[[str, Report], None]
Check = Callable[[], Iterable[Difference]]
CHECKS: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Let `verify` also run `check`, called `name` (Vietnamese, shown as progress): a register without gaps, sums that must agree."""
    CHECKS[name] = check


def verify(*, with_files: bool = False, progress: Progress | None = None) -> Report:
    """Verify triggers, streams, contents, rows, seals and registered checks, and with `with_files` every stored file.

    `progress` is told, in Vietnamese, what is being done. Raises TypeError when a shadow and its table do not fit together.
    """
    report, began = Report(), time.monotonic()
    tell = progress or (lambda _words, _report: None)
    for name in triggers.missing(connection):
        sentence = f"Chốt chặn “{name}” của cơ sở dữ liệu đã bị gỡ, tắt hoặc sửa; nhật ký không còn được bảo vệ."
        report.note(Difference(sentence=sentence, table=name.split("_refuses_", maxsplit=1)[0], key=name, column="trigger"))
    for kind in _kinds(report):
        _verify_kind(kind, report, tell)
    _note_all(report, seal_check.verify_seals(report), lambda: tell("Đối chiếu niêm phong", report))
    for name, check in CHECKS.items():
        _run_check(name, check, report, tell)
    if with_files:
        _note_all(report, files.verify_files(report), lambda: tell("Đối chiếu kho tệp", report))
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _run_check(name: str, check: Check, report: Report, tell: Progress) -> None:
    """One registered check in a snapshot of its own. Checks read rows as everybody does: a value that nobody can read stops the
    check, never the report of what was found before and by the others."""
    try:
        with snapshot():
            _note_all(report, check(), lambda: tell(name, report))
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a row is that stops a check, somebody must look at it
        sentence = f"“{name}” không làm được đến cùng: có giá trị không đọc được ({error})."
        report.note(Difference(sentence=sentence, found=str(error)))


def _note_all(report: Report, found: Iterable[Difference], tell: Callable[[], None]) -> None:
    tell()
    for difference in found:
        report.note(difference)


def _kinds(report: Report) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT stream_kind FROM journal_event UNION SELECT DISTINCT stream_kind FROM stream_content")
        found = {kind for (kind,) in cursor.fetchall()}
    for odd in [kind for kind in found if not isinstance(kind, str)]:
        sentence = f"Nhật ký có loại dòng sự kiện không phải là chữ: {odd!r}."
        report.note(Difference(sentence=sentence, table="journal_event", column="stream_kind", found=repr(odd)))
    return sorted({kind for kind in found if isinstance(kind, str)} | SHADOWS.keys())


class _Batch(NamedTuple):
    events: Mapping[Any, list[ReadEvent]]
    erasures: Mapping[Any, list[ReadEvent]]
    contents: Mapping[Any, dict[int, RawContent]]
    rows: list[RowBatch]


def _verify_kind(kind: str, report: Report, tell: Progress) -> None:
    after: Any = None
    while True:
        with snapshot():
            until = _end_of_batch(kind, after)
            batch = _read_batch(kind, after, until)
        for difference in _verify_batch(kind, batch, report):
            report.note(difference)
        tell(f"Dựng lại các dòng sự kiện “{kind}”", report)
        if until is None:
            return
        after = until


def _end_of_batch(kind: str, after: Any) -> Any:
    """The id of the batch's last stream; None when the rest fits into one batch (open end: rows beyond the last stream count too)."""
    bound, values = ("AND stream_id > %s", [after]) if after is not None else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT stream_id FROM journal_event WHERE stream_kind = %s {bound} "  # noqa: S608 - one of two constants
            f"ORDER BY stream_id LIMIT 1 OFFSET {BATCH - 1}",
            [kind, *values],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _read_batch(kind: str, after: Any, until: Any) -> _Batch:
    shadow = SHADOWS.get(kind)
    is_erasure = kind.endswith(ERASURE_SUFFIX)
    return _Batch(
        events=_read_events(kind, after, until),
        erasures={} if is_erasure else _read_events(kind + ERASURE_SUFFIX, after, until),
        contents=_read_contents(kind, after, until),
        rows=[rows_in(table, after, until) for table in shadow.tables] if shadow else [],
    )


def _range(kind: str, after: Any, until: Any) -> tuple[str, list[Any]]:
    bounds = [("stream_kind = %s", kind)]
    bounds += [("stream_id > %s", after)] * (after is not None) + [("stream_id <= %s", until)] * (until is not None)
    return "WHERE " + " AND ".join(bound for bound, _ in bounds), [value for _, value in bounds]


def _read_events(kind: str, after: Any, until: Any) -> dict[Any, list[ReadEvent]]:
    where, values = _range(kind, after, until)
    found: dict[Any, list[ReadEvent]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(select_events(f"{where} ORDER BY stream_id, seq"), values)
        for row in cursor:
            found[row[2]].append(read_strictly(row))
    return found


def _read_contents(kind: str, after: Any, until: Any) -> dict[Any, dict[int, RawContent]]:
    where, values = _range(kind, after, until)
    columns = ", ".join(raw_column(name) for name in ("stream_id", *RawContent.__annotations__))
    found: dict[Any, dict[int, RawContent]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM stream_content {where}", values)  # noqa: S608 - our own column names
        for stream_id, *content in cursor:
            found[stream_id][content[0]] = RawContent(*content)
    return found


def _verify_batch(kind: str, batch: _Batch, report: Report) -> Iterator[Difference]:
    for stream_id in {**batch.events, **batch.contents}:
        stream, read = Stream(kind, stream_id), batch.events.get(stream_id, [])
        contents = batch.contents.get(stream_id, {})
        events = [event for event, _ in read]
        report.streams += 1
        report.events += len(events)
        report.contents += len(contents)
        yield from check_chain(stream, read)
        if not kind.endswith(ERASURE_SUFFIX):
            erased = erasures_of([event for event, _ in batch.erasures.get(stream_id, [])])
            yield from check_contents(stream, contents, references_of(events), erased)
        if kind in SHADOWS and events:
            yield from _verify_rows(stream, events, contents, batch.rows, report)
    for rows in batch.rows:
        yield from unfounded(kind, rows)


def _verify_rows(
    stream: Stream, events: Sequence[StoredEvent], contents: Mapping[int, RawContent], batches: Sequence[RowBatch], report: Report
) -> Iterator[Difference]:
    shadow = SHADOWS[stream.kind]
    try:
        expected = shadow.rows(stream, events, {key: content.row for key, content in contents.items()})
    except Exception as error:  # noqa: BLE001 - whatever a forged event breaks in the fold is itself the finding
        for batch in batches:
            batch.by_stream.pop(stream.id, None)
        sentence = f"{stream}: không dựng lại được bản ghi từ các sự kiện ({type(error).__name__}: {differences.shown(error)})."
        last = events[-1].seq
        yield Difference(sentence=sentence, stream=str(stream), event=last, table="journal_event", key=str(last), column="payload")
        return
    for batch in batches:
        rows = expected.get(batch.table.model, ())
        report.rows += len(rows)
        yield from compare(stream, events[-1].seq, batch, rows)
