"""The few places where the two engines differ, for hand-written statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection


def on_postgresql() -> bool:
    """Whether the default database is PostgreSQL (otherwise it is SQLite)."""
    return connection.vendor == "postgresql"


def db_instant(at: datetime) -> str:
    """`at` as both engines store it, exactly as Django's own fields write it to SQLite: UTC, without zone, microseconds only if any.

    Give this, not a datetime, to hand-written statements: SQLite compares instants as text.
    """
    if at.utcoffset() is None:
        raise ValueError("an instant needs its zone")
    text = at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return text + "+00:00" if on_postgresql() else text


def instant_from_db(stored: Any) -> datetime:
    """The aware UTC instant of a value that a raw statement read (text on SQLite, datetime on PostgreSQL)."""
    found = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
    return found.replace(tzinfo=UTC) if found.utcoffset() is None else found.astimezone(UTC)


Statement = tuple[str, Sequence[Any]]


def run_all(statements: Sequence[Statement]) -> None:
    """Run statements that answer nothing, in their order: in one round trip on PostgreSQL, where trips cost most.

    Its driver binds values on our side (Django's default), so that several statements may travel as one.
    """
    with connection.cursor() as cursor:
        if on_postgresql() and statements:
            cursor.execute("; ".join(sql for sql, _ in statements), [value for _, values in statements for value in values])
            return
        for sql, values in statements:
            cursor.execute(sql, values)


NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""What stands for an instant that can't be read."""


def lenient_instant(stored: Any) -> tuple[datetime, bool]:
    """The instant of a stored value and whether it is spelt as we write it; NEVER and False for what is no instant at all."""
    try:
        found = instant_from_db(stored)
        return found, on_postgresql() or db_instant(found) == stored
    except (ValueError, TypeError, OverflowError):
        return NEVER, False


def raw_column(name: str) -> str:
    """The column as it is stored, without the driver's conversions, which would hide differences of spelling on SQLite."""
    quoted = connection.ops.quote_name(name)
    return quoted if on_postgresql() else f"+{quoted}"


@contextmanager
def snapshot() -> Iterator[None]:
    """All reads inside see one state of the database, and no writer waits for them. Inside a transaction: that transaction's view."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if on_postgresql() else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
