"""Writing working time: opening hours and single days, for one agency or for the whole country (agency None)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise

from motcua.agencies import events as e
from motcua.agencies.commands.tree import unknown_agency
from motcua.agencies.queries.tree import tree
from motcua.agencies.writing import in_one_piece, write_agency
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.law.calendar import DayKind, RowStatus, window
from motcua.law.refusal import Refusal

LAST_WEEKDAY = 6


def set_opening_hours(
    actor: Actor,
    agency_id: int | None,
    windows: Mapping[int, str],
    *,
    reception: Mapping[int, str] | None = None,
    valid_from: date,
    valid_to: date | None = None,
    at: datetime,
    decision: str = "",
) -> Refusal | None:
    """Set the hours of weekdays (Monday 0) as "07:30-11:30 13:30-17:00" from a day on; "" means closed.

    `windows` count for deadlines, `reception` is when the door is open where that differs (domain §8.3).
    """

    def act() -> Refusal | None:
        refusal = _refused(actor, agency_id) or _windows_fault(windows) or _windows_fault(reception or {})
        if refusal is None and set(reception or {}) - set(windows):
            refusal = Refusal(
                code="HOURS_WRONG", template="Ngày có giờ tiếp dân phải ghi cả giờ tính hạn (để trống nếu không tính).", field="reception"
            )
        if refusal is not None:
            return refusal
        days = tuple(e.WeekdayHours(weekday, text, (reception or {}).get(weekday, "")) for weekday, text in sorted(windows.items()))
        event = e.HoursSet(days=days, valid_from=valid_from, valid_to=valid_to, decision=decision)
        write_agency(agency_id or e.NATIONAL, [event], at=at, actor=actor.journal_name)
        return None

    return in_one_piece(act)


def set_day(
    actor: Actor,
    agency_id: int | None,
    day: date,
    kind: DayKind,
    reason: str,
    *,
    notice: str = "",
    status: RowStatus = RowStatus.OFFICIAL,
    windows: str = "",
    at: datetime,
) -> Refusal | None:
    """Declare one day off or worked (a half day: worked, with its windows), for an agency or the country."""

    def act() -> Refusal | None:
        refusal = _refused(actor, agency_id) or _windows_fault({0: windows})
        if refusal is not None:
            return refusal
        if not reason.strip():
            return Refusal(code="REASON_MISSING", template="Ghi lý do của ngày này (ví dụ: nghỉ bù Quốc khánh).", field="reason")
        event = e.DaySet(date=day, kind=kind, reason=reason.strip(), notice=notice, status=status, windows=windows)
        write_agency(agency_id or e.NATIONAL, [event], at=at, actor=actor.journal_name)
        return None

    return in_one_piece(act)


def _refused(actor: Actor, agency_id: int | None) -> Refusal | None:
    if refusal := require(actor, Act.ADMINISTER_AGENCIES, Subject()):
        return refusal
    return None if agency_id is None or agency_id in tree().agencies else unknown_agency()


def _windows_fault(windows: Mapping[int, str]) -> Refusal | None:
    for weekday, text in windows.items():
        try:
            parts = [window(part) for part in text.split()]
        except ValueError:
            return _fault(text)
        in_order = all(first.closes < second.opens for first, second in pairwise(parts))
        if not 0 <= weekday <= LAST_WEEKDAY or not in_order:
            return _fault(text)
    return None


def _fault(text: str) -> Refusal:
    template = "Giờ làm việc “{text}” không đúng; ghi như 07:30-11:30 13:30-17:00, buổi trước xong rồi tới buổi sau."
    return Refusal(code="HOURS_WRONG", template=template, params={"text": text[:60]}, field="windows")
