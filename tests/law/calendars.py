"""Random calendars, and the slow and obvious count they are held against."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from motcua.law.calendar import VN, DayKind, DayRow, HoursRow, Window, WorkingCalendar, compile_calendar, national_calendar

SPAN_FIRST = date(2026, 1, 1)
SPAN_LAST = date(2026, 4, 30)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...]:
    """Up to three windows of a day, in order, none touching the next."""
    marks = sorted(draw(st.sets(st.integers(0, 24 * 60), min_size=2, max_size=6)))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return tuple(Window(opens, closes) for opens, closes in pairs)


days = st.dates(SPAN_FIRST, SPAN_LAST)

day_rows = st.builds(
    DayRow,
    date=days,
    kind=st.sampled_from(DayKind),
    reason=st.just("lý do riêng"),
    windows=st.one_of(st.just(()), windows()),
)

hours_rows = st.builds(
    HoursRow,
    valid_from=st.dates(date(2025, 12, 1), SPAN_LAST),
    weekday=st.integers(0, 6),
    windows=st.one_of(st.just(()), windows()),
    valid_to=st.one_of(st.none(), days),
)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """The national calendar with random rows of an agency over it; days outside the span keep working."""
    rows = draw(st.lists(day_rows, max_size=12))
    hours = draw(st.lists(hours_rows.filter(lambda row: row.valid_to is not None), max_size=6))
    return compile_calendar(rows, hours, over=national_calendar())


def instants(first: date = SPAN_FIRST, last: date = SPAN_LAST) -> st.SearchStrategy[datetime]:
    """Any minute of the span, in Vietnam time."""
    return st.datetimes(datetime.combine(first, datetime.min.time()), datetime.combine(last, datetime.max.time())).map(
        lambda at: at.replace(second=0, microsecond=0, tzinfo=VN)
    )


def naive_windows(calendar: WorkingCalendar, day: date) -> tuple[Window, ...]:
    """The counted windows of a day, read straight from the rows, the uppermost layer first."""
    for layer in reversed(calendar.layers):
        found = [row for row in layer.rows if row.date == day]
        if found:
            row = found[-1]
            if row.kind is DayKind.OFF:
                return ()
            return row.windows or _naive_hours(calendar, day, day.weekday()) or _naive_hours(calendar, day, 0)
    return _naive_hours(calendar, day, day.weekday())


def _naive_hours(calendar: WorkingCalendar, day: date, weekday: int) -> tuple[Window, ...]:
    for layer in reversed(calendar.layers):
        best: HoursRow | None = None
        for row in layer.hours:
            is_valid = row.weekday == weekday and row.valid_from <= day <= (row.valid_to or date.max)
            if is_valid and (best is None or row.valid_from >= best.valid_from):
                best = row
        if best is not None:
            return best.windows
    return ()


def naive_working_minutes(calendar: WorkingCalendar, first: datetime, last: datetime) -> Iterator[datetime]:
    """Each working minute from `first` up to, not including, `last`: walked one by one."""
    at = first
    while at < last:
        minute = at.hour * 60 + at.minute
        if any(part.opens <= minute < part.closes for part in naive_windows(calendar, at.date())):
            yield at
        at += MINUTE
