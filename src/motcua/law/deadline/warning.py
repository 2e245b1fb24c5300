"""How much time is left, in words and as one of four levels; and when somebody should be told."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from motcua.law.calendar import WorkingCalendar, business_date
from motcua.law.rulesets import Ruleset


class Level(StrEnum):
    """The four colours of time left."""

    PLENTY = "PLENTY"
    SOON = "SOON"
    TODAY = "TODAY"
    OVER = "OVER"


class TimeLeft(msgspec.Struct, frozen=True):
    """What is left until a due date, or by how much it is over (then both numbers are negative or zero).

    `working_days` counts the working days after today up to the due day; `minutes` the working minutes.
    """

    level: Level
    working_days: int
    minutes: int

    @property
    def words(self) -> str:
        """The Vietnamese words beside the colour: "còn 3 ngày làm việc", "còn 2 giờ 15 phút", "quá hạn 1 ngày làm việc"."""
        if self.working_days:
            days = f"{abs(self.working_days)} ngày làm việc"
            return f"quá hạn {days}" if self.level is Level.OVER else f"còn {days}"
        length = duration_words(abs(self.minutes))
        if self.level is Level.OVER:
            return f"quá hạn {length}" if self.minutes else "vừa quá hạn"
        return f"còn {length}" if self.minutes else "đến hạn"


def duration_words(minutes: int) -> str:
    """A stretch of working time in words: "2 giờ 15 phút"."""
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} giờ"] if hours else []) + ([f"{rest} phút"] if rest or not hours else [])
    return " ".join(parts)


def time_left(now: datetime, due: datetime, calendar: WorkingCalendar, *, soon: int = 1) -> TimeLeft:
    """What is left at `now`. SOON means at most `soon` working days after today (`Ruleset.soon_working_days`)."""
    today, last = business_date(now), business_date(due)
    days, minutes = calendar.working_days_between(today, last), calendar.between(now, due)
    if now > due:
        level = Level.OVER
    elif today == last:
        level = Level.TODAY
    else:
        level = Level.SOON if days <= soon else Level.PLENTY
    return TimeLeft(level, days, minutes)


class Warnings(msgspec.Struct, frozen=True):
    """When the holder, then the unit head, then the agency's head should look at a dossier (domain §8.4).

    `at_shares` follow `Ruleset.warn_percentages` (50 %, 80 %) of the working time; `day_before` is the opening minute of
    the last working day before the due day, the day an apology must be out (domain §2.7).
    """

    at_shares: tuple[datetime, ...]
    day_before: datetime


def warnings(received_at: datetime, due: datetime, calendar: WorkingCalendar, rules: Ruleset) -> Warnings:
    """The instants of warning for a dossier; none lies before its reception."""
    total = max(calendar.between(received_at, due), 0)
    shares = tuple(calendar.add(received_at, total * share // 100) for share in rules.warn_percentages)
    eve = calendar.opens_at(calendar.working_day_after(business_date(due), -1))
    return Warnings(shares, received_at if eve is None else max(received_at, eve))
