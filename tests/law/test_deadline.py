"""Due dates of every unit, pauses, and the judgement early / on time / late (domain §8.4, §8.5, §18)."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.calendar import VN, DayKind, DayRow, HoursRow, WorkingCalendar, business_date, compile_calendar, national_calendar, window
from motcua.law.deadline import (
    NoteKind,
    Verdict,
    classify,
    due_at,
    effective_arrival,
    explain,
    late_working_days,
    shift,
    term_refusal,
)
from motcua.law.procedure import Term, TermUnit
from motcua.law.rulesets import AfterCutoff, Compare, EarlyMargin, ruleset_at
from tests.law.calendars import calendars, instants

NATION = national_calendar()
RULES = ruleset_at(date(2026, 3, 31))
NEXT_DAY0 = msgspec.structs.replace(RULES, after_cutoff=AfterCutoff.NEXT_DAY0)
SATURDAY_DOOR = compile_calendar([], [HoursRow(date(2026, 1, 1), 5, (), reception=(window("07:30-11:30"),))], over=NATION)


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def due(received: str, amount: int, unit: TermUnit, calendar: WorkingCalendar = NATION) -> str:
    return due_at(vn(received), Term(amount, unit), calendar, RULES).astimezone(VN).strftime("%Y-%m-%dT%H:%M")


# every unit


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2025-12-31", 5, "2026-01-09"),
        ("2025-12-30", 10, "2026-01-14"),
        ("2026-01-09", 1, "2026-01-10"),
        ("2026-02-12", 3, "2026-02-24"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-03-27", 20, "2026-04-24"),
        ("2026-04-24", 3, "2026-05-04"),
        ("2026-04-29", 1, "2026-05-04"),
        ("2026-08-21", 2, "2026-08-24"),
        ("2026-08-28", 5, "2026-09-09"),
        ("2026-11-23", 1, "2026-11-25"),
        ("2025-04-25", 3, "2025-04-29"),
        ("2024-04-26", 3, "2024-05-04"),
    ],
)
def test_working_days_end_at_closing_time_of_the_nth_working_day(received: str, days: int, expected: str) -> None:
    for clock in ("00:00", "08:00", "14:59", "16:59", "23:59"):
        assert due(f"{received}T{clock}", days, TermUnit.WORKING_DAYS) == f"{expected}T17:00"


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2026-03-02T10:20", 40, "2026-03-09T10:20"),
        ("2026-03-02T08:00", 8, "2026-03-02T17:00"),
        ("2026-03-02T11:30", 1, "2026-03-02T13:30"),
        ("2026-03-02T12:30", 1, "2026-03-02T14:00"),
        ("2026-03-02T20:00", 8, "2026-03-03T17:00"),
        ("2026-02-13T16:30", 1, "2026-02-23T08:30"),
        ("2026-01-09T16:00", 2, "2026-01-10T09:00"),
    ],
)
def test_hours_run_inside_the_opening_windows_to_the_minute(received: str, hours: int, expected: str) -> None:
    assert due(received, hours, TermUnit.HOURS) == expected


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-03-02T09:00", 10, "2026-03-12T17:00"),
        ("2026-03-02T09:00", 5, "2026-03-09T17:00"),
        ("2026-02-12T09:00", 4, "2026-02-23T17:00"),
        ("2026-01-05T09:00", 5, "2026-01-10T17:00"),
    ],
)
def test_calendar_days_roll_forward_off_a_day_off(received: str, days: int, expected: str) -> None:
    assert due(received, days, TermUnit.CALENDAR_DAYS) == expected


@pytest.mark.parametrize(
    ("received", "months", "expected"),
    [
        ("2026-03-02T09:00", 1, "2026-04-02T17:00"),
        ("2026-03-31T09:00", 1, "2026-05-04T17:00"),
        ("2025-08-31T09:00", 6, "2026-03-02T17:00"),
        ("2023-12-29T09:00", 2, "2024-02-29T17:00"),
        ("2026-11-30T09:00", 3, "2027-03-01T17:00"),
        ("2026-01-15T09:00", 12, "2027-01-15T17:00"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_of_the_month_and_roll_forward(received: str, months: int, expected: str) -> None:
    assert due(received, months, TermUnit.MONTHS) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-03-02T09:00", "2026-03-02T17:00"),
        ("2026-03-02T15:00", "2026-03-02T17:00"),
        ("2026-03-02T15:01", "2026-03-03T17:00"),
        ("2026-03-06T15:01", "2026-03-09T17:00"),
        ("2026-02-13T16:00", "2026-02-23T17:00"),
        ("2026-03-07T09:00", "2026-03-09T17:00"),
        ("2026-03-02T06:00", "2026-03-02T17:00"),
    ],
)
def test_same_day_result_after_three_in_the_afternoon_is_for_the_next_working_day(received: str, expected: str) -> None:
    assert due(received, 1, TermUnit.SAME_DAY_15H) == expected


def test_one_second_past_three_is_past_three() -> None:
    late = vn("2026-03-02T15:00").replace(second=1)
    assert business_date(due_at(late, Term(1, TermUnit.SAME_DAY_15H), NATION, RULES)) == date(2026, 3, 3)


def test_same_day_result_on_a_half_day_ends_when_the_office_closes() -> None:
    half = compile_calendar([DayRow(date(2026, 3, 4), DayKind.WORK, "nửa ngày", windows=(window("08:00-11:30"),))], [], over=NATION)
    assert due("2026-03-04T11:00", 1, TermUnit.SAME_DAY_15H, half) == "2026-03-04T11:30"
    assert due("2026-03-04T11:30", 1, TermUnit.SAME_DAY_15H, half) == "2026-03-05T17:00"
    note = explain(vn("2026-03-04T14:00"), Term(1, TermUnit.SAME_DAY_15H), half, RULES)[0]
    assert "nhận sau 11 giờ 30" in str(note.reason)


def test_fixed_date_rolls_off_a_day_off() -> None:
    for fixed, expected in (("2026-03-12", "2026-03-12"), ("2026-02-17", "2026-02-23")):
        term = Term(1, TermUnit.FIXED_DATE, fixed_date=fixed)
        assert business_date(due_at(vn("2026-02-02T09:00"), term, NATION, RULES)).isoformat() == expected


def test_the_agency_closing_time_is_the_hour_of_the_appointment() -> None:
    hours = [HoursRow(date(2026, 1, 1), weekday, (window("07:30-11:30"), window("13:00-16:30"))) for weekday in range(5)]
    calendar = compile_calendar([], hours, over=NATION)
    assert due("2026-03-02T09:00", 3, TermUnit.WORKING_DAYS, calendar) == "2026-03-05T16:30"


def test_reception_after_the_cutoff_is_day_zero_unless_the_ruleset_says_otherwise() -> None:
    term = Term(3, TermUnit.WORKING_DAYS)
    for clock, same, following in (("15:00", 5, 5), ("15:01", 5, 6), ("20:00", 5, 6)):
        received = vn(f"2026-03-02T{clock}")
        assert business_date(due_at(received, term, NATION, RULES)) == date(2026, 3, same)
        assert business_date(due_at(received, term, NATION, NEXT_DAY0)) == date(2026, 3, following)


def test_reception_on_a_saturday_is_day_zero() -> None:
    assert due("2026-03-07T09:00", 1, TermUnit.WORKING_DAYS, SATURDAY_DOOR) == "2026-03-09T17:00"


def test_submission_outside_hours_arrives_in_the_next_opening_minute() -> None:
    assert effective_arrival(vn("2026-03-02T09:31"), NATION) == vn("2026-03-02T09:31")
    assert effective_arrival(vn("2026-03-02T12:30"), NATION) == vn("2026-03-02T13:00")
    assert effective_arrival(vn("2026-03-02T17:00"), NATION) == vn("2026-03-03T08:00")
    assert effective_arrival(vn("2026-02-13T22:00"), NATION) == vn("2026-02-23T08:00")
    assert effective_arrival(vn("2026-03-06T22:00"), SATURDAY_DOOR) == vn("2026-03-07T07:30")


def test_terms_that_cannot_be_counted_are_refused_with_what_is_right() -> None:
    assert term_refusal(Term(1, TermUnit.WORKING_DAYS)) is None
    assert term_refusal(Term(0, TermUnit.SAME_DAY_15H)) is None
    said = {
        Term(0, TermUnit.WORKING_DAYS): "từ 1 ngày làm việc trở lên",
        Term(-3, TermUnit.HOURS): "Giá trị vừa nhập là -3",
        Term(2_501, TermUnit.WORKING_DAYS): "dài nhất là 2.500 ngày làm việc",
        Term(121, TermUnit.MONTHS): "dài nhất là 120 tháng",
        Term(1, TermUnit.FIXED_DATE): "phải ghi ngày đó",
        Term(1, TermUnit.FIXED_DATE, fixed_date="2026-02-30"): "“2026-02-30”",
    }
    for term, words in said.items():
        refusal = term_refusal(term)
        assert refusal is not None, term
        assert words in refusal.message


# explanations


def test_explanation_names_every_day_from_reception_to_due_date() -> None:
    notes = explain(vn("2026-02-12T09:00"), Term(3, TermUnit.WORKING_DAYS), NATION, RULES)
    assert [note.day for note in notes] == [date(2026, 2, day) for day in range(12, 25)]
    assert [note.number for note in notes if note.kind is NoteKind.COUNTED] == [1, 2, 3]
    assert str(notes[0].reason) == "ngày tiếp nhận, không tính"
    assert str(notes[2].reason) == "thứ Bảy"
    assert str(notes[4].reason) == "Tết Nguyên đán"
    assert notes[-1].day == date(2026, 2, 24)


def test_explanation_says_why_a_saturday_was_worked() -> None:
    notes = explain(vn("2026-01-09T09:00"), Term(1, TermUnit.WORKING_DAYS), NATION, RULES)
    assert str(notes[-1].reason) == "ngày làm việc thứ 1 (làm bù cho 02/01)"


def test_explanation_of_the_cutoff_moving_day_zero() -> None:
    notes = explain(vn("2026-03-02T15:30"), Term(1, TermUnit.WORKING_DAYS), NATION, NEXT_DAY0)
    assert [note.kind for note in notes] == [NoteKind.RECEIVED, NoteKind.SKIPPED, NoteKind.COUNTED]
    assert "nhận sau 15 giờ" in str(notes[1].reason)


def test_explanation_marks_days_no_notice_has_settled() -> None:
    notes = explain(vn("2026-12-31T09:00"), Term(1, TermUnit.WORKING_DAYS), NATION, RULES)
    assert [note.provisional for note in notes] == [False, True, True, True, True]


@settings(max_examples=150)
@given(
    calendar=calendars(),
    received=instants(),
    amount=st.integers(1, 40),
    unit=st.sampled_from([unit for unit in TermUnit if unit is not TermUnit.FIXED_DATE]),
    rules=st.sampled_from([RULES, NEXT_DAY0]),
)
def test_no_due_date_on_a_day_off_and_its_explanation_ends_on_it(
    calendar: WorkingCalendar, received: datetime, amount: int, unit: TermUnit, rules: object
) -> None:
    term = Term(amount, unit)
    used = RULES if rules is RULES else NEXT_DAY0
    ends = due_at(received, term, calendar, used)
    notes = explain(received, term, calendar, used)
    assert calendar.is_working_day(business_date(ends))
    assert ends >= received
    assert notes[-1].day == business_date(ends)
    assert notes[0].day == business_date(received)
    assert [note.day for note in notes] == sorted({note.day for note in notes})
    counted = [note.number for note in notes if note.kind is NoteKind.COUNTED and note.number]
    if unit is TermUnit.WORKING_DAYS:
        assert counted == list(range(1, amount + 1))
        assert len(notes) == (business_date(ends) - business_date(received)).days + 1
    if unit is TermUnit.HOURS:
        assert calendar.between(received, ends) == amount * 60


@settings(max_examples=60)
@given(calendar=calendars(), first=instants(), second=instants(), amount=st.integers(1, 40), unit=st.sampled_from(TermUnit))
def test_who_is_received_later_is_never_due_sooner(
    calendar: WorkingCalendar, first: datetime, second: datetime, amount: int, unit: TermUnit
) -> None:
    first, second = sorted((first, second))
    term = Term(amount, unit, fixed_date="2026-09-01")
    assert due_at(first, term, calendar, RULES) <= due_at(second, term, calendar, RULES)


# pauses


def test_a_supplement_of_five_days_moves_the_due_date_by_five_days() -> None:
    # Domain §18, scenario 6.
    original = due_at(vn("2026-03-02T09:00"), Term(5, TermUnit.WORKING_DAYS), NATION, RULES)
    assert original == vn("2026-03-09T17:00")
    assert shift(original, vn("2026-03-04T09:00"), vn("2026-03-11T09:00"), NATION) == vn("2026-03-16T17:00")


def test_a_pause_over_a_weekend_gives_nothing_back() -> None:
    due_instant = vn("2026-03-09T17:00")
    assert shift(due_instant, vn("2026-03-06T17:00"), vn("2026-03-09T08:00"), NATION) == due_instant
    assert shift(due_instant, vn("2026-03-05T09:00"), vn("2026-03-05T09:00"), NATION) == due_instant


def test_a_pause_that_ends_before_it_begins_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="tạm dừng"):
        shift(vn("2026-03-09T17:00"), vn("2026-03-05T09:00"), vn("2026-03-05T08:59"), NATION)


@settings(max_examples=100)
@given(calendar=calendars(), received=instants(), amount=st.integers(1, 30), paused=instants(), resumed=instants())
def test_a_pause_gives_back_exactly_the_working_time_it_took(
    calendar: WorkingCalendar, received: datetime, amount: int, paused: datetime, resumed: datetime
) -> None:
    paused, resumed = sorted((paused, resumed))
    before = due_at(received, Term(amount, TermUnit.WORKING_DAYS), calendar, RULES)
    after = shift(before, paused, resumed, calendar)
    assert calendar.between(before, after) == calendar.between(paused, resumed)
    assert calendar.between(resumed, after) == calendar.between(paused, before), "what was left is left again"


@settings(max_examples=60)
@given(calendar=calendars(), marks=st.lists(instants(), min_size=3, max_size=3))
def test_two_pauses_in_a_row_are_as_good_as_one(calendar: WorkingCalendar, marks: list[datetime]) -> None:
    first, middle, last = sorted(marks)
    before = due_at(first, Term(5, TermUnit.WORKING_DAYS), calendar, RULES)
    in_two = shift(shift(before, first, middle, calendar), middle, last, calendar)
    assert in_two == shift(before, first, last, calendar)


# verdicts

DUE = vn("2026-03-09T17:00")
MUCH_LATER = vn("2026-06-30T09:00")


@pytest.mark.parametrize(
    ("ended", "verdict", "late_by"),
    [
        ("2026-03-05T15:00", Verdict.EARLY, 0),
        ("2026-03-06T17:00", Verdict.EARLY, 0),
        ("2026-03-09T08:00", Verdict.ON_TIME, 0),
        ("2026-03-09T16:59", Verdict.ON_TIME, 0),
        ("2026-03-09T17:00", Verdict.ON_TIME, 0),
        ("2026-03-09T18:30", Verdict.LATE, 0),
        ("2026-03-12T10:00", Verdict.LATE, 3),
        ("2026-03-14T10:00", Verdict.LATE, 4),
    ],
)
def test_an_end_is_early_on_time_or_late_against_the_due_date(ended: str, verdict: Verdict, late_by: int) -> None:
    assert classify(vn(ended), DUE, MUCH_LATER, NATION, RULES) is verdict
    assert late_working_days(vn(ended), DUE, NATION) == late_by


def test_comparing_by_date_forgives_the_evening() -> None:
    by_date = msgspec.structs.replace(RULES, compare=Compare.DATE)
    assert classify(vn("2026-03-09T18:30"), DUE, MUCH_LATER, NATION, by_date) is Verdict.ON_TIME
    assert classify(vn("2026-03-10T00:00"), DUE, MUCH_LATER, NATION, by_date) is Verdict.LATE
    assert classify(None, DUE, vn("2026-03-09T23:59"), NATION, by_date) is Verdict.WITHIN


def test_an_open_dossier_is_judged_by_now() -> None:
    assert classify(None, DUE, vn("2026-03-09T17:00"), NATION, RULES) is Verdict.WITHIN
    assert classify(None, DUE, vn("2026-03-09T17:01"), NATION, RULES) is Verdict.OVERDUE_OPEN


def test_margin_of_early_is_the_rulesets() -> None:
    monday_due, sunday, this_morning = DUE, vn("2026-03-08T10:00"), vn("2026-03-09T08:30")
    by_day = msgspec.structs.replace(RULES, early_margin=EarlyMargin.WORKING_DAY)
    by_instant = msgspec.structs.replace(RULES, early_margin=EarlyMargin.INSTANT)
    assert classify(sunday, monday_due, MUCH_LATER, NATION, RULES) is Verdict.EARLY
    assert classify(sunday, monday_due, MUCH_LATER, NATION, by_day) is Verdict.EARLY
    assert classify(this_morning, monday_due, MUCH_LATER, NATION, by_day) is Verdict.ON_TIME
    assert classify(this_morning, monday_due, MUCH_LATER, NATION, by_instant) is Verdict.EARLY
    saturday_due = vn("2026-03-07T11:30")
    assert classify(vn("2026-03-06T10:00"), saturday_due, MUCH_LATER, NATION, by_day) is Verdict.ON_TIME
