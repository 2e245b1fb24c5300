"""Counting a term from its reception, and giving back the time of a pause."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from motcua.law.calendar import VN, OutsideCalendarError, WorkingCalendar
from motcua.law.procedure import Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.rulesets import AfterCutoff, Ruleset

MOST: dict[TermUnit, int] = {
    TermUnit.WORKING_DAYS: 2_500,
    TermUnit.HOURS: 20_000,
    TermUnit.CALENDAR_DAYS: 3_650,
    TermUnit.MONTHS: 120,
}
"""The longest term of each unit that is believed: ten years. Anything above is a slip of the keyboard."""

UNIT_WORDS: dict[TermUnit, str] = {
    TermUnit.WORKING_DAYS: "ngày làm việc",
    TermUnit.HOURS: "giờ làm việc",
    TermUnit.CALENDAR_DAYS: "ngày",
    TermUnit.MONTHS: "tháng",
    TermUnit.SAME_DAY_15H: "trong ngày",
    TermUnit.FIXED_DATE: "ngày ấn định",
}


def term_refusal(term: Term) -> Refusal | None:
    """Why a term cannot be counted, or None. `due_at` expects a term this function has nothing to say about."""
    if term.unit is TermUnit.FIXED_DATE:
        return _fixed_date_refusal(term)
    if term.amount < 1 and term.unit is not TermUnit.SAME_DAY_15H:
        return Refusal(
            code="TERM_TOO_SHORT",
            template="Thời hạn phải từ 1 {unit} trở lên. Giá trị vừa nhập là {amount}.",
            params={"unit": UNIT_WORDS[term.unit], "amount": term.amount},
            field="amount",
        )
    most = MOST.get(term.unit)
    if most is not None and term.amount > most:
        return Refusal(
            code="TERM_TOO_LONG",
            template="Thời hạn dài nhất là {most} {unit} (mười năm). Giá trị vừa nhập là {amount}.",
            params={"most": f"{most:,}".replace(",", "."), "unit": UNIT_WORDS[term.unit], "amount": f"{term.amount:,}".replace(",", ".")},
            field="amount",
        )
    return None


def _fixed_date_refusal(term: Term) -> Refusal | None:
    try:
        date.fromisoformat(term.fixed_date)
    except ValueError:
        return Refusal(
            code="TERM_FIXED_DATE",
            template="Thời hạn là một ngày ấn định thì phải ghi ngày đó, ví dụ 2026-12-31. Giá trị vừa nhập là “{text}”.",
            params={"text": term.fixed_date},
            field="fixed_date",
        )
    return None


def effective_arrival(submitted_at: datetime, calendar: WorkingCalendar) -> datetime:
    """When a submission counts as arrived: at once while the door is open, else in the next minute it opens (domain §8.3).

    An online dossier sent at night therefore has its eight working hours from the morning. The instant it was really
    sent is kept beside it (trap 3).
    """
    return calendar.next_reception(submitted_at)


def due_at(received_at: datetime, term: Term, calendar: WorkingCalendar, rules: Ruleset) -> datetime:
    """When the result is due, for a dossier received complete at `received_at` (domain §8.4). Never on a day off.

    WORKING_DAYS ends at closing time of the N-th working day after the reception day; HOURS runs inside the opening
    windows to the minute; CALENDAR_DAYS and MONTHS roll forward to a working day (Civil Code Art. 147, 148) and end at
    closing time; SAME_DAY_15H ends the same day, or the next working day when received after the cut-off; FIXED_DATE
    ends on its date. OutsideCalendarError beyond the calendar's years.
    """
    unit = term.unit
    if unit is TermUnit.HOURS:
        return calendar.add(received_at, term.amount * 60)
    if unit is TermUnit.WORKING_DAYS:
        return _closing(calendar.working_day_after(first_day(received_at, calendar, rules), term.amount), calendar)
    if unit is TermUnit.SAME_DAY_15H:
        return _closing(same_day(received_at, calendar, rules), calendar)
    return _closing(calendar.working_day_after(nominal_day(received_at, term), 0), calendar)


def first_day(received_at: datetime, calendar: WorkingCalendar, rules: Ruleset) -> date:
    """Day 0 of a term in working days: the reception day, or the next working day where the ruleset has the cut-off move it."""
    local = received_at.astimezone(VN)
    if rules.after_cutoff is AfterCutoff.NEXT_DAY0 and local.time() > rules.transfer_cutoff:
        return calendar.working_day_after(local.date(), 1)
    return local.date()


def same_day(received_at: datetime, calendar: WorkingCalendar, rules: Ruleset) -> date:
    """The day of an on-the-spot result: today until the cut-off while the office still works today, else the next working day."""
    local = received_at.astimezone(VN)
    closing = calendar.closes_at(local.date())
    if closing is None or received_at >= closing or local.time() > rules.transfer_cutoff:
        return calendar.working_day_after(local.date(), 1)
    return local.date()


def nominal_day(received_at: datetime, term: Term) -> date:
    """The last day of a term in calendar days or months, or of a fixed date, before it rolls off a day off.

    Months end on the day of the same number, or on the last day of a month that has no such day.
    """
    if term.unit is TermUnit.FIXED_DATE:
        return date.fromisoformat(term.fixed_date)
    start = received_at.astimezone(VN).date()
    try:
        if term.unit is TermUnit.CALENDAR_DAYS:
            return start + timedelta(days=term.amount)
        year, month = divmod(start.year * 12 + start.month - 1 + term.amount, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError) as error:
        raise OutsideCalendarError(f"Thời hạn {term.amount} {UNIT_WORDS[term.unit]} vượt quá lịch làm việc.") from error


def shift(due: datetime, paused_from: datetime, paused_to: datetime, calendar: WorkingCalendar) -> datetime:
    """The due date after a pause: later by exactly the working time between `paused_from` and `paused_to` (domain §2.4).

    Days off inside the pause give nothing back, since no deadline counted them. Works for a due date already passed, too: what was late
    stays late by as much. ValueError where the pause ends before it began.
    """
    if paused_to < paused_from:
        raise ValueError("Thời điểm tiếp tục không thể ở trước thời điểm tạm dừng.")
    paused = calendar.between(paused_from, paused_to)
    return calendar.add(due, paused) if paused else due


def _closing(day: date, calendar: WorkingCalendar) -> datetime:
    closing = calendar.closes_at(day)
    if closing is None:
        raise OutsideCalendarError(f"Ngày {day:%d/%m/%Y} không phải ngày làm việc.")
    return closing
