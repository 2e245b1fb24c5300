"""Lists and search over many dossiers, against the bare driver asking one indexed question for the same 50 rows."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from benchmarks.measuring import Line, milliseconds, say, show  # noqa: E402
from benchmarks.place import NINE, make_place  # noqa: E402
from benchmarks.raw import Driver  # noqa: E402
from motcua.dossiers import commands as c  # noqa: E402
from motcua.dossiers.file_view import look_up, open_dossier  # noqa: E402
from motcua.dossiers.lists import WorkList  # noqa: E402
from motcua.dossiers.projection import name_columns  # noqa: E402
from motcua.dossiers.queries import count_lists, find_dossiers, list_work  # noqa: E402
from motcua.dossiers.saving import stored  # noqa: E402
from motcua.dossiers.secret import lookup_secret  # noqa: E402
from tests.dossiers.ward import APPLICANT, Ward, done, intake, make_ward  # noqa: E402

WARDS = 20
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đinh", "Vũ", "Đặng", "Bùi", "Đỗ")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Minh", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Thảo", "Uyên")
# One in five is open, as in a ward that closes its year well.
PLACES = (
    *(("CLOSED", None, None, "", "RESULT_RETURNED"),) * 80,
    *(("WORK", "OFFICE", "officer", "CASE_OFFICER", "APPRAISING"),) * 12,
    *(("WORK", "OFFICE", None, "UNIT_HEAD", "RECEIVED"),) * 3,
    *(("SIGN", "LEADERSHIP", None, "APPROVER", "SUBMITTED_FOR_SIGNATURE"),) * 2,
    *(("HAND_OVER", None, None, "", "COMPLETED"),) * 3,
)
SUM_BY_COUNTING = """
INSERT INTO queue_sum (agency_id, queue, unit_id, holder_id, step_role, receiving_agency_id, due_on, dossiers)
SELECT agency_id, queue, COALESCE(unit_id, 0), COALESCE(holder_id, 0), step_role, receiving_agency_id, {due_on}, COUNT(*)
FROM dossier WHERE queue <> 'CLOSED' GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def fill(wards: Sequence[Ward], template: int, count: int) -> None:
    """`count` rows like the dossier `template`, spread over the wards, their queues and 400 days, with the sums that belong to them."""
    chance = random.Random(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossier WHERE id = %s", [template])
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
    made = [one_row(row, no, wards[no % len(wards)], chance) for no in range(count)]
    units = [(one["id"], unit) for no, one in enumerate(made) for unit in wards[no % len(wards)].units.values()]
    due_on = "date(due_at, '+7 hours')" if connection.vendor == "sqlite" else "(due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    with transaction.atomic(), connection.cursor() as cursor:
        insert_many(cursor, "dossier", names, [tuple(one.values()) for one in made])
        insert_many(cursor, "dossier_unit", ["dossier_id", "unit_id"], units)
        cursor.execute("DELETE FROM queue_sum")
        cursor.execute(SUM_BY_COUNTING.format(due_on=due_on))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def one_row(row: dict[str, Any], no: int, ward: Ward, chance: random.Random) -> dict[str, Any]:
    """A row of its own: number, code, name, phone, place and day."""
    queue, unit, holder, role, status = chance.choice(PLACES)
    code = f"H42.{no % WARDS + 101}-{(NINE + timedelta(days=no % 300)):%y%m%d}-{no:06}"
    name = " ".join((chance.choice(FAMILY), chance.choice(GIVEN), chance.choice(GIVEN)))
    person = type(APPLICANT)(
        kind=APPLICANT.kind, full_name=name, phone=f"+849{chance.randrange(10**8):08}", personal_id=f"0370610{chance.randrange(10**5):05}"
    )
    due = NINE + timedelta(days=chance.randrange(400), minutes=chance.randrange(480))
    moved = {
        "id": row["id"] + 1 + no,
        "code": code,
        "queue": queue,
        "status": status,
        "agency_id": ward.id,
        "receiving_agency_id": ward.id,
        "unit_id": ward.units[unit] if unit else None,  # type: ignore[index]
        "holder_id": ward.people[holder] if holder else None,
        "step_role": role,
        "due_at": stored(due),
    }
    return row | moved | name_columns(code, person)


def insert_many(cursor: Any, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """All rows by the quickest way of the engine."""
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})", rows)


