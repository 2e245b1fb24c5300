"""What `verify` counts again of what is owed: duty rows, late dossiers and their sums, and when to look again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection

from motcua.agencies.queries import calendar_of, one_look
from motcua.dossiers.models import Dossier, DossierDuty, LateDossier
from motcua.dossiers.owed import LOOK_NOW, DutyRow, LateShare, Subjects, is_put_off, owed_before
from motcua.dossiers.saving import KIND
from motcua.foundation.differences import Difference
from motcua.foundation.sql import raw_column
from motcua.foundation.verify import register_check
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.state import DossierState
from motcua.procedures.queries import get_version

BATCH = 1000
COLUMNS = ("kind", "no", "role", "agency_id", "unit_id", "holder_id", "due_at", "level", "told_role", "told_agency_id", "reminded_at")
LATE_COLUMNS = ("agency_id", "sector", "due_at", "is_open", "is_apologised", "is_explained")
Sums = dict[tuple[object, ...], list[int]]
Line = tuple[int, str, datetime | None]


def register() -> None:
    """Called once, when the room is ready."""
    register_check("Đối chiếu việc phải làm và số hồ sơ quá hạn", check_duties)


def check_duties() -> Iterator[Difference]:
    """Every dossier's duties and its part in the sums of late dossiers, counted again from its state.

    Not compared: a dossier that waits for its first look, and duties counted by a calendar that was revised since.
    """
    sums: Sums = defaultdict(lambda: [0, 0, 0, 0])
    last = 0
    with one_look():
        while lines := _lines(last):
            last = lines[-1][0]
            stored, late = _stored_rows(lines), _stored_late(lines)
            for line in lines:
                yield from _compare(line, stored.pop(line[0], set()), late.get(line[0]), sums)
    yield from _compare_sums(sums)


def _lines(last: int) -> list[Line]:
    rows = Dossier.objects.filter(id__gt=last).order_by("id")
    return list(rows.values_list("id", "state", "duties_check_at")[:BATCH])


def _stored_rows(lines: Sequence[Line]) -> dict[int, set[DutyRow]]:
    found: dict[int, set[DutyRow]] = defaultdict(set)
    rows = DossierDuty.objects.filter(dossier_id__gte=lines[0][0], dossier_id__lte=lines[-1][0])
    for dossier_id, *row in rows.values_list("dossier_id", *COLUMNS):
        found[dossier_id].add(DutyRow(*row))
    return found


def _stored_late(lines: Sequence[Line]) -> dict[int, LateShare]:
    rows = LateDossier.objects.filter(dossier_id__gte=lines[0][0], dossier_id__lte=lines[-1][0])
    return {row[0]: LateShare(*row[1:]) for row in rows.values_list("dossier_id", *LATE_COLUMNS)}


def _compare(line: Line, stored: set[DutyRow], late: LateShare | None, sums: Sums) -> Iterator[Difference]:
    dossier_id, text, look_at = line
    state = _state(text)
    if state is None or look_at == LOOK_NOW:
        return
    given = _subjects(state)
    if given is None:
        return
    owed = owed_before(state, given, look_at)
    if owed.share is not None:
        _add(sums, owed.share.sum_key, (1, *owed.share.counts))
    if state.calendar not in ("", given.calendar.version):
        return
    if owed.look_at != look_at or is_put_off(state, given, look_at):
        yield _differs(dossier_id, "dossier", str(dossier_id), "duties_check_at", str(look_at), str(owed.look_at))
    for row in stored ^ set(owed.rows):
        found, expected = ("có", "không") if row in stored else ("không", "có")
        yield _differs(dossier_id, "dossier_duty", f"{dossier_id}/{row.kind}/{row.no}", "kind", found, expected)
    for column, found, expected in _late_differences(late, owed.share):
        yield _differs(dossier_id, "late_dossier", str(dossier_id), column, found, expected)


def _late_differences(found: LateShare | None, expected: LateShare | None) -> Iterator[tuple[str, str, str]]:
    if found is None or expected is None:
        if found is not expected:
            yield "dossier_id", "không" if found is None else "có", "không" if expected is None else "có"
        return
    for column, one, other in zip(LATE_COLUMNS, found, expected, strict=True):
        if one != other:
            yield column, str(one), str(other)


def _state(text: str) -> DossierState | None:
    """None for a text that somebody broke, which the row's own comparison reports."""
    try:
        return decode_state(text)
    except ValueError:
        return None


def _subjects(state: DossierState) -> Subjects | None:
    try:
        version = get_version(state.procedure_version)
    except LookupError:
        return None
    case = version.case(state.case_key)
    return Subjects(case, version.sector, calendar_of(state.competent_agency)) if case else None


def _add(sums: Sums, key: tuple[object, ...], counts: Sequence[int]) -> None:
    sums[key] = [one + more for one, more in zip(sums[key], counts, strict=True)]


def _compare_sums(counted: Sums) -> Iterator[Difference]:
    columns = ("late", "open_late", "apologised", "explained")
    kept = _kept_sums(columns)
    again: dict[tuple[object, ...], list[int]] = {
        (agency_id, sector, str(month)): counts for (agency_id, sector, month), counts in counted.items()
    }
    for key in sorted({*kept, *again}, key=str):
        for column, found, expected in zip(columns, kept.get(key, [0] * 4), again.get(key, [0] * 4), strict=True):
            if found != expected:
                name = "/".join(map(str, key))
                sentence = f"Số hồ sơ quá hạn ở {name} (cột {column}) được ghi là {found}, đếm lại là {expected}."
                yield Difference(sentence=sentence, table="late_sum", key=name, column=column, found=str(found), expected=str(expected))


def _kept_sums(columns: Sequence[str]) -> dict[tuple[object, ...], list[int]]:
    """As stored: a month that is none is found, and not stumbled over."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(raw_column, ('agency_id', 'sector', 'due_month', *columns)))} FROM late_sum")  # noqa: S608
        return {(agency_id, sector, str(month)): counts for agency_id, sector, month, *counts in cursor.fetchall()}


def _differs(dossier_id: int, table: str, key: str, column: str, found: str, expected: str) -> Difference:
    stream = f"{KIND}:{dossier_id}"
    sentence = f"Việc phải làm của hồ sơ {dossier_id} ({table}, {key}) được ghi là “{found}”, tính lại là “{expected}”."
    return Difference(sentence=sentence, stream=stream, table=table, key=key, column=column, found=found, expected=expected)
