"""Whatever somebody changes of dossiers behind the system's back, verification names it; honest days leave nothing to name."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.dossiers.models import Dossier, DossierUnit, QueueSum
from motcua.foundation.differences import Difference
from motcua.foundation.models import Counter, JournalEvent, StreamContent
from motcua.foundation.sql import db_instant, instant_from_db
from motcua.foundation.verify import verify
from tests.dossiers.province import CODE, make_province
from tests.dossiers.walking import Walk
from tests.dossiers.ward import Ward
from tests.foundation.tampering import drop_triggers, execute, raw_rows

MODELS = {model._meta.db_table: model for model in (JournalEvent, StreamContent, Dossier, DossierUnit, QueueSum, Counter)}
# Numbers the database gives to rows that nothing points to; a row keeps its meaning under another.
MEANINGLESS = {("dossier_unit", "id"), ("queue_sum", "id")}
# A row that is moved is missing where it was and unfounded where it is: the table is named, not the column.
PLACES = {
    "journal_event": {"stream_kind", "stream_id"},
    "stream_content": {"id", "stream_kind", "stream_id"},
    "dossier": {"id"},
    "dossier_unit": {"dossier_id", "unit_id"},
    "queue_sum": {"queue", "agency_id", "receiving_agency_id", "unit_id", "holder_id", "step_role", "due_on"},
    "counter": {"scope"},
}
COLUMNS = {table: [field.column for field in model._meta.concrete_fields] for table, model in MODELS.items()}
KEYS = {table: model._meta.pk.column for table, model in MODELS.items()}
# Of the shared tables, only the rows that belong to dossiers.
OURS = {
    "journal_event": "stream_kind = 'dossier'",
    "stream_content": "stream_kind = 'dossier'",
    "counter": "scope LIKE 'dossier:%%'",
}

every_column = st.sampled_from([(table, column) for table in MODELS for column in COLUMNS[table] if (table, column) not in MEANINGLESS])
tampering = settings(max_examples=150)


@pytest.fixture
def house(ward: Ward, other_ward: Ward, tmp_path: Path) -> Walk:
    """Dossiers of two wards and a department, partway through their lives, and no triggers to guard them."""
    department, land_office = make_province(tmp_path)
    walk = Walk(random.Random(3), [ward, other_ward, department, land_office], [(ward, "1.001193"), (other_ward, CODE)])
    walk.go(60)
    assert verify().differences == []
    drop_triggers()
    return walk


def rows(table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Stored rows with their key first."""
    source = f"{table} WHERE {OURS[table]}" if table in OURS else table
    return raw_rows(source.replace("%%", "%"), [KEYS[table], *columns], "1")


def changed(table: str, column: str, value: Any, data: st.DataObject) -> Any:
    """Another value that the column's type takes."""
    kind = MODELS[table]._meta.get_field(column.removesuffix("_id") if column not in fields(table) else column).get_internal_type()
    if kind == "DateTimeField":
        now = instant_from_db(value) if value is not None else datetime.fromisoformat("2026-03-02T02:00:00+00:00")
        return db_instant(now + timedelta(seconds=data.draw(st.integers(-(10**6), 10**6).filter(bool))))
    if kind == "DateField":
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return (day + timedelta(days=data.draw(st.integers(1, 400)))).isoformat()
    if isinstance(value, int) or kind in {"IntegerField", "BigIntegerField", "ForeignKey", "BigAutoField"}:
        return data.draw(st.sampled_from([row[1] for row in rows(table, [column])]) | st.integers(0, 2**31 - 1))
    if value is None:
        return data.draw(st.sampled_from(["x", "H42.101-260302-0099"]))
    place = data.draw(st.integers(0, max(len(value) - 1, 0)))
    letter = data.draw(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]))
    return value[:place] + letter + value[place + 1 :]


def fields(table: str) -> set[str]:
    return {field.name for field in MODELS[table]._meta.concrete_fields}


