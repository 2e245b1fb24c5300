"""Whatever byte somebody changes behind the system's back, verification names it: tried at random over every column of every row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.foundation.differences import Difference
from motcua.foundation.seals import seal
from motcua.foundation.verify import verify
from tests.foundation.samples import append_plain, later, write_sample
from tests.foundation.tampering import drop_triggers, execute, raw_rows

EVENT = (
    "position",
    "stream_kind",
    "stream_id",
    "seq",
    "type",
    "version",
    "at",
    "recorded_at",
    "actor",
    "payload",
    "checks",
    "prev_hash",
    "hash",
)
CONTENT = ("id", "stream_kind", "stream_id", "kind", "salt", "body", "checks", "hash", "erased_at")
SEAL = ("no", "sealed_at", "after_position", "horizon", "streams", "root", "prev_hash", "public_key", "hash", "signature")
ROW = ("reaction", "stream_kind", "stream_id", "first_seq", "last_seq", "tries", "first_failed_at", "next_try_at", "error")
TABLES = {"journal_event": ("position", EVENT), "stream_content": ("id", CONTENT), "seal": ("no", SEAL), "outbox_failure": ("id", ROW)}
INSTANTS = {"at", "recorded_at", "sealed_at", "erased_at", "first_failed_at", "next_try_at"}
# A row that changes its place is missing where it was and unfounded where it is.
PLACES = {"stream_content": {"id", "stream_kind", "stream_id"}, "seal": {"no"}, "outbox_failure": {"stream_kind", "stream_id", "first_seq"}}

every_column = st.sampled_from([(table, column) for table, (_, columns) in TABLES.items() for column in columns])
tampering = settings(max_examples=250)


@pytest.fixture
def sealed_samples(db: None, only_samples: None) -> None:
    for number in (3, 5, 8):
        write_sample(number)
    seal(later(1))
    write_sample(9, at=later(2))
    seal(later(3))
    assert verify().differences == []
    drop_triggers()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def changed(value: Any, column: str, data: st.DataObject) -> Any:
    """Another value of the same type."""
    if column in INSTANTS:
        seconds = data.draw(st.integers(-(10**6), 10**6).filter(bool))
        if value is None:
            return "2026-11-20 02:14:05"
        moved = (value if isinstance(value, datetime) else datetime.fromisoformat(value)) + timedelta(seconds=seconds)
        return moved if isinstance(value, datetime) else str(moved)
    if isinstance(value, int):
        return data.draw(st.integers(0, 2**31 - 1).filter(lambda other: other != value))
    place = data.draw(st.integers(0, max(len(value) - 1, 0)))
    letter = data.draw(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]))
    return value[:place] + letter + value[place + 1 :]


def found_after(statement: str, values: tuple[Any, ...]) -> list[Difference]:
    """What verification says after the statement; examples that the database itself refuses are not counted."""
    with undone():
        try:
            with transaction.atomic():
                execute(statement, values)
        except DatabaseError:
            assume(False)
        return [difference for difference in verify().differences if difference.column != "trigger"]


@tampering
@given(target=every_column, data=st.data())
def test_any_changed_column_of_any_row_is_named(sealed_samples: None, target: tuple[str, str], data: st.DataObject) -> None:
    table, column = target
    key, _ = TABLES[table]
    rows = raw_rows(table, [key, column], key)
    pk, value = data.draw(st.sampled_from(rows))
    new = changed(value, column, data)
    assume(new != value)
    found = found_after(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", (new, pk))
    named = [difference for difference in found if difference.table == table]
    assert named
    if column not in PLACES.get(table, set()):
        assert any(difference.column == column for difference in named)
    assert all(difference.stream and difference.key for difference in named)


@tampering
@given(table=st.sampled_from(["journal_event", "stream_content", "outbox_failure"]), data=st.data())
def test_any_deleted_row_is_missed(sealed_samples: None, table: str, data: st.DataObject) -> None:
    key, _ = TABLES[table]
    [pk] = data.draw(st.sampled_from(raw_rows(table, [key], key)))
    assert found_after(f"DELETE FROM {table} WHERE {key} = %s", (pk,))


@tampering
@given(table=st.sampled_from(["journal_event", "stream_content", "outbox_failure"]), data=st.data())
def test_any_added_row_is_found(sealed_samples: None, table: str, data: st.DataObject) -> None:
    key, columns = TABLES[table]
    copied = [column for column in columns if column != key]
    [pk] = data.draw(st.sampled_from(raw_rows(table, [key], key)))
    moved = {"seq": 400, "first_seq": 400}
    values = ", ".join(str(moved.get(column, column)) for column in copied)
    statement = f"INSERT INTO {table} ({key}, {', '.join(copied)}) SELECT 9000, {values} FROM {table} WHERE {key} = %s"
    assert found_after(statement, (pk,))


@pytest.mark.django_db
def test_the_changed_column_is_named_with_stream_event_and_a_sentence(sealed_samples: None) -> None:
    execute("UPDATE journal_event SET actor = 'officer:99' WHERE stream_id = 5 AND seq = 2")
    [difference] = [found for found in verify().differences if found.column != "trigger"]
    assert (difference.stream, difference.event, difference.table, difference.column) == ("sample:5", 2, "journal_event", "actor")
    assert difference.sentence == "Sự kiện 2 của sample:5: cột “actor” trong nhật ký đã bị sửa, không còn khớp mã băm."


@pytest.mark.django_db
def test_a_changed_row_shows_what_is_and_what_should_be_but_no_private_words(sealed_samples: None) -> None:
    execute("UPDATE outbox_failure SET tries = 9, error = 'Trần Văn B' WHERE stream_id = 5 AND first_seq = 2")
    tries, error = [found for found in verify().differences if found.column != "trigger"]
    assert (tries.column, tries.found, tries.expected, tries.event) == ("tries", 9, 1, 3)
    assert "Trần" not in str(error)
    assert "Nguyễn" not in str(error)


@pytest.mark.django_db
def test_a_chain_rewritten_from_its_middle_breaks_the_seal(sealed_samples: None) -> None:
    """Who owns the database can compute new hashes; the seal tells."""
    stream = write_sample(77, events=1, at=later(4))
    sealed = seal(later(5))
    execute("DELETE FROM journal_event WHERE stream_id = 77")
    execute("DELETE FROM stream_content WHERE stream_id = 77")
    execute("DELETE FROM outbox_failure WHERE stream_id = 77")
    append_plain(stream, 0, at=later(4))
    assert sealed is not None
    assert any(found.table == "seal" and found.key == str(sealed.no) and found.column == "root" for found in verify().differences)


@pytest.mark.django_db
def test_lifted_triggers_are_reported(sealed_samples: None) -> None:
    expected = 6 if connection.vendor == "postgresql" else 4
    assert [found.column for found in verify().differences] == ["trigger"] * expected


@pytest.mark.django_db
@pytest.mark.usefixtures("only_samples")
def test_things_of_another_type_are_named_where_the_database_takes_them() -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL's types refuse them
    write_sample(3)
    drop_triggers()
    for column in EVENT:
        with undone():
            execute(f"UPDATE journal_event SET {column} = x'ff00' WHERE stream_id = 3 AND seq = 2")
            assert column in {found.column for found in verify().differences}
    for column in ("at", "recorded_at"):
        with undone():
            execute(f"UPDATE journal_event SET {column} = {column} || '000' WHERE seq = 2")
            assert column in {found.column for found in verify().differences}
