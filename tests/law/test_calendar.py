"""The working calendar: official days, hours, layers, and sums that agree with walking minute by minute."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.calendar import (
    FIRST_DAY,
    LAST_DAY,
    VN,
    DayKind,
    DayRow,
    HoursRow,
    OutsideCalendarError,
    RowStatus,
    WorkingCalendar,
    business_date,
    compile_calendar,
    national_calendar,
    national_hours,
    national_rows,
    window,
)
from tests.law.calendars import DAY, SPAN_FIRST, SPAN_LAST, calendars, days, instants, naive_windows, naive_working_minutes

OFFICIAL: dict[str, Any] = json.loads(files("motcua.law.rulesets").joinpath("calendar_vn.json").read_text(encoding="utf-8"))
NATION = national_calendar()
SATURDAY_MORNING = HoursRow(date(2026, 1, 1), 5, (), reception=(window("07:30-11:30"),))


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN)


# official data


@pytest.mark.parametrize("year", OFFICIAL["years"], ids=lambda year: str(year["year"]))
def test_working_days_of_each_month_quarter_and_year_are_the_official_ones(year: dict[str, Any]) -> None:
    first = date(year["year"], 1, 1)
    starts = [date(first.year, month, 1) for month in range(1, 13)] + [date(first.year + 1, 1, 1)]
    months = [NATION.working_days_between(start - DAY, end - DAY) for start, end in pairwise(starts)]
    quarters = {f"Q{number + 1}": sum(months[3 * number : 3 * number + 3]) for number in range(4)}
    assert months == year["months"]
    assert quarters == year["quarters"]
    assert sum(months) == year["working_days"]


@pytest.mark.parametrize("vector", OFFICIAL["test_vectors"], ids=lambda vector: f"{vector['received']}+{vector['working_days']}")
def test_official_examples_of_counting_working_days(vector: dict[str, Any]) -> None:
    received, due = date.fromisoformat(vector["received"]), date.fromisoformat(vector["due"])
    assert NATION.working_day_after(received, vector["working_days"]) == due
    assert NATION.working_days_between(received, due) == vector["working_days"]


def test_each_official_day_is_what_its_notice_made_of_it() -> None:
    assert len(OFFICIAL["days"]) > 50
    for day in OFFICIAL["days"]:
        assert NATION.is_working_day(date.fromisoformat(day["date"])) is (day["kind"] == "WORK"), day


def test_worked_saturday_has_the_hours_of_a_weekday() -> None:
    assert NATION.opens_at(date(2026, 1, 10)) == vn("2026-01-10T08:00")
    assert NATION.closes_at(date(2026, 1, 10)) == vn("2026-01-10T17:00")


def test_reasons_are_said_in_vietnamese() -> None:
    assert NATION.reason(date(2026, 2, 17)) == "Tết Nguyên đán"
    assert NATION.reason(date(2026, 2, 21)) == "thứ Bảy"
    assert NATION.reason(date(2026, 2, 22)) == "Chủ nhật"
    assert NATION.reason(date(2026, 1, 10)) == "làm bù cho 02/01"
    assert NATION.reason(date(2026, 1, 2)) == "nghỉ hoán đổi, làm bù ngày 10/01/2026"
    assert NATION.reason(date(2026, 2, 24)) == "ngày làm việc"


# years without a notice


def test_years_without_notice_have_weekends_and_solar_holidays_and_are_provisional() -> None:
    assert NATION.is_provisional(date(2027, 3, 1))
    assert NATION.is_provisional(date(2027, 9, 3))
    assert NATION.is_provisional(date(2031, 6, 2))
    assert not NATION.is_provisional(date(2026, 12, 31))
    assert [NATION.is_working_day(date(2029, 9, day)) for day in (1, 2, 3, 4)] == [False, False, False, True]
    assert NATION.reason(date(2029, 9, 3)) == "nghỉ bù Quốc khánh"
    assert NATION.reason(date(2030, 4, 30)) == "Ngày Chiến thắng"


def test_culture_day_is_a_holiday_from_2026_and_is_never_given_back() -> None:
    assert NATION.is_working_day(date(2023, 11, 24))
    assert not NATION.is_working_day(date(2028, 11, 24))
    saturday = date(2029, 11, 24)
    assert saturday.weekday() == 5
    assert NATION.is_working_day(saturday + 2 * DAY)


def test_no_day_of_2018_to_2100_is_beyond_the_calendar() -> None:
    day = date(2018, 1, 1)
    while day <= date(2100, 12, 31):
        assert NATION.is_working_day(NATION.working_day_after(day, 1))
        NATION.reason(day)
        NATION.is_provisional(day)
        day += DAY


def test_an_official_notice_of_a_new_year_replaces_what_was_expected_of_it() -> None:
    notice = DayRow(date(2028, 1, 3), DayKind.OFF, "Tết Dương lịch", "1/TB-BNV")
    calendar = compile_calendar([*national_rows(), notice], national_hours())
    assert not calendar.is_provisional(date(2028, 6, 1))
    assert not calendar.is_working_day(date(2028, 1, 3))
    assert calendar.is_working_day(date(2028, 5, 1)), "the notice is the whole year's"
    assert calendar.version != NATION.version


def test_a_notice_laid_over_expected_days_settles_the_year_once_each_is_answered() -> None:
    expected = [row for row in national_rows() if row.date.year == 2027]
    confirmed = [DayRow(row.date, row.kind, row.reason, "1/TB-BNV") for row in expected]
    moved = DayRow(date(2027, 9, 3), DayKind.WORK, "làm việc bình thường", "1/TB-BNV")
    half_way = compile_calendar(confirmed[:-1], [], over=NATION)
    assert half_way.is_provisional(date(2027, 3, 1))
    assert not half_way.is_provisional(date(2027, 1, 1)), "this day is confirmed"
    settled = compile_calendar([*confirmed, moved], [], over=NATION)
    assert not settled.is_provisional(date(2027, 3, 1))
    assert settled.is_working_day(date(2027, 9, 3))
    assert settled.is_provisional(date(2028, 3, 1))
    assert not compile_calendar([], [], over=settled).is_provisional(date(2027, 3, 1))


def test_beyond_the_compiled_years_the_answer_is_a_clear_exception() -> None:
    for day in (FIRST_DAY - DAY, LAST_DAY + DAY):
        with pytest.raises(OutsideCalendarError, match=r"01/01/2000 đến 31/12/2119"):
            NATION.is_working_day(day)
    with pytest.raises(OutsideCalendarError):
        NATION.working_day_after(LAST_DAY - DAY, 10)
    with pytest.raises(OutsideCalendarError):
        NATION.working_day_after(FIRST_DAY, -10)
    with pytest.raises(OutsideCalendarError):
        NATION.add(vn("2119-12-31T09:00"), 10_000)
    with pytest.raises(OutsideCalendarError):
        NATION.subtract(vn("2000-01-04T09:00"), 10_000)
    with pytest.raises(OutsideCalendarError):
        NATION.between(vn("1999-12-31T09:00"), vn("2001-01-01T00:00"))


# hours and layers


def test_half_day_counts_its_own_windows_only() -> None:
    half = DayRow(date(2026, 3, 4), DayKind.WORK, "nghỉ buổi chiều: đại hội", windows=(window("08:00-12:00"),))
    calendar = compile_calendar([half], [], over=NATION)
    assert calendar.closes_at(date(2026, 3, 4)) == vn("2026-03-04T12:00")
    assert calendar.add(vn("2026-03-04T11:00"), 120) == vn("2026-03-05T09:00")
    assert calendar.is_working_day(date(2026, 3, 4))
    assert calendar.reason(date(2026, 3, 4)) == "nghỉ buổi chiều: đại hội"


def test_agency_rows_lie_over_the_national_ones_and_leave_the_rest() -> None:
    festival = DayRow(date(2026, 3, 4), DayKind.OFF, "lễ hội của xã", "12/TB-UBND")
    works = DayRow(date(2026, 4, 27), DayKind.WORK, "trực giải quyết hồ sơ")
    calendar = compile_calendar([festival, works], [], over=NATION)
    assert not calendar.is_working_day(date(2026, 3, 4))
    assert calendar.reason(date(2026, 3, 4)) == "lễ hội của xã"
    assert calendar.is_working_day(date(2026, 4, 27))
    assert not calendar.is_working_day(date(2026, 4, 30))
    assert not calendar.is_provisional(date(2026, 3, 4))
    assert NATION.is_working_day(date(2026, 3, 4)), "the nation's calendar is untouched"


def test_hours_change_on_their_day_and_back_at_the_end_of_the_season() -> None:
    winter = [
        HoursRow(date(2026, 10, 15), weekday, (window("08:00-12:00"), window("13:00-16:30")), valid_to=date(2027, 4, 14))
        for weekday in range(5)
    ]
    calendar = compile_calendar([], winter, over=NATION)
    assert calendar.closes_at(date(2026, 10, 14)) == vn("2026-10-14T17:00")
    assert calendar.closes_at(date(2026, 10, 15)) == vn("2026-10-15T16:30")
    assert calendar.closes_at(date(2027, 4, 14)) == vn("2027-04-14T16:30")
    assert calendar.closes_at(date(2027, 4, 15)) == vn("2027-04-15T17:00")


def test_hours_may_hold_for_one_day_only_and_the_row_given_last_decides() -> None:
    monday = date(2026, 3, 2)
    rows = [HoursRow(monday, 0, (window(text),), valid_to=monday) for text in ("08:00-10:00", "08:00-11:00")]
    calendar = compile_calendar([], rows, over=NATION)
    assert calendar.closes_at(monday) == vn("2026-03-02T11:00")
    assert calendar.closes_at(date(2026, 3, 9)) == vn("2026-03-09T17:00")


def test_no_time_at_all_leaves_a_closing_minute_and_moves_only_what_lies_outside() -> None:
    for at, moved in (
        ("2026-03-02T17:00", "2026-03-02T17:00"),
        ("2026-03-02T12:00", "2026-03-02T12:00"),
        ("2026-03-02T12:01", "2026-03-02T13:00"),
        ("2026-03-02T17:01", "2026-03-03T08:00"),
        ("2026-03-06T18:00", "2026-03-09T08:00"),
    ):
        assert NATION.add(vn(at), 0) == NATION.subtract(vn(at), 0) == vn(moved)


def test_saturday_reception_opens_the_door_and_counts_for_no_deadline() -> None:
    calendar = compile_calendar([], [SATURDAY_MORNING], over=NATION)
    saturday = date(2026, 3, 7)
    assert calendar.reception_windows(saturday) == (window("07:30-11:30"),)
    assert not calendar.is_working_day(saturday)
    assert calendar.next_reception(vn("2026-03-06T20:00")) == vn("2026-03-07T07:30")
    assert calendar.next_reception(vn("2026-03-07T09:12")) == vn("2026-03-07T09:12")
    assert calendar.next_reception(vn("2026-03-07T11:30")) == vn("2026-03-09T08:00")
    assert calendar.between(vn("2026-03-06T17:00"), vn("2026-03-09T08:00")) == 0


def test_windows_out_of_order_are_refused() -> None:
    for text in ("12:00-08:00", "08:00-08:00", "08:00-24:01"):
        with pytest.raises(ValueError, match="Khung giờ"):
            window(text)
    with pytest.raises(ValueError, match="chồng lên nhau"):
        compile_calendar([], [HoursRow(FIRST_DAY, 0, (window("08:00-12:00"), window("11:00-17:00")))])
    with pytest.raises(ValueError, match="Thứ trong tuần"):
        compile_calendar([], [HoursRow(FIRST_DAY, 7, ())])


def test_version_names_the_rows_and_nothing_else() -> None:
    row = DayRow(date(2026, 3, 4), DayKind.OFF, "lễ hội của xã")
    again = compile_calendar([row], [], over=NATION)
    assert again.version == compile_calendar([row], [], over=NATION).version
    assert again.version != compile_calendar([DayRow(row.date, row.kind, "lý do khác")], [], over=NATION).version
    assert again.version != NATION.version


def test_provisional_row_of_an_official_year_is_provisional() -> None:
    row = DayRow(date(2026, 3, 4), DayKind.OFF, "đề xuất nghỉ", status=RowStatus.PROVISIONAL)
    calendar = compile_calendar([row], [], over=NATION)
    assert calendar.is_provisional(row.date)
    assert calendar.first_provisional(date(2026, 3, 1), date(2026, 3, 31)) == row.date
    assert calendar.first_provisional(date(2026, 3, 5), date(2026, 3, 31)) is None


def test_business_date_is_the_day_in_vietnam() -> None:
    assert business_date(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == date(2026, 11, 21)
    assert business_date(datetime(2026, 11, 20, 16, 59, tzinfo=UTC)) == date(2026, 11, 20)


def test_naive_instants_are_a_programming_error() -> None:
    with pytest.raises(TypeError):
        NATION.add(datetime(2026, 3, 4, 9, 0), 60)  # noqa: DTZ001 - that is the point


def test_national_calendar_is_compiled_once_from_all_official_rows() -> None:
    assert len(national_calendar().layers[0].rows) == len(OFFICIAL["days"])
    assert national_calendar() is NATION


# properties


@settings(max_examples=60)
@given(calendar=calendars(), day=days, n=st.integers(1, 40))
def test_counting_days_agrees_with_walking(calendar: WorkingCalendar, day: date, n: int) -> None:
    worked, at = 0, day
    while worked < n:
        at += DAY
        worked += bool(naive_windows(calendar, at))
    assert calendar.working_day_after(day, n) == at
    assert calendar.working_days_between(day, at) == n
    assert calendar.working_days_between(at, day) == -n
    at = calendar.working_day_after(day, -n)
    assert calendar.working_days_between(at, day) - calendar.is_working_day(day) == n - 1


@settings(max_examples=40)
@given(calendar=calendars(), start=instants(last=date(2026, 4, 20)), length=st.integers(0, 5 * 24 * 60))
def test_minutes_agree_with_walking(calendar: WorkingCalendar, start: datetime, length: int) -> None:
    end = start + timedelta(minutes=length)
    walked = list(naive_working_minutes(calendar, start, end))
    assert calendar.between(start, end) == len(walked)
    assert calendar.between(end, start) == -len(walked)
    if walked:
        # The earliest instant at which that much has passed is the end of the last minute walked.
        assert calendar.add(start, len(walked)) == walked[-1] + timedelta(minutes=1)
        assert calendar.subtract(end, len(walked)) == walked[0]


@settings(max_examples=60)
@given(calendar=calendars(), at=instants(), minutes=st.integers(1, 60_000))
def test_between_measures_what_add_added(calendar: WorkingCalendar, at: datetime, minutes: int) -> None:
    assert calendar.between(at, calendar.add(at, minutes)) == minutes
    assert calendar.between(calendar.subtract(at, minutes), at) == minutes
    assert calendar.add(at, -minutes) == calendar.subtract(at, minutes)
    assert calendar.subtract(at, -minutes) == calendar.add(at, minutes)


@settings(max_examples=60)
@given(calendar=calendars(), at=instants(), minutes=st.integers(0, 60_000))
def test_subtract_undoes_add_inside_the_hours(calendar: WorkingCalendar, at: datetime, minutes: int) -> None:
    at = calendar.add(at, 0)
    if calendar.is_open(at):
        assert calendar.subtract(calendar.add(at, minutes), minutes) == at


@settings(max_examples=60)
@given(calendar=calendars(), first=instants(), second=instants(), minutes=st.integers(0, 20_000))
def test_later_starts_never_end_sooner(calendar: WorkingCalendar, first: datetime, second: datetime, minutes: int) -> None:
    first, second = sorted((first, second))
    assert calendar.add(first, minutes) <= calendar.add(second, minutes)
    assert calendar.add(first, minutes) <= calendar.add(first, minutes + 1)
    assert calendar.working_day_after(first.date(), 5) <= calendar.working_day_after(second.date(), 5)


@settings(max_examples=60)
@given(calendar=calendars(), a=instants(), b=instants(), c=instants())
def test_time_between_adds_up_over_any_instant(calendar: WorkingCalendar, a: datetime, b: datetime, c: datetime) -> None:
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)


@settings(max_examples=40)
@given(calendar=calendars())
def test_each_day_is_the_one_its_rows_say(calendar: WorkingCalendar) -> None:
    day = SPAN_FIRST
    while day <= SPAN_LAST:
        expected = naive_windows(calendar, day)
        assert calendar.windows(day) == expected
        assert calendar.is_working_day(day) is bool(expected)
        assert (calendar.opens_at(day) is None) is (not expected)
        assert calendar.reason(day)
        day += DAY
