"""How much time is left, in which colour and words, and when somebody is told (domain §8.4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.calendar import VN, WorkingCalendar, national_calendar
from motcua.law.deadline import (
    Level,
    due_at,
    time_left,
    warnings,
)
from motcua.law.procedure import Term, TermUnit
from motcua.law.rulesets import ruleset_at
from tests.law.calendars import calendars, instants

NATION = national_calendar()
RULES = ruleset_at(date(2026, 3, 31))


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN)


DUE = vn("2026-03-09T17:00")


@pytest.mark.parametrize(
    ("now", "level", "words"),
    [
        ("2026-03-03T09:00", Level.PLENTY, "còn 4 ngày làm việc"),
        ("2026-03-06T09:00", Level.SOON, "còn 1 ngày làm việc"),
        ("2026-03-08T09:00", Level.SOON, "còn 1 ngày làm việc"),
        ("2026-03-09T09:00", Level.TODAY, "còn 7 giờ"),
        ("2026-03-09T14:45", Level.TODAY, "còn 2 giờ 15 phút"),
        ("2026-03-09T16:48", Level.TODAY, "còn 12 phút"),
        ("2026-03-09T17:00", Level.TODAY, "đến hạn"),
        ("2026-03-09T17:30", Level.OVER, "vừa quá hạn"),
        ("2026-03-10T09:00", Level.OVER, "quá hạn 1 ngày làm việc"),
        ("2026-03-12T09:00", Level.OVER, "quá hạn 3 ngày làm việc"),
    ],
)
def test_time_left_has_a_level_and_words(now: str, level: Level, words: str) -> None:
    left = time_left(vn(now), DUE, NATION)
    assert left.level is level
    assert str(left.words) == words


def test_time_over_within_the_due_day_is_said_in_hours() -> None:
    left = time_left(vn("2026-03-09T16:20"), vn("2026-03-09T14:00"), NATION)
    assert (left.level, str(left.words)) == (Level.OVER, "quá hạn 2 giờ 20 phút")


def test_warnings_come_at_half_at_four_fifths_and_on_the_working_day_before() -> None:
    received = vn("2026-03-02T08:00")
    told = warnings(received, vn("2026-03-06T17:00"), NATION, RULES.warn_percentages)
    assert told.at_shares == (vn("2026-03-04T13:00"), vn("2026-03-06T08:00"))
    assert told.day_before == vn("2026-03-05T08:00")
    over_tet = warnings(vn("2026-02-12T08:00"), vn("2026-02-23T17:00"), NATION, RULES.warn_percentages)
    assert over_tet.day_before == vn("2026-02-13T08:00")
    assert warnings(received, vn("2026-03-02T17:00"), NATION, RULES.warn_percentages).day_before == received


@settings(max_examples=60)
@given(calendar=calendars(), received=instants(), amount=st.integers(1, 30))
def test_warnings_lie_between_reception_and_due_date_in_order(calendar: WorkingCalendar, received: datetime, amount: int) -> None:
    ends = due_at(received, Term(amount, TermUnit.WORKING_DAYS), calendar, RULES)
    told = warnings(received, ends, calendar, RULES.warn_percentages)
    assert list(told.at_shares) == sorted(told.at_shares)
    assert all(received <= at <= ends for at in (*told.at_shares, told.day_before))


@settings(max_examples=60)
@given(calendar=calendars(), now=instants(), length=st.integers(0, 60 * 24 * 20))
def test_level_over_is_exactly_being_late(calendar: WorkingCalendar, now: datetime, length: int) -> None:
    later = now + timedelta(minutes=length)
    assert time_left(now, later, calendar).level is not Level.OVER
    assert (time_left(later, now, calendar).level is Level.OVER) is (length > 0)
