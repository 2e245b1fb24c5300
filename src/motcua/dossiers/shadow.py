"""What `motcua verify` compares for this room: rows with events, sums with rows, code counters with codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter

from django.db import connection, models

from motcua.dossiers.models import AskedOpinion, Dossier, DossierSlip, DossierUnit, QueueSum
from motcua.dossiers.projection import decode_applicant, opinion_rows, row_of, slip_rows, units_of
from motcua.dossiers.saving import KIND
from motcua.dossiers.slip_kinds import slip_book
from motcua.foundation.chain import StoredEvent, Stream
from motcua.foundation.contents import StreamContentRow
from motcua.foundation.differences import Difference
from motcua.foundation.sql import on_postgresql
from motcua.foundation.verify import Shadow, ShadowTable, register_check, register_shadow
from motcua.law.dossier.codec import decode_event
from motcua.law.dossier.evolve import fold

_CODE = re.compile(r".+-(\d{6})-(\d{4,7})")
PRIVATE = {"applicant_name", "applicant_phone", "applicant_number", "search_text"}


def register() -> None:
    """Called once, when the room is ready."""
    tables = (
        ShadowTable(Dossier, "id", private=PRIVATE, unchecked={"duties_check_at"}),  # `duty_check` counts it again
        ShadowTable(DossierUnit, "dossier_id", key=("unit_id",), unchecked={"id"}),
        ShadowTable(DossierSlip, "dossier_id", key=("no",), unchecked={"id"}),
        ShadowTable(AskedOpinion, "dossier_id", key=("no",), unchecked={"id"}),
    )
    register_shadow(KIND, Shadow(tables=tables, rows=rows_of))
    register_check("Đối chiếu số hồ sơ đang chờ", check_sums)
    register_check("Đối chiếu mã hồ sơ với sổ cấp mã", check_codes)
    register_check("Đối chiếu số phiếu với sổ cấp số", check_slip_numbers)
    register_check("Đối chiếu số thứ tự tiếp nhận với sổ theo dõi", check_register_numbers)


def rows_of(
    stream: Stream, events: Sequence[StoredEvent], contents: Mapping[int, StreamContentRow]
) -> Mapping[type[models.Model], Sequence[Mapping[str, object]]]:
    """The rows that should be, from events and contents alone."""
    state = fold([(decode_event(e.type, e.version, e.payload), e.at, e.actor) for e in events])
    if state is None:
        return {Dossier: [], DossierUnit: [], DossierSlip: [], AskedOpinion: []}
    record = contents.get(state.applicant.id)
    row = row_of(stream.id, state, decode_applicant(record.body) if record else None)
    units = [{"dossier_id": stream.id, "unit_id": unit} for unit in sorted(units_of(state))]
    beside = {DossierSlip: slip_rows(stream.id, state), AskedOpinion: opinion_rows(stream.id, state)}
    return {Dossier: [row], DossierUnit: units, **beside}


_DUE_ON_SQLITE = "date(due_at, '+7 hours')"
_DUE_ON_POSTGRESQL = "(due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
_KEY = "agency_id, queue, unit_id, holder_id, step_role, receiving_agency_id, due_on"


def check_sums() -> Iterator[Difference]:
    """Every pre-computed sum equals the count of its rows; a sum of nothing may stay behind as 0."""
    due_on = _DUE_ON_POSTGRESQL if on_postgresql() else _DUE_ON_SQLITE
    counted = (
        f"SELECT agency_id, queue, COALESCE(unit_id, 0) AS unit_id, COALESCE(holder_id, 0) AS holder_id, step_role, "  # noqa: S608
        f"receiving_agency_id, {due_on} AS due_on, COUNT(*) AS n, 0 AS kept FROM dossier WHERE queue <> 'CLOSED' "
        "GROUP BY 1, 2, 3, 4, 5, 6, 7"
    )
    kept = f"SELECT {_KEY}, 0 AS n, dossiers AS kept FROM queue_sum"  # noqa: S608 - our own column names
    both = f"SELECT {_KEY}, SUM(n), SUM(kept) FROM ({counted} UNION ALL {kept}) AS t GROUP BY {_KEY} HAVING SUM(n) <> SUM(kept)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(both)
        differing = cursor.fetchall()
    for *key, counted_now, kept_now in differing:
        name = "/".join(str(part) for part in key)
        sentence = f"Số hồ sơ đang chờ ở {name} được ghi là {kept_now}, đếm lại là {counted_now}."
        yield Difference(
            sentence=sentence,
            table=QueueSum._meta.db_table,
            key=name,
            column="dossiers",
            found=str(kept_now),
            expected=str(counted_now),
        )


def check_codes() -> Iterator[Difference]:
    """The codes of each door and day run from 1 without gap to the counter's last number: a vanished dossier leaves a gap."""
    with connection.cursor() as cursor:
        last = _last_numbers("dossier:%")
        cursor.execute("SELECT receiving_agency_id, code FROM dossier WHERE code IS NOT NULL ORDER BY receiving_agency_id, code")
        yield from _gaps("Mã hồ sơ số", filter(None, map(_place, cursor)), last)


