"""What a working calendar is made of: rows for single days, rows for opening hours, and how people name days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

import msgspec

from motcua.law.sentence import Sentence

VN = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam time. One fixed offset since 1975, so no zone tables are needed to know the business date of an instant."""

SATURDAY = 5
WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class DayKind(StrEnum):
    """What a notice makes of a day that would otherwise follow its weekday."""

    OFF = "OFF"
    WORK = "WORK"


class RowStatus(StrEnum):
    """Whether a row rests on a published notice, or only on expectation."""

    OFFICIAL = "OFFICIAL"
    PROVISIONAL = "PROVISIONAL"


class Window(msgspec.Struct, frozen=True, order=True):
    """A stretch of one day, in minutes after midnight; `opens` belongs to it, `closes` no longer does."""

    opens: int
    closes: int


class DayRow(msgspec.Struct, frozen=True):
    """One day that differs from its weekday.

    An OFF day counts for nothing. A WORK day counts its own `windows`; without any it counts the hours of a Monday
    (a worked Saturday has no hours of its own). A half day is a WORK day with the windows of that half.
    """

    date: date
    kind: DayKind
    reason: str
    notice: str = ""
    status: RowStatus = RowStatus.OFFICIAL
    windows: tuple[Window, ...] = ()


class HoursRow(msgspec.Struct, frozen=True):
    """Hours of one weekday (Monday 0 … Sunday 6) from `valid_from` to `valid_to` (inclusive; None: until replaced).

    `windows` count for deadlines. `reception` is when the door is open to the public, where that differs: many centres
    receive on Saturday morning, which no deadline counts (domain §8.3). Where several rows of one layer are valid, the
    one that began last decides, so a winter or summer time is one row per weekday and season.
    """

    valid_from: date
    weekday: int
    windows: tuple[Window, ...]
    reception: tuple[Window, ...] | None = None
    valid_to: date | None = None


def window(text: str) -> Window:
    """A window written as people write it: "07:30-11:30". ValueError where the times are out of order or of the day."""
    opens, closes = (_minutes(part) for part in text.split("-"))
    if not 0 <= opens < closes <= 24 * 60:
        raise ValueError(f"Khung giờ {text} không đúng: giờ mở cửa phải trước giờ đóng cửa, trong cùng một ngày.")
    return Window(opens, closes)


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def business_date(at: datetime) -> date:
    """The day an instant belongs to in Vietnam; a server in UTC must not restart its counters at seven in the morning."""
    return at.astimezone(VN).date()


def day_begins(day: date) -> datetime:
    """The first instant of a Vietnamese day."""
    return datetime.combine(day, time(), VN)


def clock_words(at: datetime) -> Sentence:
    """An instant as people write it: "09:41 ngày 20/11/2026"."""
    local = at.astimezone(VN)
    return Sentence("{time} ngày {day}", {"time": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"})


def day_words(day: date) -> str:
    """A day as it is printed: "thứ Ba 24/02/2026"."""
    return f"{WEEKDAY_NAMES[day.weekday()]} {day:%d/%m/%Y}"
