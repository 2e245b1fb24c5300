"""Numbers without gaps: dossier codes, slip numbers, register entries."""

from __future__ import annotations

from django.db import connection, transaction

_NEXT = """
INSERT INTO counter (scope, value) VALUES (%s, 1)
ON CONFLICT (scope) DO UPDATE SET value = counter.value + 1 RETURNING value
"""


def next_number(scope: str) -> int:
    """The next number of `scope` (1, 2, 3 …), taken in the caller's transaction: rolled back, it is given out again.

    The scope's row stays locked until the transaction ends, so take the number late. Raises TransactionManagementError
    outside a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number without gaps is taken inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [scope])
        return int(cursor.fetchone()[0])


def last_number(scope: str) -> int:
    """The last number given out in `scope`, 0 when none was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM counter WHERE scope = %s", [scope])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
