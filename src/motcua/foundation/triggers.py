"""The database itself refuses to change or delete evidence: journal and seals, on both engines.

`install` is what the migration runs; `missing` is what `verify` asks, because the first thing a cheat does is to drop a trigger.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

PROTECTED = ("journal_event", "seal")
_FUNCTION_NAME = "refuse_change_of_evidence"
_FUNCTION_BODY = (
    " BEGIN RAISE EXCEPTION 'Nhật ký và niêm phong không được sửa hay xóa (bảng %, lệnh %)', TG_TABLE_NAME, TG_OP "
    "USING ERRCODE = 'integrity_constraint_violation'; END "
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the refusing triggers in place; nothing happens to those that stand already."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE OR REPLACE FUNCTION {_FUNCTION_NAME}() RETURNS trigger LANGUAGE plpgsql AS $${_FUNCTION_BODY}$$")
        for name, statement in _expected(connection.vendor).items():
            if name in missing(connection):
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that are gone, switched off or no longer say what they should, in order."""
    standing = _standing_on_postgresql(connection) if connection.vendor == "postgresql" else _standing_on_sqlite(connection)
    return [name for name in _expected(connection.vendor) if name not in standing]


def _expected(vendor: str) -> dict[str, str]:
    return dict(_postgresql(table, act) if vendor == "postgresql" else _sqlite(table, act) for table, act in _guards(vendor))


def _guards(vendor: str) -> list[tuple[str, str]]:
    acts = ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")
    return [(table, act) for table in PROTECTED for act in acts]


def _sqlite(table: str, act: str) -> tuple[str, str]:
    name = f"{table}_refuses_{act.lower()}"
    words = f"SELECT RAISE(ABORT, 'Nhật ký và niêm phong không được sửa hay xóa (bảng {table}, lệnh {act})')"
    return name, f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN {words}; END"


def _postgresql(table: str, act: str) -> tuple[str, str]:
    name = f"{table}_refuses_{act.lower()}"
    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
    return name, f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION {_FUNCTION_NAME}()"


def _standing_on_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    expected = _expected("sqlite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name for name, statement in cursor.fetchall() if expected.get(name) == statement}


def _standing_on_postgresql(connection: BaseDatabaseWrapper) -> set[str]:
    expected = _expected("postgresql")
    query = """
        SELECT t.tgname, pg_get_triggerdef(t.oid), c.relname, n.nspname
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND p.prosrc = %s
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [_FUNCTION_BODY])
        rows = cursor.fetchall()
    return {name for name, definition, table, schema in rows if expected.get(name) == definition.replace(f"{schema}.{table}", table, 1)}
