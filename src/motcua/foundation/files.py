"""Files named by their content: the SHA-256 of the bytes is the address, so the same file twice is one, and a changed one is found.

A file is on the disk (fsync, then an atomic rename) before its row is: a row never promises bytes that are not there.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from motcua.foundation import clock
from motcua.foundation.differences import Difference, Report
from motcua.foundation.models import StoredFile
from motcua.foundation.sql import db_instant
from motcua.law.refusal import Refusal

MAX_BYTES = 50 * 1024 * 1024
_CHUNK = 1024 * 1024
_SHA256_LENGTH = 64
_INSERT = """
INSERT INTO stored_file (sha256, size, media_type, stored_at) VALUES (%s, %s, %s, %s) ON CONFLICT (sha256) DO NOTHING
"""


def put(source: bytes | BinaryIO, media_type: str, *, max_bytes: int = MAX_BYTES) -> str | Refusal:
    """Store `source` and return its SHA-256 (hex); a refusal when it is empty or longer than `max_bytes`.

    Raises OSError when the disk is full or the store can't be written.

    Stored before, it is not written again. Call it before the transaction that mentions the file: the bytes stay, the row may not.
    """
    folder = Path(settings.FILES) / "new"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / secrets.token_hex(16)
    try:
        sha256, size = _write(BytesIO(source) if isinstance(source, bytes) else source, aside, max_bytes)
        if size > max_bytes:
            return _too_big(max_bytes)
        if size == 0:
            return Refusal(code="FILE_EMPTY", template="Tệp không có nội dung. Chọn lại tệp rồi gửi.", field="file")
        _move_into_place(aside, path_of(sha256))
    finally:
        aside.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, (sha256, size, media_type, db_instant(clock.now())))
    return sha256


def open(sha256: str) -> BinaryIO:  # noqa: A001 - files.open reads as it should
    """The stored bytes, for reading. Raises FileNotFoundError when there is no such file, ValueError when `sha256` is none."""
    return path_of(sha256).open("rb")


def path_of(sha256: str) -> Path:
    """Where the file lies: ab/cd/abcd…; ValueError when `sha256` is not 64 hex digits (so that no path can be smuggled in)."""
    if not _is_sha256(sha256):
        raise ValueError("not a SHA-256 in hex")
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def _is_sha256(text: str) -> bool:
    return len(text) == _SHA256_LENGTH and set(text) <= set("0123456789abcdef")


def verify_files(report: Report) -> Iterator[Difference]:
    """Every stored file read again: gone, longer, shorter, or other bytes. Counts into `report.files`."""
    for stored in StoredFile.objects.order_by("sha256").iterator(chunk_size=1000):
        report.files += 1
        path = path_of(stored.sha256) if _is_sha256(stored.sha256) else None
        if path is None or not path.exists():
            yield _file_differs(stored.sha256, "sha256", "không còn trong kho")
            continue
        with path.open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != stored.sha256:
                yield _file_differs(stored.sha256, "sha256", "đã bị sửa nội dung")
            elif content.tell() != stored.size:
                yield _file_differs(stored.sha256, "size", "có cỡ khác với bảng kê")


def _write(source: BinaryIO, path: Path, max_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        while size <= max_bytes and (chunk := source.read(_CHUNK)):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _move_into_place(aside: Path, target: Path) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside.rename(target)
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _too_big(max_bytes: int) -> Refusal:
    template = "Tệp lớn hơn {limit} MB. Giảm cỡ hoặc tách thành nhiều tệp rồi gửi lại."
    return Refusal(code="FILE_TOO_BIG", template=template, params={"limit": max_bytes // (1024 * 1024)}, field="file")


def _file_differs(sha256: str, column: str, why: str) -> Difference:
    return Difference(sentence=f"Tệp {sha256} {why}.", table="stored_file", key=sha256, column=column)