def check_slip_numbers() -> Iterator[Difference]:
    """The numbers of each book of slips run from 1 without gap, void ones included, to the counter's last number."""
    with connection.cursor() as cursor:
        last = _last_numbers("slip:%")
        cursor.execute("SELECT purpose, agency_id, year, number FROM dossier_slip ORDER BY purpose, agency_id, year, number")
        yield from _gaps("Phiếu số", ((slip_book(*row[:3]), row[3]) for row in cursor), last)


def check_register_numbers() -> Iterator[Difference]:
    """The lines of each door's intake register of a year run from 1 without gap to the counter's last number."""
    with connection.cursor() as cursor:
        last = _last_numbers("register:%")
        cursor.execute(
            "SELECT receiving_agency_id, register_book, register_no FROM dossier WHERE register_no IS NOT NULL "
            "ORDER BY receiving_agency_id, register_book, register_no"
        )
        lines = ((f"register:{door}:{str(book).rpartition('/')[2]}", number) for door, book, number in cursor)
        yield from _gaps("Số thứ tự tiếp nhận", lines, last)


def _last_numbers(like: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope, value FROM counter WHERE scope LIKE %s", [like])
        return dict(cursor.fetchall())


def _place(row: tuple[int, str]) -> tuple[str, int] | None:
    """Counter scope and serial of a code; None for a text that is no code, which the row's own comparison reports."""
    door, code = row
    match = _CODE.fullmatch(str(code))
    return (f"dossier:{door}:{match[1]}", int(match[2])) if match else None


def _gaps(what: str, given: Iterable[tuple[str, int]], last: dict[str, int]) -> Iterator[Difference]:
    """Where the numbers `given`, ordered by their scope, do not run from 1 to the last that their counter gave out."""
    for scope, found in groupby(given, key=itemgetter(0)):
        yield from _gaps_in(what, scope, {number for _, number in found}, last.pop(scope, 0))
    for scope, number in sorted(last.items()):
        yield from _gaps_in(what, scope, set(), number)


MOST_NAMED = 100
"""How many lost numbers of a book are named one by one. A counter that somebody set to a million must not fill the memory."""


def _gaps_in(what: str, scope: str, numbers: set[int], last: int) -> Iterator[Difference]:
    given = sorted(number for number in numbers if 1 <= number <= last)
    for number in islice(_missing(given, last), MOST_NAMED):
        yield _gap(f"{what} {number} của sổ {scope} {_MISSING[what]}.", scope, last, number)
    unnamed = last - len(given) - MOST_NAMED
    if unnamed > 0:
        yield _gap(f"{what}: sổ {scope} còn thiếu {unnamed} số nữa, đến số {last}.", scope, last, last)
    for number in sorted(numbers.difference(given)):
        yield _gap(f"{what} {number} của sổ {scope} chưa từng được cấp.", scope, last, number)


def _missing(given: Iterable[int], last: int) -> Iterator[int]:
    """The numbers from 1 to `last` that are not among the rising `given`, one by one."""
    before = 0
    for number in (*given, last + 1):
        yield from range(before + 1, number)
        before = number


def _gap(sentence: str, scope: str, last: int, number: int) -> Difference:
    return Difference(sentence=sentence, table="counter", key=scope, column="value", found=str(last), expected=str(number))


_MISSING = {
    "Mã hồ sơ số": "đã cấp nhưng không còn hồ sơ nào mang mã này",
    "Số thứ tự tiếp nhận": "đã cấp nhưng không còn hồ sơ nào mang số này",
    "Phiếu số": "đã cấp nhưng không còn phiếu nào mang số này",
}
