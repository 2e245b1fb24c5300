"""Seals checked against the streams: those kept here, and one that left the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from django.db import connection

from motcua.foundation import keys
from motcua.foundation.chain import NO_HASH, instant_text
from motcua.foundation.differences import Difference, Report
from motcua.foundation.models import Seal
from motcua.foundation.seals import FORMAT, SEAL_STREAM, Head, SealRecord, heads_between, root_between, root_over
from motcua.foundation.sql import lenient_instant, raw_column
from motcua.law.refusal import Refusal

_BATCH = 300


class ExportedSeal(msgspec.Struct, frozen=True):
    """What `seals.export` writes."""

    format: str
    seal: SealRecord
    leaves: list[tuple[str, int, int, str]]

    @property
    def heads(self) -> list[Head]:
        """The leaves as heads."""
        return [Head(*leaf) for leaf in self.leaves]


def verify_seals(report: Report) -> Iterator[Difference]:
    """Each seal's own hash, signature, key and place in the chain, and its root against the journal. Counts into `report.seals`."""
    trusted = keys.trusted_public_keys()
    no, horizon, prev_hash = 0, 0, NO_HASH
    for record in _read_seals():
        report.seals += 1
        for place, expected in (("no", no + 1), ("after_position", horizon), ("prev_hash", prev_hash)):
            if getattr(record, place) != expected:
                yield _differs(record, place, "không nối tiếp niêm phong trước", expected)
        yield from _wrong_in_itself(record, trusted)
        if root_between(record.after_position, record.horizon) != (record.root, record.streams):
            where = f"từ vị trí {record.after_position + 1} đến {record.horizon}"
            yield _differs(record, "root", f"không khớp nhật ký: có sự kiện {where} đã bị sửa, thêm hoặc bớt", None)
        no, horizon, prev_hash = record.no, record.horizon, record.hash


def _read_seals() -> Iterator[SealRecord]:
    """The seals in order as stored; one with a thing of another type in a column is left to the comparison of rows, which names it."""
    columns = ", ".join(raw_column(name) for name in SealRecord.__struct_fields__)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM seal ORDER BY no")  # noqa: S608 - our own column names
        for row in cursor:
            columns_by_name = dict(zip(SealRecord.__struct_fields__, row, strict=True))
            columns_by_name["sealed_at"] = instant_text(lenient_instant(columns_by_name["sealed_at"])[0])
            try:
                yield msgspec.convert(columns_by_name, type=SealRecord)
            except msgspec.ValidationError:
                continue


def _wrong_in_itself(record: SealRecord, trusted: frozenset[str]) -> Iterator[Difference]:
    if record.hash != record.rightful_hash():
        yield _differs(record, "hash", "không khớp các cột của chính niêm phong", record.rightful_hash())
    if not record.is_signed():
        yield _differs(record, "signature", "không phải chữ ký trên mã băm này", None)
    if record.public_key not in trusted:
        yield _differs(record, "public_key", "không phải khóa của hệ thống này", None)


def read_exported(path: Path) -> ExportedSeal | Refusal:
    """The exported seal in a file, or why it is none."""
    try:
        exported = msgspec.json.decode(path.read_bytes(), type=ExportedSeal)
    except OSError as error:
        return Refusal(code="SEAL_UNREADABLE", template="Không đọc được tệp {path}: {why}.", params={"path": path, "why": error.strerror})
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        return Refusal(code="SEAL_MALFORMED", template="Tệp {path} không phải là bản niêm phong đã xuất.", params={"path": path})
    if exported.format != FORMAT:
        return Refusal(
            code="SEAL_FORMAT",
            template="Tệp {path} có định dạng “{format}”, không đọc được.",
            params={"path": path, "format": exported.format},
        )
    return exported


def verify_against(exported: ExportedSeal) -> Iterator[Difference]:
    """Differences between an exported seal and the streams as they are now, naming the streams and events.

    First the export itself (hash, signature, key, root over its leaves): a forged one proves nothing.
    """
    record, heads = exported.seal, exported.heads
    yield from _wrong_in_itself(record, keys.trusted_public_keys())
    if root_over(heads) != (record.root, record.streams):
        yield _differs(record, "root", "trong tệp không khớp danh sách dòng sự kiện trong tệp", None)
    own = Seal.objects.filter(no=record.no).first()
    if own is None or own.hash != record.hash:
        yield _differs(record, "hash", "trong hệ thống không còn hoặc khác với bản đã xuất", record.hash, found=own.hash if own else None)
    for start in range(0, len(heads), _BATCH):
        yield from _changed_heads(record, heads[start : start + _BATCH])
    yield from _added_heads(record, heads)


def _changed_heads(record: SealRecord, heads: Sequence[Head]) -> Iterator[Difference]:
    wanted = " OR ".join(["(stream_kind = %s AND stream_id = %s AND seq = %s)"] * len(heads))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT stream_kind, stream_id, seq, hash FROM journal_event WHERE {wanted}",  # noqa: S608 - repeated constant
            [value for head in heads for value in head[:3]],
        )
        found = {(kind, stream_id, seq): event_hash for kind, stream_id, seq, event_hash in cursor.fetchall()}
    for head in heads:
        now = found.get(head[:3])
        if now != head.hash:
            what = "đã bị xóa" if now is None else "đã bị viết lại"
            sentence = f"Sự kiện {head.seq} của {head.kind}:{head.id} {what} sau niêm phong số {record.no} (hoặc sự kiện trước nó)."
            yield Difference(
                sentence=sentence,
                stream=f"{head.kind}:{head.id}",
                event=head.seq,
                table="journal_event",
                key=str(head.seq),
                column="hash",
                found=now,
                expected=head.hash,
            )


def _added_heads(record: SealRecord, heads: Sequence[Head]) -> Iterator[Difference]:
    sealed = {head[:2] for head in heads}
    for head in heads_between(record.after_position, record.horizon):
        if head[:2] not in sealed:
            name = f"{head.kind}:{head.id}"
            sentence = f"{name} có sự kiện {head.seq} chen vào khoảng đã niêm phong số {record.no} mà bản niêm phong không có."
            yield Difference(sentence=sentence, stream=name, event=head.seq, table="journal_event", key=str(head.seq), column="position")


def _differs(record: SealRecord, column: str, why: str, expected: object, found: object = None) -> Difference:
    return Difference(
        sentence=f"Niêm phong số {record.no}, cột “{column}” {why}.",
        stream=str(SEAL_STREAM),
        event=record.no,
        table="seal",
        key=str(record.no),
        column=column,
        found=found if found is not None else getattr(record, column),
        expected=expected,
    )
