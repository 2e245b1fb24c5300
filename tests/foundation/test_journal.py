from __future__ import annotations

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.foundation import triggers
from motcua.foundation.chain import NO_HASH, checks_of
from motcua.foundation.journal import NewEvent, Stream, StreamConflict, TimeRunsBackwards, append, read
from motcua.foundation.models import JournalEvent, Outbox, Seal
from motcua.foundation.seals import seal
from tests.foundation.samples import CLERK, NOW, append_plain, at_the_same_time, later

STREAM = Stream("sample", 7)


@pytest.mark.django_db
def test_appended_events_are_read_back_in_order() -> None:
    append_plain(STREAM, 0, count=3)
    assert append_plain(STREAM, 3, at=later(1)) == 4
    events = read(STREAM)
    assert [event.seq for event in events] == [1, 2, 3, 4]
    assert [event.at for event in events] == [NOW, NOW, NOW, later(1)]
    assert {event.actor for event in events} == {CLERK}
    assert [event.seq for event in read(STREAM, after=2)] == [3, 4]


@pytest.mark.django_db
def test_the_hash_can_be_computed_with_nothing_but_the_documented_form() -> None:
    append_plain(STREAM, 0, count=2)
    prev = NO_HASH
    for event in read(STREAM):
        spelling = "%Y-%m-%dT%H:%M:%S.%fZ"
        times = [event.at.strftime(spelling), event.recorded_at.strftime(spelling)]
        columns = [event.position, "sample", 7, event.seq, "noted", 1, *times, CLERK, '{"n":1}']
        canonical = json.dumps(["motcua.event.1", *columns, checks_of(columns), prev], separators=(",", ":"), ensure_ascii=False)
        assert event.prev_hash == prev
        assert event.hash == hashlib.sha256(canonical.encode()).hexdigest()
        prev = event.hash


@pytest.mark.django_db
def test_a_batch_puts_one_row_into_the_outbox() -> None:
    append_plain(STREAM, 0, count=3)
    assert list(Outbox.objects.values_list("stream_id", "first_seq", "last_seq")) == [(7, 1, 3)]


@pytest.mark.django_db
def test_an_append_after_a_wrong_number_is_a_conflict() -> None:
    append_plain(STREAM, 0)
    for wrong in (0, 2):
        with pytest.raises(StreamConflict):
            append_plain(STREAM, wrong)
    assert "người khác" in StreamConflict.refusal.message


@pytest.mark.django_db
def test_time_in_a_stream_never_runs_backwards() -> None:
    append_plain(STREAM, 0, at=later(5))
    with pytest.raises(TimeRunsBackwards):
        append_plain(STREAM, 1, at=later(4))
    assert append_plain(STREAM, 1, at=later(5)) == 2


@pytest.mark.django_db(transaction=True)
def test_an_append_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        append(STREAM, 0, [NewEvent("noted", 1, "{}")], at=NOW, actor=CLERK)


@pytest.mark.django_db
def test_an_append_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        append(STREAM, 0, [], at=NOW, actor=CLERK)


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_delete_evidence() -> None:
    append_plain(STREAM, 0)
    seal(NOW)
    for model, change in ((JournalEvent, {"payload": "{}"}), (Seal, {"streams": 0})):
        with pytest.raises(DatabaseError, match="không được sửa hay xóa"), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError, match="không được sửa hay xóa"), transaction.atomic():
            model.objects.all()._raw_delete("default")
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_postgresql_refuses_to_truncate_evidence() -> None:
    if connection.vendor != "postgresql":
        return  # SQLite has no TRUNCATE; its DELETE is refused above
    for table in triggers.PROTECTED:
        with pytest.raises(DatabaseError, match="không được sửa hay xóa"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_appends_to_one_stream_one_wins() -> None:
    append_plain(STREAM, 0)
    results = at_the_same_time([lambda: append_plain(STREAM, 1)] * 4)
    assert sorted(map(type, results), key=str) == sorted([int, *[StreamConflict] * 3], key=str)
    assert [event.seq for event in read(STREAM)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_simultaneous_appends_to_many_streams_all_arrive_at_places_of_their_own() -> None:
    def write(first: int) -> None:
        for number in range(first, first + 10):
            append_plain(Stream("sample", number), 0, count=2)

    assert at_the_same_time([lambda first=first: write(first) for first in range(0, 60, 10)]) == [None] * 6  # type: ignore[misc]
    positions = list(JournalEvent.objects.values_list("position", flat=True))
    assert len(positions) == len(set(positions)) == 120
    for number in range(60):
        first, second = read(Stream("sample", number))
        assert (second.prev_hash, first.position < second.position) == (first.hash, True)