def found_after(*statements: tuple[str, Sequence[Any]]) -> list[Difference]:
    """What verification says after the statements, all undone; what the database itself refuses is not counted."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                for statement, values in statements:
                    execute(statement, values)
                connection.check_constraints()
        except DatabaseError:
            assume(False)
        found = [difference for difference in verify().differences if difference.column != "trigger"]
        transaction.set_rollback(True)
    return found


def assert_named(found: list[Difference], table: str) -> list[Difference]:
    named = [difference for difference in found if difference.table == table]
    assert named, [difference.sentence for difference in found]
    assert all(difference.key and difference.sentence for difference in named)
    return named


@tampering
@given(target=every_column, data=st.data())
def test_any_changed_column_of_any_row_is_named(house: Walk, target: tuple[str, str], data: st.DataObject) -> None:
    table, column = target
    key, value = data.draw(st.sampled_from(rows(table, [column])))
    new = changed(table, column, value, data)
    assume(new != value)
    if (table, column) in {("queue_sum", name) for name in PLACES["queue_sum"]}:
        assume(dict(rows(table, ["dossiers"]))[key] != 0)  # a sum of nothing says nothing, wherever it stands
    found = found_after((f"UPDATE {table} SET {column} = %s WHERE {KEYS[table]} = %s", (new, key)))
    named = assert_named(found, table)
    if column not in PLACES[table]:
        assert column in {difference.column for difference in named}
    if table in {"journal_event", "stream_content", "dossier", "dossier_unit"}:
        assert all(difference.stream for difference in named)


@tampering
@given(table=st.sampled_from(sorted(MODELS)), data=st.data())
def test_any_deleted_row_is_missed(house: Walk, table: str, data: st.DataObject) -> None:
    stored = rows(table, ["dossiers"]) if table == "queue_sum" else rows(table, [])
    key = data.draw(st.sampled_from([row[0] for row in stored if row[-1] != 0]))
    statements = [(f"DELETE FROM {table} WHERE {KEYS[table]} = %s", (key,))]
    if table == "dossier":
        statements[:0] = [
            (f"DELETE FROM {beside} WHERE dossier_id = %s", (key,)) for beside in ("dossier_unit", "dossier_duty", "late_dossier")
        ]
    found = found_after(*statements)
    # Of a journal whose last event is gone nothing in itself is wrong: the row knows of one more.
    assert_named(found, "dossier" if table == "journal_event" and not any(one.table == table for one in found) else table)


@tampering
@given(table=st.sampled_from(sorted(MODELS)), data=st.data())
def test_any_added_row_is_found(house: Walk, table: str, data: st.DataObject) -> None:
    stored = rows(table, ["dossiers"]) if table == "queue_sum" else rows(table, [])
    key = data.draw(st.sampled_from([row[0] for row in stored if row[-1] != 0]))
    copied = [column for column in COLUMNS[table] if column != KEYS[table]]
    moved = {"seq": "400", "code": "NULL", "due_on": "'2031-01-02'", "unit_id": "10003"}
    moved = {column: value for column, value in moved.items() if table != "dossier" or column == "code"}
    new_key = "'dossier:1:310102'" if table == "counter" else "9000"
    values = ", ".join(moved.get(column, column) for column in copied)
    copy = f"INSERT INTO {table} ({KEYS[table]}, {', '.join(copied)}) SELECT {new_key}, {values} FROM {table} WHERE {KEYS[table]} = %s"
    assert_named(found_after((copy, (key,))), table)


@tampering
@given(table=st.sampled_from(["journal_event", "stream_content", "dossier"]), data=st.data())
def test_two_rows_that_change_places_are_found(house: Walk, table: str, data: st.DataObject) -> None:
    """Everything but the key is swapped, so that no row is missing and every value is one the house once wrote."""
    columns = [column for column in COLUMNS[table] if column not in {KEYS[table], "code", "stream_kind", "stream_id", "seq"}]
    one, two = data.draw(st.lists(st.sampled_from(rows(table, columns)), min_size=2, max_size=2, unique_by=lambda row: row[0]))
    assume(one[1:] != two[1:])
    places = ", ".join(f"{column} = %s" for column in columns)
    swap = f"UPDATE {table} SET {places} WHERE {KEYS[table]} = %s"
    assert_named(found_after((swap, (*two[1:], one[0])), (swap, (*one[1:], two[0]))), table)


def test_a_dossier_that_vanishes_with_its_whole_journal_leaves_a_gap(house: Walk) -> None:
    """Who owns the database can remove every trace of a dossier but the number it was given."""
    victim = Dossier.objects.exclude(code=None).order_by("code").first()
    assert victim is not None
    statements = [
        ("DELETE FROM dossier_unit WHERE dossier_id = %s", (victim.pk,)),
        ("DELETE FROM dossier_duty WHERE dossier_id = %s", (victim.pk,)),
        ("DELETE FROM late_dossier WHERE dossier_id = %s", (victim.pk,)),
        ("DELETE FROM dossier WHERE id = %s", (victim.pk,)),
        ("DELETE FROM journal_event WHERE stream_id = %s", (victim.pk,)),
        ("DELETE FROM stream_content WHERE stream_id = %s", (victim.pk,)),
    ]
    found = found_after(*statements)
    assert any(difference.table == "counter" and "không còn hồ sơ nào" in difference.sentence for difference in found)


@pytest.mark.parametrize("seed", range(3))
def test_after_honest_days_there_is_nothing_to_name(ward: Ward, other_ward: Ward, tmp_path: Path, seed: int) -> None:
    department, land_office = make_province(tmp_path)
    doors = [(ward, "1.001193"), (other_ward, "1.001193"), (ward, CODE), (other_ward, CODE)]
    walk = Walk(random.Random(seed), [ward, other_ward, department, land_office], doors)
    for _ in range(3):
        walk.go(80)
        assert [difference.sentence for difference in verify().differences] == []


def test_a_counter_set_far_ahead_is_named_without_counting_every_number(house: Walk) -> None:
    counter = "SELECT scope FROM counter WHERE scope LIKE 'slip:%' OR scope LIKE 'dossier:%' ORDER BY scope"
    with connection.cursor() as cursor:
        cursor.execute(counter)
        [scope, *_] = cursor.fetchone()
    found = found_after(("UPDATE counter SET value = %s WHERE scope = %s", (2**31 - 1, scope)))
    assert 0 < len([one for one in found if one.key == scope]) <= 102
    assert any("còn thiếu" in one.sentence for one in found)
