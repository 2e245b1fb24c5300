from __future__ import annotations

import pytest

from motcua.foundation.journal import ContentRef, Stream, erase_content, put_content, put_contents, read, read_contents
from motcua.foundation.models import OutboxFailure, StreamContent
from motcua.foundation.verify import verify
from tests.foundation.samples import CLERK, NOW, later, write_sample

STREAM = Stream("sample", 7)


def erase(stream: Stream, refs: list[ContentRef], decision: str = "12/QĐ-UBND ngày 20/11/2026") -> int:
    return erase_content(stream, refs, decision=decision, reason="hết thời hạn lưu trữ", at=later(1), actor=CLERK)


def refs_of(stream: Stream) -> list[ContentRef]:
    return [ContentRef(row.id, row.hash) for row in read_contents(stream).values()]


@pytest.mark.django_db
def test_contents_are_read_back_by_their_reference() -> None:
    first, second = put_contents(STREAM, [("person", '{"name":"Đỗ Thị Ánh"}'), ("phone", b'"0912345678"')])
    rows = read_contents(STREAM)
    assert (rows[first.id].body, rows[first.id].kind, rows[first.id].hash) == ('{"name":"Đỗ Thị Ánh"}', "person", first.hash)
    assert rows[second.id].body == '"0912345678"'


@pytest.mark.django_db
def test_the_same_words_twice_have_different_hashes() -> None:
    assert put_content(STREAM, "person", '"A"').hash != put_content(STREAM, "person", '"A"').hash


@pytest.mark.django_db
@pytest.mark.usefixtures("only_samples")
def test_erasing_removes_words_and_salt_and_leaves_the_chain_whole() -> None:
    stream = write_sample(7)
    erased, *kept = refs_of(stream)
    assert erase(stream, [erased]) == 1
    OutboxFailure.objects.filter(stream_id=7, first_seq=1).update(error="")
    row = StreamContent.objects.get(pk=erased.id)
    assert (row.body, row.salt, row.checks, row.hash) == (None, None, None, erased.hash)
    assert refs_of(stream) == [erased, *kept]
    assert verify().differences == []
    [event] = read(Stream("sample.erasure", 7))
    assert "12/QĐ-UBND" in event.payload
    assert "Nguyễn" not in event.payload


@pytest.mark.django_db
def test_what_is_erased_or_of_another_stream_can_not_be_erased() -> None:
    stream, other = write_sample(7), write_sample(8)
    erase(stream, refs_of(stream))
    for refs in (refs_of(stream), refs_of(other)):
        with pytest.raises(LookupError):
            erase(stream, refs)


@pytest.mark.django_db
def test_erasing_needs_a_decision() -> None:
    stream = write_sample(7, at=NOW)
    with pytest.raises(ValueError, match="decision"):
        erase(stream, refs_of(stream), decision=" ")
    with pytest.raises(ValueError, match="decision"):
        erase(stream, [])