def measure(count: int) -> None:
    """Every list, the numbers beside them, search and an opened file."""
    first = make_place()
    wards = [first, *(make_ward(str(15000 + no), f"Số {no}", f"H42.{no + 102}") for no in range(WARDS - 1))]
    clerk = first.actor("reception")
    opened = done(c.receive_at_counter(clerk, intake(first), at=NINE))
    say(f"making {count} dossiers")
    fill(wards, opened.dossier_id, count)
    driver = Driver()
    engine = f"{'PostgreSQL' if driver.is_postgresql else 'SQLite'}, {count // 1000} thousand"
    office, agency = first.units["OFFICE"], first.id  # type: ignore[index]
    officer, leader, centre = first.actor("officer"), first.actor("approver"), first.actor("centre")
    code, secret = opened.code, lookup_secret(opened.code)
    by_unit = fifty(driver, "unit_id = ? AND queue IN ('WORK', 'SIGN')", office)
    by_holder = fifty(driver, "holder_id = ? AND queue = 'WORK'", officer.id)
    by_door = fifty(driver, "receiving_agency_id = ? AND queue = 'HAND_OVER'", agency)
    by_agency = fifty(driver, "receiving_agency_id = ? AND queue <> 'CLOSED'", agency)

    def by_counting() -> object:
        return driver.rows("SELECT queue, COUNT(*) FROM dossier WHERE agency_id = ? AND queue <> 'CLOSED' GROUP BY 1", agency)

    by_row = fifty(driver, "d.code = ?", code)
    matching = fifty(driver, matched(driver), "nguyen & an" if driver.is_postgresql else '"nguyen" "an"')
    for what, ours, against, reference in (
        ("my work", lambda: list_work(officer, WorkList.MINE), "holder and queue, 51 rows", by_holder),
        ("my unit's work", lambda: list_work(officer, WorkList.UNIT), "unit and queue, 51 rows", by_unit),
        ("to sign", lambda: list_work(leader, WorkList.SIGN), "unit and queue, 51 rows", by_unit),
        ("to hand over", lambda: list_work(clerk, WorkList.HAND_OVER), "door and queue, 51 rows", by_door),
        ("the whole agency", lambda: list_work(centre, WorkList.AGENCY), "door, 51 rows", by_agency),
        ("numbers beside the lists", lambda: count_lists(officer, NINE), "counting the agency's open rows", by_counting),
        ("search “nguyen an”", lambda: find_dossiers(clerk, "nguyen an"), "full-text index, 51 rows", matching),
        ("search by code", lambda: find_dossiers(clerk, code), "one row by code", by_row),
        ("open a dossier", lambda: open_dossier(clerk, opened.dossier_id, at=NINE, why="đo"), "one row by code", by_row),
        ("look-up with the receipt", lambda: look_up(code, secret, at=NINE), "one row by code", by_row),
    ):
        line = Line(
            what=f"{what}, {engine}",
            unit="ms",
            ours=milliseconds(ours),
            against=f"bare driver: {against}",
            reference=milliseconds(reference),
        )
        show(line)
    connection.close()


def matched(driver: Driver) -> str:
    """The condition of the full-text index in the words of the engine."""
    if driver.is_postgresql:
        return "to_tsvector('simple', d.search_text) @@ to_tsquery('simple', ?)"
    return "d.id IN (SELECT rowid FROM dossier_search WHERE dossier_search MATCH ?)"


def fifty(driver: Driver, where: str, *values: Any) -> Callable[[], object]:
    """The reference: 51 rows with the columns of a list, in its order, by one question."""
    sql = (
        "SELECT d.id, d.code, d.applicant_name, p.name, d.agency_id, d.step_name, u.name, o.full_name, d.status, d.queue, "
        "d.submitted_at, d.received_at, d.appointment_at, d.due_at, d.seq FROM dossier d "
        "JOIN procedure_version v ON v.id = d.version_id JOIN procedure p ON p.id = v.procedure_id "
        "LEFT JOIN org_unit u ON u.id = d.unit_id LEFT JOIN officer o ON o.account_id = d.holder_id "
        f"WHERE {where} ORDER BY d.due_at, d.id LIMIT 51"
    )
    return lambda: driver.rows(sql, *values)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
