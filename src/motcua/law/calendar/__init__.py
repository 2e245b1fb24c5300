"""Working time: days off, worked Saturdays, opening hours, per agency (domain §8).

Read in this order: `rows` (what a calendar is made of), `working` (what one can ask it), `compiling` (rows to tables),
`national` (the official days shipped with the house).
"""

from motcua.law.calendar.compiling import FIRST_DAY, LAST_DAY, compile_calendar
from motcua.law.calendar.national import national_calendar, national_hours, national_rows
from motcua.law.calendar.rows import (
    VN,
    WEEKDAY_NAMES,
    DayKind,
    DayRow,
    HoursRow,
    RowStatus,
    Window,
    business_date,
    clock_words,
    day_begins,
    day_words,
    window,
)
from motcua.law.calendar.working import OutsideCalendarError, WorkingCalendar

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "VN",
    "WEEKDAY_NAMES",
    "DayKind",
    "DayRow",
    "HoursRow",
    "OutsideCalendarError",
    "RowStatus",
    "Window",
    "WorkingCalendar",
    "business_date",
    "clock_words",
    "compile_calendar",
    "day_begins",
    "day_words",
    "national_calendar",
    "national_hours",
    "national_rows",
    "window",
]
