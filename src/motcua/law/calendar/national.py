"""The calendar of civil servants of the whole country, from the official notices shipped as data (domain §8.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files

import msgspec

from motcua.law.calendar.compiling import FIRST_DAY, compile_calendar
from motcua.law.calendar.rows import DayKind, DayRow, HoursRow, RowStatus, window
from motcua.law.calendar.working import WorkingCalendar

# The law fixes eight hours a day and forty a week, not their place in the day; offices differ (domain §8.3). 08:00-12:00
# and 13:00-17:00 is the one common pattern with exactly eight hours that closes at 17:00, the closing hour of all
# official examples. An agency with other hours lays its own rows over these.
_DEFAULT_WINDOWS = (window("08:00-12:00"), window("13:00-17:00"))


class _Day(msgspec.Struct):
    date: date
    kind: DayKind
    reason: str
    status: RowStatus
    notice: str | None = None


class _Swap(msgspec.Struct):
    off: date
    worked: date


class _Source(msgspec.Struct):
    days: list[_Day]
    swaps: list[_Swap]


@lru_cache(maxsize=1)
def national_rows() -> tuple[DayRow, ...]:
    """The days off and worked Saturdays of the yearly notices, 2024 to 2027 (2027 provisional: no notice yet)."""
    text = files("motcua.law.rulesets").joinpath("calendar_vn.json").read_bytes()
    source = msgspec.json.decode(text, type=_Source)
    worked_for = {swap.off: swap.worked for swap in source.swaps}
    return tuple(DayRow(day.date, day.kind, _reason(day, worked_for), day.notice or "", day.status) for day in source.days)


def _reason(day: _Day, worked_for: Mapping[date, date]) -> str:
    """The notice only says "Hoán đổi" of a weekday off; whoever counts wants to know which Saturday it was exchanged for."""
    worked = worked_for.get(day.date)
    return day.reason if worked is None else f"nghỉ hoán đổi, làm bù ngày {worked:%d/%m/%Y}"


@lru_cache(maxsize=1)
def national_hours() -> tuple[HoursRow, ...]:
    """The default hours, Monday to Friday."""
    return tuple(HoursRow(FIRST_DAY, weekday, _DEFAULT_WINDOWS) for weekday in range(5))


@lru_cache(maxsize=1)
def national_calendar() -> WorkingCalendar:
    """The country's calendar, compiled once a process."""
    return compile_calendar(national_rows(), national_hours())
