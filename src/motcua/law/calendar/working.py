"""A compiled calendar: every question about working time is one or two look-ups in tables of sums."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import msgspec

from motcua.law.calendar.rows import SATURDAY, VN, WEEKDAY_NAMES, DayKind, DayRow, HoursRow, RowStatus, Window

_CLOSED = "cơ quan không làm việc"


class OutsideCalendarError(ValueError):
    """The question reaches beyond the years the calendar was compiled for (see FIRST_DAY, LAST_DAY)."""


class Layer(msgspec.Struct, frozen=True):
    """The rows one body has given: the nation's, or an agency's over them."""

    rows: tuple[DayRow, ...]
    hours: tuple[HoursRow, ...]


class Profile(msgspec.Struct, frozen=True):
    """How one day is worked: the counted windows in order, and the windows in which the door is open."""

    windows: tuple[Window, ...]
    reception: tuple[Window, ...]

    @property
    def minutes(self) -> int:
        """Counted working minutes of such a day."""
        return sum(part.closes - part.opens for part in self.windows)


class Tables(msgspec.Struct, frozen=True):
    """What a calendar is compiled to. Days are proleptic ordinals; `profile_of_day` starts at `first`.

    `days[k]` is the k-th working day, `minutes_before[k]` the working minutes of all working days before it
    (one entry more than `days`: the last is the sum of everything).
    """

    first: int
    last: int
    profiles: tuple[Profile, ...]
    profile_of_day: array[int]
    days: array[int]
    minutes_before: array[int]


class WorkingCalendar:
    """Working time of one body, immutable. Minutes are the grain: an instant counts as the minute it lies in.

    Instants are aware; answers are aware UTC. A naive instant is a programming error (TypeError). Beyond the compiled
    years every method raises OutsideCalendarError.
    """

    __slots__ = ("_base", "_rows", "_tables", "layers", "official_years", "version")

    def __init__(
        self,
        *,
        tables: Tables,
        layers: tuple[Layer, ...],
        rows: Mapping[date, DayRow],
        official_years: frozenset[int],
        version: str,
    ) -> None:
        """Use `compile_calendar`. `layers` lie bottom first; `rows` are the rows that win, by day."""
        self._tables = tables
        self._rows = rows
        self._base = datetime.fromordinal(tables.first).replace(tzinfo=VN).astimezone(UTC)
        self.layers = layers
        self.official_years = official_years
        self.version = version

    # days

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts in terms of working days: it has at least one counted minute."""
        return bool(self.windows(day))

    def windows(self, day: date) -> tuple[Window, ...]:
        """The counted windows of a day, in order; none on a day off."""
        return self._profile(day.toordinal()).windows

    def reception_windows(self, day: date) -> tuple[Window, ...]:
        """When the door is open to the public, which may be on a Saturday that no deadline counts (domain §8.3)."""
        return self._profile(day.toordinal()).reception

    def working_day_after(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which is itself day 0, working or not; a negative n goes back.

        With n = 0 the answer is `day` itself if it is worked, else the next working day (Civil Code Art. 148).
        """
        days, ordinal = self._tables.days, self._ordinal(day)
        index = bisect_right(days, ordinal) - 1 + n if n > 0 else bisect_left(days, ordinal) + n
        return date.fromordinal(days[self._checked(index)])

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days d there are with first < d ≤ last; negative when the two are reversed."""
        days = self._tables.days
        return bisect_right(days, self._ordinal(last)) - bisect_right(days, self._ordinal(first))

    def opens_at(self, day: date) -> datetime | None:
        """The first counted minute of the day, or None on a day off."""
        windows = self.windows(day)
        return self._instant(day.toordinal(), windows[0].opens) if windows else None

    def closes_at(self, day: date) -> datetime | None:
        """The end of the last counted window of the day, or None on a day off."""
        windows = self.windows(day)
        return self._instant(day.toordinal(), windows[-1].closes) if windows else None

    def is_provisional(self, day: date) -> bool:
        """Whether no notice has settled this day yet, so that an appointment on or across it may still move."""
        row = self._rows.get(day)
        if row is not None:
            return row.status is RowStatus.PROVISIONAL
        return day.year not in self.official_years

    def first_provisional(self, first: date, last: date) -> date | None:
        """The first day from `first` to `last` (both included) that no notice has settled; None if all are settled."""
        while first <= last:
            if self.is_provisional(first):
                return first
            first += timedelta(days=1)
        return None

    def reason(self, day: date) -> str:
        """Why the day counts or does not, in Vietnamese: "Tết Nguyên đán", "thứ Bảy", "làm bù cho 02/01"."""
        row = self._rows.get(day)
        worked = self.is_working_day(day)
        if row is not None and (row.kind is DayKind.WORK) == worked:
            return row.reason
        if worked:
            return "ngày làm việc"
        return WEEKDAY_NAMES[day.weekday()] if day.weekday() >= SATURDAY else _CLOSED

    # minutes

    def add(self, at: datetime, minutes: int) -> datetime:
        """The instant `minutes` of working time after `at`, the earliest one there is (an end of day, not the next morning).

        Time outside the windows does not pass. With 0 minutes an instant inside the hours stays, one outside moves to
        the next opening. Negative minutes go back, as `subtract` does.
        """
        if minutes < 0:
            return self.subtract(at, -minutes)
        ordinal, minute = self._local(at)
        if minutes == 0:
            return self._at_or_after(ordinal, minute)
        return self._earliest(self._position(ordinal, minute) + minutes)

    def subtract(self, at: datetime, minutes: int) -> datetime:
        """The instant `minutes` of working time before `at`, the latest one there is; `add` undoes it inside the hours."""
        if minutes < 0:
            return self.add(at, -minutes)
        ordinal, minute = self._local(at)
        if minutes == 0:
            return self._at_or_after(ordinal, minute)
        return self._latest(self._position(ordinal, minute) - minutes)

    def between(self, a: datetime, b: datetime) -> int:
        """Working minutes from `a` to `b`; negative when `b` is the earlier one. Adds up over any instant in between."""
        return self._position(*self._local(b)) - self._position(*self._local(a))

    def is_open(self, at: datetime) -> bool:
        """Whether a counted minute is running; the closing minute itself is no longer one."""
        ordinal, minute = self._local(at)
        return any(part.opens <= minute < part.closes for part in self._profile(ordinal).windows)

    def next_reception(self, at: datetime) -> datetime:
        """`at` itself (to the minute) while the door is open, else the next minute in which it opens."""
        ordinal, minute = self._local(at)
        while True:
            for part in self._profile(ordinal).reception:
                if minute < part.closes:
                    return self._instant(ordinal, max(minute, part.opens))
            ordinal, minute = ordinal + 1, 0

    # look-ups

    def _profile(self, ordinal: int) -> Profile:
        tables = self._tables
        if not tables.first <= ordinal <= tables.last:
            raise self._outside()
        return tables.profiles[tables.profile_of_day[ordinal - tables.first]]

    def _ordinal(self, day: date) -> int:
        ordinal = day.toordinal()
        if not self._tables.first <= ordinal <= self._tables.last:
            raise self._outside()
        return ordinal

    def _checked(self, index: int) -> int:
        # A negative index would quietly read the table from its far end.
        if not 0 <= index < len(self._tables.days):
            raise self._outside()
        return index

    def _outside(self) -> OutsideCalendarError:
        first, last = date.fromordinal(self._tables.first), date.fromordinal(self._tables.last)
        return OutsideCalendarError(f"Lịch làm việc chỉ có từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.")

    def _local(self, at: datetime) -> tuple[int, int]:
        """Day (ordinal) and minute of the day in Vietnam; seconds are dropped."""
        passed = at - self._base
        return passed.days + self._tables.first, passed.seconds // 60

    def _instant(self, ordinal: int, minute: int) -> datetime:
        return self._base + timedelta(days=ordinal - self._tables.first, minutes=minute)

    def _position(self, ordinal: int, minute: int) -> int:
        """Working minutes from the calendar's beginning to this minute."""
        tables = self._tables
        profile = self._profile(ordinal)
        passed = tables.minutes_before[bisect_left(tables.days, ordinal)]
        for part in profile.windows:
            if minute > part.opens:
                passed += min(minute, part.closes) - part.opens
        return passed

    def _earliest(self, position: int) -> datetime:
        """The first instant at which `position` minutes have passed: at a seam, the end of the window before it."""
        tables = self._tables
        index = self._checked(bisect_left(tables.minutes_before, position) - 1)
        rest = position - tables.minutes_before[index]
        for part in self._profile(tables.days[index]).windows:
            if rest <= part.closes - part.opens:
                return self._instant(tables.days[index], part.opens + rest)
            rest -= part.closes - part.opens
        raise self._outside()

    def _latest(self, position: int) -> datetime:
        """The last instant at which only `position` minutes have passed: at a seam, the beginning of the window after it."""
        tables = self._tables
        index = self._checked(bisect_right(tables.minutes_before, position) - 1)
        rest = position - tables.minutes_before[index]
        for part in self._profile(tables.days[index]).windows:
            if rest < part.closes - part.opens:
                return self._instant(tables.days[index], part.opens + rest)
            rest -= part.closes - part.opens
        raise self._outside()

    def _at_or_after(self, ordinal: int, minute: int) -> datetime:
        for part in self._profile(ordinal).windows:
            if minute <= part.closes:
                return self._instant(ordinal, max(minute, part.opens))
        index = self._checked(bisect_right(self._tables.days, ordinal))
        day = self._tables.days[index]
        return self._instant(day, self._profile(day).windows[0].opens)
