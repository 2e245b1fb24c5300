from __future__ import annotations

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.commands import set_day, set_opening_hours
from motcua.agencies.models import CalendarDay, OpeningHours
from motcua.agencies.queries import calendar_of, calendar_of_code
from motcua.foundation.access import NOBODY, SYSTEM
from motcua.foundation.verify import verify
from motcua.law.calendar import VN, DayKind, national_calendar
from motcua.law.refusal import Refusal
from tests.agencies.samples import FIRST_DAY, HOA_LU, NOW, YEN_MO

Province = dict[str, int]
TUESDAY = date(2026, 4, 7)


def test_agency_without_own_rows_works_by_the_country_s_calendar(province: Province) -> None:
    assert calendar_of(province[HOA_LU]) is national_calendar()
    assert calendar_of_code("H42") is national_calendar()
    assert calendar_of_code("H99") is None


def test_day_off_of_one_ward_is_not_one_of_the_next(province: Province) -> None:
    assert set_day(SYSTEM, province[HOA_LU], TUESDAY, DayKind.OFF, "mất điện cả ngày", notice="5/TB-UBND", at=NOW) is None
    assert not calendar_of(province[HOA_LU]).is_working_day(TUESDAY)
    assert "mất điện" in calendar_of(province[HOA_LU]).reason(TUESDAY)
    assert calendar_of(province[YEN_MO]).is_working_day(TUESDAY)
    assert verify().differences == []


def test_new_day_off_of_the_country_reaches_every_agency_and_the_ward_s_own_day_stands_above_it(province: Province) -> None:
    set_day(SYSTEM, None, TUESDAY, DayKind.OFF, "quốc tang", at=NOW)
    set_day(SYSTEM, province[HOA_LU], TUESDAY, DayKind.WORK, "trực giải quyết hồ sơ", windows="08:00-11:00", at=NOW)
    assert not calendar_of(province[YEN_MO]).is_working_day(TUESDAY)
    assert calendar_of(province[HOA_LU]).closes_at(TUESDAY) == datetime(2026, 4, 7, 11, 0, tzinfo=VN)
    assert verify().differences == []
    CalendarDay.objects.filter(agency_id=0).update(reason="nghỉ chơi")
    assert [(difference.stream, difference.column) for difference in verify().differences] == [("agency:0", "reason")]


def test_day_set_again_replaces_what_was_set(province: Province) -> None:
    set_day(SYSTEM, province[HOA_LU], TUESDAY, DayKind.OFF, "nhầm", at=NOW)
    set_day(SYSTEM, province[HOA_LU], TUESDAY, DayKind.WORK, "làm bình thường", at=NOW)
    assert calendar_of(province[HOA_LU]).is_working_day(TUESDAY)
    assert CalendarDay.objects.count() == 1
    assert verify().differences == []


def test_summer_hours_hold_from_their_day(province: Province) -> None:
    hours = dict.fromkeys(range(5), "07:00-11:00 13:30-17:30")
    assert set_opening_hours(SYSTEM, province[HOA_LU], hours, valid_from=TUESDAY, at=NOW) is None
    opens = [calendar_of(province[HOA_LU]).opens_at(day) for day in (date(2026, 4, 6), TUESDAY)]
    assert [instant and instant.astimezone(VN).hour for instant in opens] == [8, 7]


def test_saturday_morning_receives_and_counts_for_no_deadline(province: Province) -> None:
    saturday = date(2026, 4, 11)
    set_opening_hours(SYSTEM, province[HOA_LU], {5: ""}, reception={5: "07:30-11:30"}, valid_from=FIRST_DAY, at=NOW)
    assert not calendar_of(province[HOA_LU]).is_working_day(saturday)
    assert OpeningHours.objects.get().reception == "07:30-11:30"
    assert verify().differences == []


@pytest.mark.parametrize("text", ["11:30-07:30", "07:30-11:30 11:00-17:00", "bảy giờ", "07:30", "07:30-25:00"])
def test_hours_that_make_no_sense_are_refused(province: Province, text: str) -> None:
    refusal = set_opening_hours(SYSTEM, province[HOA_LU], {0: text}, valid_from=FIRST_DAY, at=NOW)
    assert isinstance(refusal, Refusal)
    assert text in refusal.message
    assert not OpeningHours.objects.exists()


def test_only_the_administrator_sets_days(province: Province) -> None:
    refusal = set_day(NOBODY, None, TUESDAY, DayKind.OFF, "nghỉ", at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "NOT_ALLOWED"


def test_calendar_costs_one_query_when_nothing_changed(province: Province, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    set_day(SYSTEM, None, TUESDAY, DayKind.OFF, "quốc tang", at=NOW)
    set_day(SYSTEM, province[HOA_LU], date(2026, 4, 8), DayKind.OFF, "mất điện", at=NOW)
    first = calendar_of(province[HOA_LU])
    with django_assert_num_queries(1):
        assert calendar_of(province[HOA_LU]) is first
