from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from motcua.foundation import files
from motcua.foundation.models import StoredFile
from motcua.foundation.verify import verify
from motcua.law.refusal import Refusal

pytestmark = pytest.mark.django_db
BODY = "Giấy chứng sinh".encode() * 1000


def put(body: bytes = BODY) -> str:
    found = files.put(body, "application/pdf")
    assert isinstance(found, str)
    return found


def test_a_file_is_found_under_the_hash_of_its_bytes() -> None:
    sha256 = put()
    assert sha256 == hashlib.sha256(BODY).hexdigest()
    with files.open(sha256) as content:
        assert content.read() == BODY
    assert StoredFile.objects.get().size == len(BODY)


def test_bytes_and_streams_of_the_same_content_are_one_file(settings: object) -> None:
    assert put() == files.put(BytesIO(BODY), "application/pdf")
    assert StoredFile.objects.count() == 1
    stored = [path for path in Path(settings.FILES).rglob("*") if path.is_file()]  # type: ignore[attr-defined]
    assert len(stored) == 1


@pytest.mark.parametrize(("body", "words"), [(b"x" * 11, "lớn hơn"), (b"", "không có nội dung")])
def test_too_big_and_empty_files_are_refused_and_leave_nothing(body: bytes, words: str, settings: object) -> None:
    refusal = files.put(body, "application/pdf", max_bytes=10)
    assert isinstance(refusal, Refusal)
    assert words in refusal.message
    assert refusal.field == "file"
    assert not StoredFile.objects.exists()
    assert [path for path in Path(settings.FILES).rglob("*") if path.is_file()] == []  # type: ignore[attr-defined]


def test_no_path_can_be_smuggled_in() -> None:
    for name in ("../" * 21 + "x", "A" * 64, "ab"):
        with pytest.raises(ValueError, match="SHA-256"):
            files.open(name)


def test_a_changed_and_a_lost_file_are_named_by_verification() -> None:
    changed, lost, kept = put(b"one"), put(b"two"), put(b"three")
    files.path_of(changed).write_bytes(b"One")
    files.path_of(lost).unlink()
    report = verify(with_files=True)
    assert {found.key for found in report.differences if found.table == "stored_file"} == {changed, lost}
    assert report.files == 3
    assert kept not in str(report.differences)
    assert verify().files == 0
