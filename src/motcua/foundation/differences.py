"""What `verify` finds: one difference names stream, event, table and column, in a sentence for people."""

from __future__ import annotations

from typing import Any

import msgspec

MAX_SHOWN = 120
PRIVATE = "(nội dung riêng, không hiển thị)"
TABLE_NAMES = {"journal_event": "nhật ký", "stream_content": "nội dung riêng", "seal": "niêm phong", "stored_file": "kho tệp"}


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Something changed behind the system's back.

    `stream` is "kind:id" (empty when no stream is concerned), `event` its number if one is concerned, `key` the row in `table`.
    """

    sentence: str
    stream: str = ""
    event: int | None = None
    table: str = ""
    key: str = ""
    column: str = ""
    found: Any = None
    expected: Any = None


class Report(msgspec.Struct, kw_only=True):
    """What was verified and what differs. Only the first `limit` differences are kept; `total` counts them all."""

    events: int = 0
    streams: int = 0
    contents: int = 0
    rows: int = 0
    seals: int = 0
    files: int = 0
    seconds: float = 0.0
    total: int = 0
    limit: int = 1000
    differences: list[Difference] = []

    @property
    def is_whole(self) -> bool:
        """Whether nothing differs."""
        return self.total == 0

    def note(self, difference: Difference) -> None:
        """Count a difference, and keep it while there is room."""
        self.total += 1
        if len(self.differences) < self.limit:
            self.differences.append(difference)


def shown(value: Any) -> Any:
    """A value short enough for a report: numbers as they are, the rest as text of at most 120 letters."""
    if value is None or isinstance(value, (bool, int)):
        return value
    text = str(value)
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def event_changed(stream: str, event: int, column: str, found: Any) -> Difference:
    """A column of a journalled event is not what was journalled."""
    sentence = f"Sự kiện {event} của {stream}: cột “{column}” trong nhật ký đã bị sửa, không còn khớp mã băm."
    return Difference(
        sentence=sentence, stream=stream, event=event, table="journal_event", key=str(event), column=column, found=shown(found)
    )


def event_missing(stream: str, event: int) -> Difference:
    """A number in a stream is not there."""
    sentence = f"{stream} thiếu sự kiện {event}: đã bị xóa khỏi nhật ký hoặc chuyển sang dòng khác."
    return Difference(sentence=sentence, stream=stream, event=event, table="journal_event", key=str(event), column="seq")


def content_differs(stream: str, event: int | None, key: int, column: str, why: str) -> Difference:
    """A content record is not what its event says; the words themselves are never shown."""
    sentence = f"Nội dung riêng số {key} của {stream}, cột “{column}”: {why}."
    return Difference(sentence=sentence, stream=stream, event=event, table="stream_content", key=str(key), column=column)


def row_differs(
    stream: str, event: int | None, *, table: str, key: str, column: str, found: Any, expected: Any, private: bool = False
) -> Difference:
    """A column of a row does not follow from its events."""
    seen, meant = (PRIVATE, PRIVATE) if private else (shown(found), shown(expected))
    sentence = f"{stream}: bảng {table}, dòng {key}, cột “{column}” đang là “{seen}”; theo nhật ký phải là “{meant}”."
    return Difference(sentence=sentence, stream=stream, event=event, table=table, key=key, column=column, found=seen, expected=meant)


def row_missing(stream: str, event: int | None, table: str, key: str) -> Difference:
    """A row that follows from events is not there."""
    sentence = f"{stream}: bảng {table} thiếu dòng {key}; theo nhật ký dòng này phải có."
    return Difference(sentence=sentence, stream=stream, event=event, table=table, key=key)


def row_unfounded(stream: str, event: int | None, table: str, key: str) -> Difference:
    """A row is there that no event accounts for."""
    sentence = f"{stream}: bảng {table} có dòng {key} mà nhật ký không có sự kiện nào sinh ra."
    return Difference(sentence=sentence, stream=stream, event=event, table=table, key=key)
