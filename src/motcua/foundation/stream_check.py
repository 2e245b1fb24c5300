"""One stream checked by itself: numbers, positions, time, chain, and the contents its events speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from motcua.foundation import differences
from motcua.foundation.chain import NO_HASH, StoredEvent, Stream, changed_columns, checks_of, columns_of, differing_checks, hash_of
from motcua.foundation.contents import ERASED, Erasure, StreamContentRow, content_hash
from motcua.foundation.differences import Difference
from motcua.foundation.sql import NEVER, lenient_instant

_NUMBERS = {0: "position", 2: "stream_id", 3: "seq", 5: "version"}
_INSTANTS = {6: "at", 7: "recorded_at"}
_TEXTS = {1: "stream_kind", 4: "type", 8: "actor", 9: "payload", 10: "checks", 11: "prev_hash", 12: "hash"}
_REFERENCE = re.compile(r'"hash":"([0-9a-f]{64})","id":(\d+)|"id":(\d+),"hash":"([0-9a-f]{64})"')


class ReadEvent(NamedTuple):
    """An event as read, and the columns whose stored spelling no journal ever wrote."""

    event: StoredEvent
    misspelt: list[str]


def read_strictly(row: Sequence[Any]) -> ReadEvent:
    """The event of a raw row, even when somebody put a thing of another type into a column (SQLite takes anything)."""
    values, misspelt = list(row), []
    for place, column in _NUMBERS.items():
        if not isinstance(values[place], int):
            values[place] = -1
            misspelt.append(column)
    for place, column in _TEXTS.items():
        if not isinstance(values[place], str):
            values[place] = repr(values[place])
            misspelt.append(column)
    for place, column in _INSTANTS.items():
        values[place], is_as_written = lenient_instant(values[place])
        if not is_as_written:
            misspelt.append(column)
    position, kind, stream_id, *rest = values
    return ReadEvent(StoredEvent(position, Stream(kind, stream_id), *rest), misspelt)


def check_chain(stream: Stream, read: Sequence[ReadEvent]) -> Iterator[Difference]:
    """Missing numbers, positions or times out of order, and every column that differs from what was journalled."""
    name, before, prev_hash, expected_seq = str(stream), None, NO_HASH, 1
    for event, misspelt in read:
        if event.seq != expected_seq:
            yield from (differences.event_missing(name, seq) for seq in range(expected_seq, min(event.seq, expected_seq + 20)))
            prev_hash = event.prev_hash
        changed = changed_columns(event, prev_hash)
        for column in dict.fromkeys([*misspelt, *changed, *_out_of_order(before, event)]):
            yield differences.event_changed(name, event.seq, column, getattr(event, column, stream))
        # A changed `hash` must not accuse the event after it.
        prev_hash = hash_of(columns_of(event), event.checks, event.prev_hash) if changed == ["hash"] else event.hash
        before, expected_seq = event, event.seq + 1


def _out_of_order(before: StoredEvent | None, event: StoredEvent) -> Iterator[str]:
    if before is not None and event.position <= before.position:
        yield "position"
    if before is not None and event.at < before.at and before.at != NEVER:
        yield "at"


class RawContent(NamedTuple):
    """A content record as stored."""

    id: int
    kind: str
    salt: str | None
    body: str | None
    checks: str | None
    hash: str
    erased_at: Any

    @property
    def row(self) -> StreamContentRow:
        """What folds see of it."""
        erased_at = lenient_instant(self.erased_at)[0] if self.erased_at is not None else None
        return StreamContentRow(self.id, self.kind, self.body, self.hash, erased_at)


def references_of(events: Sequence[StoredEvent]) -> dict[int, tuple[str, int]]:
    """Every content reference in the payloads: id → (hash, number of the first event that carries it)."""
    found: dict[int, tuple[str, int]] = {}
    for event in events:
        for hash_first, id_after, id_first, hash_after in _REFERENCE.findall(event.payload):
            found.setdefault(int(id_after or id_first), (hash_first or hash_after, event.seq))
    return found


def erasures_of(events: Sequence[StoredEvent]) -> dict[int, StoredEvent]:
    """Which contents were erased by which event, from the events of the erasure stream."""
    erased: dict[int, StoredEvent] = {}
    for event in events:
        if event.type == ERASED:
            try:
                erasure = msgspec.json.decode(event.payload, type=Erasure)
            except (msgspec.DecodeError, msgspec.ValidationError):
                continue  # the chain check names the payload
            erased.update(dict.fromkeys((ref.id for ref in erasure.contents), event))
    return erased


def check_contents(
    stream: Stream, contents: Mapping[int, RawContent], references: Mapping[int, tuple[str, int]], erased: Mapping[int, StoredEvent]
) -> Iterator[Difference]:
    """Contents that changed, are gone, are there without an event, or were erased without or in spite of a decision."""
    name = str(stream)
    for key, (_, event) in references.items():
        if key not in contents:
            yield differences.content_differs(name, event, key, "id", "nội dung đã bị xóa mà không có quyết định, hoặc bị chuyển đi")
    for key, content in contents.items():
        if key not in references:
            yield differences.content_differs(name, None, key, "stream_id", "không có sự kiện nào của dòng này nhắc đến")
            continue
        known_hash, event = references[key]
        wrong = _wrong_when_erased(content, erased[key]) if key in erased else _wrong_when_kept(stream, content, known_hash)
        yield from (differences.content_differs(name, event, key, column, why) for column, why in wrong)
        if content.hash != known_hash:
            yield differences.content_differs(name, event, key, "hash", "mã băm khác với mã băm trong sự kiện")


def _wrong_when_erased(content: RawContent, erasure: StoredEvent) -> Iterator[tuple[str, str]]:
    for column in ("salt", "body", "checks"):
        if getattr(content, column) is not None:
            yield column, "đã xóa theo quyết định nhưng nay lại có"
    if content.erased_at is None or lenient_instant(content.erased_at) != (erasure.at, True):
        yield "erased_at", "khác với thời điểm xóa ghi trong nhật ký"


def _wrong_when_kept(stream: Stream, content: RawContent, known_hash: str) -> Iterator[tuple[str, str]]:
    if content.erased_at is not None:
        yield "erased_at", "ghi là đã xóa nhưng nhật ký không có quyết định xóa"
    texts = {"kind": content.kind, "salt": content.salt, "body": content.body, "checks": content.checks}
    unreadable = [column for column, value in texts.items() if not isinstance(value, str)]
    if unreadable:
        yield from ((column, "đã bị xóa hoặc thay bằng kiểu khác mà không có quyết định") for column in unreadable)
        return
    kind, salt, body, checks = str(content.kind), str(content.salt), str(content.body), str(content.checks)
    names, columns = ("kind", "salt", "body"), (kind, salt, body)
    is_right = content_hash(stream, kind, salt, body) == known_hash
    if is_right and checks != checks_of(columns):
        yield "checks", "số kiểm đã bị sửa"
    if not is_right:
        wrong = differing_checks(names, columns, checks) or ["body"]
        yield from ((column, "đã bị sửa, không còn khớp mã băm") for column in wrong)
