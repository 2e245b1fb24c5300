"""How much time is left, in words and as one of four levels; and when somebody should be told."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from motcua.law.calendar import WorkingCalendar, business_date
from motcua.law.sentence import Sentence


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
    def words(self) -> Sentence:
        """The words beside the colour: "còn 3 ngày làm việc", "còn 2 giờ 15 phút", "quá hạn 1 ngày làm việc"."""
        is_over, days = self.level is Level.OVER, abs(self.working_days)
        if days:
            return late_words(days) if is_over else Sentence("còn {days} ngày làm việc", {"days": days}, count=days)
        if not self.minutes:
            return Sentence("vừa quá hạn" if is_over else "đến hạn")
        return Sentence("quá hạn {length}" if is_over else "còn {length}", {"length": duration_words(abs(self.minutes))})


def late_words(days: int) -> Sentence:
    """By how many working days something is or was late: "quá hạn 2 ngày làm việc"."""
    return Sentence("quá hạn {days} ngày làm việc", {"days": days}, count=days)


def duration_words(minutes: int) -> Sentence:
    """A stretch of working time in words: "2 giờ 15 phút"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return Sentence("{minutes} phút", {"minutes": rest})
    if not rest:
        return Sentence("{hours} giờ", {"hours": hours})
    return Sentence("{hours} giờ {minutes} phút", {"hours": hours, "minutes": rest})


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


def warnings(
    received_at: datetime, due: datetime, calendar: WorkingCalendar, percentages: tuple[int, ...], *, total: int | None = None
) -> Warnings:
    """The instants of warning for a dossier; none lies before its reception.

    `percentages` are those of `Ruleset.warn_percentages`; `total` are the working minutes the law gives (by default those until
    `due`). Counted back from the due date, so that a clock that stood still moves the warnings with it.
    """
    whole = max(calendar.between(received_at, due), 0) if total is None else total
    shares = tuple(max(calendar.subtract(due, whole * (100 - share) // 100), received_at) for share in percentages)
    eve = calendar.opens_at(calendar.working_day_after(business_date(due), -1))
    return Warnings(shares, received_at if eve is None else max(received_at, eve))
