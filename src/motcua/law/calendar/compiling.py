"""From rows to tables: a few milliseconds for a hundred and twenty years, so that every question later is a look-up."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, compress

import msgspec

from motcua.law.calendar.rows import SATURDAY, WEEKDAY_NAMES, DayKind, DayRow, HoursRow, RowStatus
from motcua.law.calendar.working import Layer, Profile, Tables, WorkingCalendar

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2119, 12, 31)

_DAY = timedelta(days=1)
_MONDAY = 0

# Holidays with a fixed solar date (Labour Code 2019 Art. 112; NQ 28/2026/QH16 for 24/11): month, day, name, first year,
# and whether a rest day it falls on is given back on the next working day (Art. 111 (3); not for 24/11).
_SOLAR_HOLIDAYS = (
    (1, 1, "Tết Dương lịch", 2000, True),
    (4, 30, "Ngày Chiến thắng", 2000, True),
    (5, 1, "Quốc tế lao động", 2000, True),
    (9, 2, "Quốc khánh", 2000, True),
    (11, 24, "Ngày Văn hóa Việt Nam", 2026, False),
)


def compile_calendar(rows: Iterable[DayRow], hours: Iterable[HoursRow], *, over: WorkingCalendar | None = None) -> WorkingCalendar:
    """Compile rows to a calendar; with `over`, lay them over that calendar, so that only what they name differs.

    Without `over` the rows are the nation's. A year of which no row is known gets its weekends and its fixed solar
    holidays, marked provisional. A year is official as soon as every row that holds in it is: a notice laid over
    expected days settles the year once each of them is confirmed, or made a working day. The last of several rows for one
    day decides. ValueError where windows overlap or a weekday is none.
    """
    layer = Layer(tuple(rows), tuple(hours))
    _check(layer)
    lower = over.layers if over is not None else ()
    layers = (*lower, layer)
    winning = _expected_rows({row.date.year for row in layers[0].rows})
    winning |= {row.date: row for part in layers for row in part.rows}
    settled = over.official_years if over is not None else frozenset()
    return WorkingCalendar(
        tables=_compile(winning, layers),
        layers=layers,
        rows=winning,
        official_years=settled | _official_years(winning.values()),
        version=_version(layers),
    )


def _check(layer: Layer) -> None:
    windows = [row.windows for row in layer.rows]
    for hours in layer.hours:
        if not 0 <= hours.weekday < len(WEEKDAY_NAMES):
            raise ValueError(f"Thứ trong tuần phải từ 0 (thứ Hai) đến 6 (Chủ nhật), không phải {hours.weekday}.")
        windows += [hours.windows, hours.reception or ()]
    for parts in windows:
        minutes = [minute for part in parts for minute in (part.opens, part.closes)]
        if minutes != sorted(set(minutes)) or (minutes and not 0 <= minutes[0] < minutes[-1] <= 24 * 60):
            raise ValueError("Các khung giờ của một ngày phải nối tiếp theo thứ tự, không chồng lên nhau.")


def _official_years(rows: Collection[DayRow]) -> frozenset[int]:
    unsettled = {row.date.year for row in rows if row.status is not RowStatus.OFFICIAL}
    return frozenset({row.date.year for row in rows} - unsettled)


def _expected_rows(known_years: set[int]) -> dict[date, DayRow]:
    """The solar holidays of every year no row speaks of, with the days given back for those on a rest day."""
    expected: dict[date, DayRow] = {}
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        if year not in known_years:
            expected |= _expected_of(year)
    return expected


def _expected_of(year: int) -> dict[date, DayRow]:
    holidays = [(date(year, month, day), name, gives) for month, day, name, since, gives in _SOLAR_HOLIDAYS if since <= year]
    expected = {day: _expected(day, name) for day, name, _ in holidays if day.weekday() < SATURDAY}
    for holiday, name, gives_back in holidays:
        if gives_back and holiday.weekday() >= SATURDAY:
            day = holiday
            while day.weekday() >= SATURDAY or day in expected:
                day += _DAY
            expected[day] = _expected(day, f"nghỉ bù {name}")
    return expected


def _expected(day: date, name: str) -> DayRow:
    return DayRow(day, DayKind.OFF, name, status=RowStatus.PROVISIONAL)


def _compile(winning: Mapping[date, DayRow], layers: Sequence[Layer]) -> Tables:
    profiles: dict[Profile, int] = {Profile((), ()): 0}
    first, last = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
    of_day = _weekly(layers, profiles)
    for day, row in winning.items():
        if FIRST_DAY <= day <= LAST_DAY:
            profile = _profile_of(row, layers)
            of_day[day.toordinal() - first] = profiles.setdefault(profile, len(profiles))
    minutes = [profile.minutes for profile in profiles]
    worked = [minutes[index] for index in of_day]
    return Tables(
        first=first,
        last=last,
        profiles=tuple(profiles),
        profile_of_day=of_day,
        days=array("I", compress(range(first, last + 1), worked)),
        minutes_before=array("I", accumulate(filter(None, worked), initial=0)),
    )


def _weekly(layers: Sequence[Layer], profiles: dict[Profile, int]) -> array[int]:
    """The profile of every day by its weekday alone: whole weeks are copied between the days on which hours change."""
    hours = [row for layer in layers for row in layer.hours]
    changes = {FIRST_DAY, *(row.valid_from for row in hours), *(row.valid_to + _DAY for row in hours if row.valid_to)}
    starts = sorted(day for day in changes if FIRST_DAY <= day <= LAST_DAY)
    of_day = array("H")
    for start, end in zip(starts, [*starts[1:], LAST_DAY + _DAY], strict=True):
        week = array("H")
        for offset in range(7):
            row = _hours_on(layers, start, (start.weekday() + offset) % 7)
            profile = _profile(row) if row is not None else Profile((), ())
            week.append(profiles.setdefault(profile, len(profiles)))
        length = (end - start).days
        of_day += (week * (length // 7 + 1))[:length]
    return of_day


def _hours_on(layers: Sequence[Layer], day: date, weekday: int) -> HoursRow | None:
    for layer in reversed(layers):
        valid = [
            row for row in layer.hours if row.weekday == weekday and row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
        ]
        if valid:
            # `max` keeps the first of equals; the row given last decides, as with days.
            return max(reversed(valid), key=lambda row: row.valid_from)
    return None


def _profile(row: HoursRow) -> Profile:
    return Profile(row.windows, row.windows if row.reception is None else row.reception)


def _profile_of(row: DayRow, layers: Sequence[Layer]) -> Profile:
    if row.kind is DayKind.OFF:
        return Profile((), ())
    if row.windows:
        return Profile(row.windows, row.windows)
    own = _hours_on(layers, row.date, row.date.weekday())
    if own is not None and own.windows:
        return _profile(own)
    monday = _hours_on(layers, row.date, _MONDAY)
    return _profile(monday) if monday is not None else Profile((), ())


def _version(layers: Sequence[Layer]) -> str:
    """A short hash of the source rows, so that a dossier can say which calendar its dates were counted with."""
    return hashlib.sha256(msgspec.json.encode(layers, order="sorted")).hexdigest()[:16]
