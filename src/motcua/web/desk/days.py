"""Days that people choose: the new appointment of an apology, the deadline of an opinion. Due dates of dossiers are never typed."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from motcua.law.calendar import VN, OutsideCalendarError, national_calendar
from motcua.law.codes.text import one_line, shown
from motcua.law.refusal import Refusal

_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)
OFFICE_CLOSES = time(17, 0)


def end_of_day(text: str, field: str) -> datetime | Refusal:
    """When the offices close on the day typed as dd/mm/yyyy; on a day off, which the law refuses, at five. Or the refusal at `field`."""
    match = _DAY.fullmatch(one_line(text))
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
        closes = national_calendar().closes_at(day) if day else None
    except (ValueError, OutsideCalendarError):
        day = closes = None
    if day is None:
        template = "Ngày viết ngày/tháng/năm và phải có trong lịch làm việc, ví dụ 05/12/2026. Ông/Bà vừa nhập “{text}”."
        return Refusal(code="NO_SUCH_DAY", template=template, params={"text": shown(text)}, field=field)
    return closes or datetime.combine(day, OFFICE_CLOSES, VN)
