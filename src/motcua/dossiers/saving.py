"""Loading and saving one dossier with hand-written statements: the way of every command, so the short way.

What is to be saved is said as statements, which `foundation.sql.run_all` sends together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from motcua.dossiers.projection import SumKey
from motcua.foundation.sql import Statement, db_instant, instant_from_db, on_postgresql
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.state import DossierState

KIND = "dossier"
LARGEST_ID = 2**63 - 1

_ADD_TO_SUM = """
INSERT INTO queue_sum (agency_id, queue, unit_id, holder_id, step_role, receiving_agency_id, due_on, dossiers)
VALUES {places}
ON CONFLICT (agency_id, queue, unit_id, holder_id, step_role, receiving_agency_id, due_on)
DO UPDATE SET dossiers = queue_sum.dossiers + excluded.dossiers
"""

_CHANGE_SLIP = "UPDATE dossier_slip SET file = %s, voided_at = %s WHERE dossier_id = %s AND no = %s"

_ADD_UNIT = "INSERT INTO dossier_unit (dossier_id, unit_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def load_locked(dossier_id: int) -> tuple[DossierState | None, datetime | None]:
    """The state of the row and when its duties are to be looked at, locked until the transaction ends (on SQLite by IMMEDIATE)."""
    if not 0 < dossier_id <= LARGEST_ID:  # an address somebody made up; the engines would raise
        return None, None
    lock = " FOR UPDATE" if on_postgresql() else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state, duties_check_at FROM dossier WHERE id = %s{lock}", [dossier_id])  # noqa: S608 - a constant
        found = cursor.fetchone()
    if not found:
        return None, None
    return decode_state(found[0]), instant_from_db(found[1]) if found[1] is not None else None


def new_row(row: dict[str, Any]) -> list[Statement]:
    """The first row of a dossier. Run, it raises IntegrityError when the id or the code is taken."""
    names = ", ".join(row)
    places = ", ".join(["%s"] * len(row))
    return [(f"INSERT INTO dossier ({names}) VALUES ({places})", [stored(value) for value in row.values()])]  # noqa: S608 - our own names


def changed_row(dossier_id: int, before: dict[str, Any], after: dict[str, Any]) -> list[Statement]:
    """The columns that changed; the others are not touched, and neither are their indexes."""
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    if not changed:
        return []
    places = ", ".join(f"{name} = %s" for name in changed)
    values = [*(stored(value) for value in changed.values()), dossier_id]
    return [(f"UPDATE dossier SET {places} WHERE id = %s", values)]  # noqa: S608 - our own column names


def moved_sum(before: SumKey | None, after: SumKey | None) -> list[Statement]:
    """The dossier out of one pre-computed sum and into another. Locked in one order, so that nobody waits in a ring."""
    moves = sorted([(key, step) for key, step in ((before, -1), (after, 1)) if key is not None])
    if before == after or not moves:
        return []
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(moves))
    return [(_ADD_TO_SUM.format(places=places), [value for key, step in moves for value in (*map(stored, key), step)])]


def new_units(dossier_id: int, units: set[int]) -> list[Statement]:
    """The units the dossier newly went through."""
    return [(_ADD_UNIT, [dossier_id, unit]) for unit in sorted(units)]


def moved_slips(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[Statement]:
    """Slips newly in their books, and what changed of those that stood there. Run, a number given twice raises IntegrityError."""
    known = {row["no"]: row for row in before}
    fresh = [row for row in after if row["no"] not in known]
    changed = [row for row in after if row["no"] in known and row != known[row["no"]]]
    names = ", ".join(after[0]) if after else ""
    places = ", ".join(["%s"] * len(after[0])) if after else ""
    insert = f"INSERT INTO dossier_slip ({names}) VALUES ({places})"  # noqa: S608 - our own column names
    return [
        *((insert, [stored(value) for value in row.values()]) for row in fresh),
        *((_CHANGE_SLIP, [row["file"], stored(row["voided_at"]), row["dossier_id"], row["no"]]) for row in changed),
    ]


_PUT_OPINION = """
INSERT INTO asked_opinion (dossier_id, no, agency_id, due_at, answered_at) VALUES {places}
ON CONFLICT (dossier_id, no) DO UPDATE SET agency_id = excluded.agency_id, due_at = excluded.due_at, answered_at = excluded.answered_at
"""


def moved_opinions(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Statement]:
    """The opinions that were asked or answered, in one statement; none where nothing changed."""
    fresh = [row for row in after if row not in before]
    if not fresh:
        return []
    places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(fresh))
    return [(_PUT_OPINION.format(places=places), [stored(value) for row in fresh for value in row.values()])]


def stored(value: Any) -> Any:
    """A column's value as both engines store it."""
    if isinstance(value, datetime):
        return db_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
