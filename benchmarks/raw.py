"""The reference of a command's way: the bare driver writing the same rows into the same tables, values ready, in one transaction.

What a command did is read back once; each reference act writes these rows again under another id, a code and sequence of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from django.db import connection

EVENT = "position, stream_kind, stream_id, seq, type, version, at, recorded_at, actor, payload, checks, prev_hash, hash"
SUM = "agency_id, queue, unit_id, holder_id, step_role, receiving_agency_id, due_on"
ADD_TO_SUM = (
    f"INSERT INTO queue_sum ({SUM}, dossiers) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
    f"ON CONFLICT ({SUM}) DO UPDATE SET dossiers = queue_sum.dossiers + excluded.dossiers"
)
ADD_EVENT = f"INSERT INTO journal_event ({EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_OUTBOX = "INSERT INTO outbox (stream_kind, stream_id, first_seq, last_seq, put_at) VALUES (?, ?, ?, ?, ?)"
ADD_UNIT = "INSERT INTO dossier_unit (dossier_id, unit_id) VALUES (?, ?)"
NEXT = "INSERT INTO counter (scope, value) VALUES (?, 1) ON CONFLICT (scope) DO UPDATE SET value = counter.value + 1"
FORWARDED = ("seq", "unit_id", "holder_id", "step_no", "step_role", "step_name", "step_due_at", "last_at", "state")

Statement = tuple[str, tuple[Any, ...]]


class Driver:
    """A connection of the bare driver to the database that Django uses."""

    def __init__(self) -> None:
        chosen = connection.settings_dict
        self.is_postgresql = connection.vendor == "postgresql"
        self.connection: Any
        if self.is_postgresql:
            self.connection = psycopg.connect(host=chosen["HOST"], user=chosen["USER"], dbname=chosen["NAME"])
        else:
            self.connection = sqlite3.connect(chosen["NAME"], isolation_level=None)
            for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
                self.connection.execute(f"PRAGMA {setting}")
        self.cursor = self.connection.cursor()

    def write(self, statements: list[Statement]) -> None:
        """All statements in one transaction."""
        if not self.is_postgresql:
            self.cursor.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            self.cursor.execute(sql, values)
        self.connection.commit()

    def sql(self, statement: str) -> str:
        """The statement with the driver's own places."""
        return statement.replace("?", "%s") if self.is_postgresql else statement

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query finds, outside any transaction that stays open."""
        found = list(self.cursor.execute(self.sql(statement), values).fetchall())
        self.connection.commit()
        return found


class Positions:
    """Places in the journal below those our own commands take meanwhile, which go on from the highest."""

    def __init__(self, first: int = -(10**9)) -> None:
        self.last = first

    def next(self) -> int:
        """The next free one."""
        self.last += 1
        return self.last


def forwards(driver: Driver, forwarded: int, waiting: Iterator[int], positions: Positions) -> Iterator[Callable[[], object]]:
    """Acts that write for each dossier of `waiting` the rows which forwarding `forwarded` wrote."""
    [event] = driver.rows(f"SELECT {EVENT} FROM journal_event WHERE stream_id = ? AND seq = 3", forwarded)
    [row] = driver.rows(f"SELECT {', '.join(FORWARDED)}, due_at FROM dossier WHERE id = ?", forwarded)
    sums = driver.rows(f"SELECT {SUM} FROM queue_sum ORDER BY id")[:2]
    update = driver.sql(f"UPDATE dossier SET {', '.join(f'{name} = ?' for name in FORWARDED)} WHERE id = ?")
    for number in waiting:
        statements: list[Statement] = [
            (driver.sql(ADD_EVENT), _event(event, number, positions)),
            (driver.sql(ADD_OUTBOX), ("dossier", number, 3, 3, event[7])),
            (update, (*row[:-1], number)),
            *((driver.sql(ADD_TO_SUM), (*key, change)) for key, change in zip(sums, (-1, 1), strict=True)),
            (driver.sql(ADD_UNIT), (number, row[1])),
        ]
        yield lambda statements=statements: driver.write(statements)  # type: ignore[misc]


def receptions(driver: Driver, received: int, positions: Positions) -> Iterator[Callable[[], object]]:
    """Acts that write the rows which receiving `received` wrote, each for a dossier of its own."""
    events = driver.rows(f"SELECT {EVENT} FROM journal_event WHERE stream_id = ? AND seq <= 2 ORDER BY seq", received)
    names = [column[0] for column in driver.cursor.execute("SELECT * FROM dossier LIMIT 0").description]
    [row] = driver.rows("SELECT * FROM dossier WHERE id = ?", received)
    content_names = "stream_kind, stream_id, kind, salt, body, checks, hash"
    [content] = driver.rows(f"SELECT {content_names} FROM stream_content WHERE stream_id = ?", received)
    [key] = driver.rows(f"SELECT {SUM} FROM queue_sum ORDER BY id LIMIT 1")
    add_row = driver.sql(f"INSERT INTO dossier ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})")
    add_content = driver.sql(f"INSERT INTO stream_content ({content_names}) VALUES (?, ?, ?, ?, ?, ?, ?)")
    serial = 0
    while True:
        serial += 1
        number = received + 10**6 + serial
        own = dict(zip(names, row, strict=True)) | {"id": number, "code": f"H42.101-260302-9{serial:05}"}
        own["search_text"] = own["search_text"].replace("260302 ", f"260302 9{serial:05} ")
        statements: list[Statement] = [
            (driver.sql(NEXT), ("raw:code",)),
            (driver.sql(NEXT), ("raw:register",)),
            (add_content, (content[0], number, *content[2:])),
            *((driver.sql(ADD_EVENT), _event(event, number, positions)) for event in events),
            (driver.sql(ADD_OUTBOX), ("dossier", number, 1, 2, events[0][7])),
            (add_row, tuple(own.values())),
            (driver.sql(ADD_TO_SUM), (*key, 1)),
            (driver.sql(ADD_UNIT), (number, own["unit_id"])),
        ]
        yield lambda statements=statements: driver.write(statements)  # type: ignore[misc]


def _event(event: tuple[Any, ...], number: int, positions: Positions) -> tuple[Any, ...]:
    return (positions.next(), event[1], number, *event[3:])
