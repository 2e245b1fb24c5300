"""Days that people choose: the new appointment of an apology, the deadline of an opinion. Due dates of dossiers are never typed."""

from __future__ import annotations

from datetime import datetime, time

from motcua.law.calendar import VN, OutsideCalendarError, national_calendar
from motcua.law.codes.text import shown
from motcua.law.refusal import Refusal
from motcua.web.typed_days import day_of

OFFICE_CLOSES = time(17, 0)


def end_of_day(text: str, field: str) -> datetime | Refusal:
    """When the offices close on the day typed as dd/mm/yyyy; on a day off, which the law refuses, at five. Or the refusal at `field`."""
    day = day_of(text)
    try:
        closes = national_calendar().closes_at(day) if day else None
    except OutsideCalendarError:
        day = closes = None
    if day is None:
        template = "Ngày viết ngày/tháng/năm và phải có trong lịch làm việc, ví dụ 05/12/2026. Ông/Bà vừa nhập “{text}”."
        return Refusal(code="NO_SUCH_DAY", template=template, params={"text": shown(text)}, field=field)
    return closes or datetime.combine(day, OFFICE_CLOSES, VN)
