"""What somebody with the database's password could do behind the system's back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from motcua.foundation.sql import raw_column
from motcua.foundation.triggers import PROTECTED


def drop_triggers() -> None:
    """Take away what refuses changes of evidence."""
    acts = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    with connection.cursor() as cursor:
        for table in PROTECTED:
            for act in acts:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_refuses_{act}{on_table}")


def execute(statement: str, values: Sequence[Any] = ()) -> None:
    """Run a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def raw_rows(table: str, columns: Sequence[str], order: str) -> list[tuple[Any, ...]]:
    """Rows as stored."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(raw_column(name) for name in columns)} FROM {table} ORDER BY {order}")
        return list(cursor.fetchall())
